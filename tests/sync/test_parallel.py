"""Phones of one worker that write at the same time, in transactions that take their time."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, delete, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col
from starlette.requests import Request

from api.accounts.models import Account
from api.problems import database
from tests.sync.phones import Phone, a_phone, count, outcomes, rows


@pytest.fixture
def worker_id(engine: Engine) -> Iterator[UUID]:
    """Give a worker whose rows are truly committed, and removed after the test."""
    with Session(engine) as session, session.begin():
        found = a_phone(session).worker_id
    yield found
    with Session(engine) as session, session.begin():
        session.connection().execute(delete(Account).where(col(Account.worker_id) == found))


def pushed(engine: Engine, worker_id: UUID, device_id: UUID, sent: list[Any], seconds: float) -> list[str]:
    """Push in a transaction of its own, which stays open for a while before it commits."""
    with Session(engine) as session, session.begin():
        results = Phone(session, worker_id, device_id).send(*sent)
        session.connection().execute(text("SELECT pg_sleep(:s)"), {"s": seconds})
    return outcomes(results)


def followed(engine: Engine, worker_id: UUID, until: int) -> list[int]:
    """Pull by cursor while others write, until this many rows have come."""
    seen: list[int] = []
    cursor = None
    for _ in range(20_000):
        with Session(engine) as session, session.begin():
            page = Phone(session, worker_id).pull(cursor, limit=3)
        seen += [change.change for change in page.changes]
        cursor = page.cursor
        if cursor == f"1-{until}":
            return seen
    raise AssertionError(f"only {len(seen)} of {until} changes came")


def test_a_phone_that_pulls_during_slow_parallel_writes_skips_nothing(
    engine: Engine, worker_id: UUID
) -> None:
    """Scenario 32."""
    writers = [uuid4() for _ in range(25)]
    blank = Phone(Session(engine), worker_id)
    work = [(device, [blank.put("employer") for _ in range(4)]) for device in writers]

    with ThreadPoolExecutor(8) as pool:
        reader = pool.submit(followed, engine, worker_id, 101)
        writing = [
            pool.submit(pushed, engine, worker_id, device, sent, (at % 5) / 500)
            for at, (device, sent) in enumerate(work)
        ]
        results = [each.result(60) for each in writing]
        seen = reader.result(60)

    assert results == [["applied"] * 4] * 25
    assert seen == list(range(1, 102))


def test_the_same_operations_pushed_at_once_have_their_effect_once(engine: Engine, worker_id: UUID) -> None:
    """T19: a resend that overtakes its first try."""
    device = uuid4()
    blank = Phone(Session(engine), worker_id)
    sent = [blank.put("employer") for _ in range(5)]

    with ThreadPoolExecutor(6) as pool:
        tries = [pool.submit(pushed, engine, worker_id, device, sent, 0.002) for _ in range(12)]
        results = [each.result(60) for each in tries]

    assert sorted(results) == [["applied"] * 5] + [["duplicate"] * 5] * 11
    with Session(engine) as session:
        assert count(session, "own_employer", worker_id) == 5
        assert sorted(row["change"] for row in rows(session, "operation", worker_id)) == [1, 2, 3, 4, 5, 6]


def test_two_edits_from_the_same_revision_at_once_are_one_edit_and_one_conflict(
    engine: Engine, worker_id: UUID
) -> None:
    """T20."""
    party = uuid4()
    with Session(engine) as session, session.begin():
        first = Phone(session, worker_id)
        first.send(first.put("employer", id_=party))
    edits = [(uuid4(), [first.put("employer", {"name": f"Edit {at}"}, id_=party, base=1)]) for at in range(6)]

    with ThreadPoolExecutor(6) as pool:
        tries = [pool.submit(pushed, engine, worker_id, device, sent, 0.002) for device, sent in edits]
        results = [each.result(60)[0] for each in tries]

    assert sorted(results) == ["applied"] + ["conflict"] * 5


def test_who_waits_too_long_for_another_push_is_told_to_come_back(
    engine: Engine, worker_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["api.sync.service.push"], "PATIENCE", "20ms")
    with Session(engine) as slow, slow.begin():
        first = Phone(slow, worker_id)
        first.send(first.put("employer"))

        with Session(engine) as session:
            session.connection().execute(text("SET LOCAL statement_timeout = '20s'"))
            with pytest.raises(DBAPIError) as refused:
                Phone(session, worker_id).send(first.put("employer"))

    answer = database(Request({"type": "http"}), refused.value)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert getattr(refused.value.orig, "sqlstate", None) == "55P03"
    assert pushed(engine, worker_id, uuid4(), [first.put("employer")], 0) == ["applied"]
