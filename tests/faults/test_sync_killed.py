"""T15: service and database are killed under a running stream. T17: no database. Acknowledged is stored."""

import random
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen
from uuid import UUID

import psutil
import pytest
from sqlalchemy import NullPool, create_engine, text

from api.private_postgres import private_postgres
from client.service import RefusedError
from client.sync import pull_all, push
from tests.e2e.phone import Service
from tests.faults.preloaded import Preloaded
from tests.faults.stream import Log, Writer, a_stream

KILLS = 20


@pytest.fixture(scope="module")
def running() -> Iterator[Preloaded]:
    """Give a service with a database as a host has it: fsync on."""
    service = Preloaded(work_bits="1")
    service.start()
    yield service
    service.remove()


def query(service: Service, sql: str, **values: object) -> list[Any]:
    with (
        private_postgres(service.home / "var") as url,
        create_engine(url, poolclass=NullPool).begin() as connection,
    ):
        return list(connection.execute(text(sql), values))


def postmaster(service: Service) -> psutil.Process:
    lines = (service.home / "var" / "pg18" / "postmaster.pid").read_text().split()
    return psutil.Process(int(lines[0]))


def kill_database(service: Service) -> None:
    killed = postmaster(service)
    killed.kill()
    psutil.wait_procs([killed], timeout=30)


def start_database(service: Service) -> None:
    """Start it as whoever comes next would; the running service keeps it."""
    with private_postgres(service.home / "var"):
        pass


def stop(writers: list[Writer]) -> None:
    for writer in writers:
        writer.ending.set()
    for writer in writers:
        writer.join(60)
        assert not writer.is_alive()
        assert not writer.log.failures, writer.log.failures


def check_ledger(service: Service, log: Log) -> None:
    """Compare what was acknowledged with what is there: nothing is missing, nothing was done twice."""
    for worker, acknowledged in log.acknowledged.items():
        ledger = query(
            service,
            "SELECT op_id, entity_id, revision, change, kind, body IS NULL AS removed"
            " FROM operation WHERE worker_id = :worker ORDER BY change",
            worker=worker,
        )
        state = query(service, "SELECT last_change FROM sync_state WHERE worker_id = :w", w=worker)
        now = query(service, "SELECT id, revision FROM own_employer WHERE worker_id = :w", w=worker)
        histories: dict[UUID, list[Any]] = {}
        for row in ledger:
            histories.setdefault(row.entity_id, []).append(row)

        assert {str(row.op_id): (str(row.entity_id), row.revision) for row in ledger} == acknowledged
        assert len(ledger) == state[0].last_change == len({row.op_id for row in ledger})
        assert [row.change for row in ledger] == list(range(1, len(ledger) + 1))
        assert all(
            [row.revision for row in rows] == list(range(1, len(rows) + 1)) for rows in histories.values()
        )
        assert {row.id: row.revision for row in now} == {
            entity: len(rows)
            for entity, rows in histories.items()
            if rows[-1].kind == "employer" and not rows[-1].removed
        }


def test_the_private_database_waits_for_the_disk_before_it_says_stored(running: Preloaded) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert list(query(running, f"SHOW {setting}")[0]) == ["on"]


def test_twenty_kills_lose_nothing_that_was_acknowledged_and_do_nothing_twice(running: Preloaded) -> None:
    chance = random.Random()
    log, writers = a_stream(running.url, seed=chance.randrange(10**6))
    for writer in writers:
        writer.start()

    for turn in range(KILLS):
        log.wait_for(chance.randint(3, 40))
        writers[0].ending.wait(chance.uniform(0, 0.03))  # anywhere in a request, not just behind an answer
        if turn % 2:
            kill_database(running)
            start_database(running)
        else:
            running.end(signal.SIGKILL)
            running.start()
    log.wait_for(20)
    stop(writers)

    assert log.lost >= KILLS // 2
    assert log.refused <= {503}
    check_ledger(running, log)
    for writer in writers:  # a phone that forgot the answers sends everything again
        again = push(writer.signed, writer.sent).results
        told = log.acknowledged[writer.signed.worker_id]
        assert {result["outcome"] for result in again} == {"duplicate"}
        assert [result["revision"] for result in again] == [told[made["op_id"]][1] for made in writer.sent]
    check_ledger(running, log)


def status(service: Service, path: str) -> int:
    try:
        with urlopen(service.url + path, timeout=30) as found:
            return int(found.status)
    except HTTPError as error:
        with error:
            return error.code


def test_without_its_database_the_service_says_so_and_stores_once_when_it_is_back(running: Preloaded) -> None:
    log, writers = a_stream(running.url, seed=7, workers=1)
    for writer in writers:
        writer.start()
    log.wait_for(10)

    kill_database(running)
    ready, alive = status(running, "/v1/health"), status(running, "/v1/host")
    with pytest.raises(RefusedError) as refused:
        pull_all(writers[0].signed)
    start_database(running)
    log.wait_for(10)
    stop(writers)

    assert (ready, alive, refused.value.status) == (503, 200, 503)
    assert 503 in log.refused
    assert status(running, "/v1/health") == 200
    check_ledger(running, log)


def test_a_service_whose_database_is_away_at_the_start_says_so_and_ends(tmp_path: Path) -> None:
    away = Service(database_url=f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")

    with pytest.raises(RuntimeError, match=r"gongyou: The database .* does not let us in"):
        away.start()

    assert away.process is not None
    assert away.process.wait(30) == 2
    away.process = None
    away.log.close()
    away.remove()
