"""Push, pull and sign-in beside the same SQL by the raw driver, with 10,000 workers' data in the database.

The floor does in one transaction what a push has to: lock the worker's books, look three times, write ledger,
rows and position. It runs in this process, on as many connections as the service has.
"""

import http.client
import json
import os
import queue
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psutil
import psycopg
from psycopg import conninfo
from psycopg.types.json import Jsonb
from sqlalchemy import make_url

from api.private_postgres import private_postgres
from bench.community import TODAY, Member, blob, entry, members, push, settle
from tests.e2e.phone import Service

ROUNDS, SECONDS, CONNECTIONS = 3, 2.0, 10
Turn = Callable[[Member], None]


@contextmanager
def database_of(running: Service) -> Iterator[str]:
    """Give the address of a service's private database, as the raw driver takes it."""
    with private_postgres(running.home / "var") as found:
        where = make_url(found)
        yield conninfo.make_conninfo(
            host=str(where.query["host"]), user=where.username, password=where.password, dbname=where.database
        )


def measure(running: Service) -> None:
    """Print medians of rounds in which the floor and the service take turns."""
    with database_of(running) as url:
        compare(running, url)


def compare(running: Service, url: str) -> None:
    """Fill the database, then measure line by line."""
    community = members()
    began = time.perf_counter()
    settle(url, community)
    print(
        f"\nsync, {len(community):,} workers' data (written in {time.perf_counter() - began:.0f} s);", end=" "
    )
    print(f"load {os.getloadavg()[0]:.1f}; median of {ROUNDS} interleaved rounds")
    print(f"{'':28}{'clients':>8}{'req/s':>9}{'floor/s':>9}{'ratio':>8}")
    for clients in (1, 32):
        with connections(url) as pool:
            row("pull of 23 changes", clients, community, floor_pull(pool), pull_turn(running))
    for count in (1, 50):
        for clients in (1, 32, 160):
            with connections(url) as pool:
                floor = floor_turn(pool, count)
                row(f"push, operations: {count}", clients, community, floor, push_turn(running, count))
    memory = max_memory(running)
    print(f"memory of the service after all this: {memory:.0f} MB (hard 250)")


def row(name: str, clients: int, community: list[Member], floor: Turn, turn: Turn) -> None:
    """Measure one line of the table."""
    floors, seen = [], []
    for _ in range(ROUNDS):
        floors.append(rate(floor, clients, community))
        seen.append(rate(turn, clients, community))
    one, other = statistics.median(seen), statistics.median(floors)
    print(f"{name:28}{clients:>8}{one:>9.0f}{other:>9.0f}{one / other:>8.2f}")
    if max(floors) / min(floors) > 1.25:
        print(
            f"  the floor moved by {max(floors) / min(floors):.2f}x between rounds: no judgement on this row"
        )


def rate(turn: Turn, clients: int, community: list[Member]) -> float:
    """Count turns a second of a closed loop of clients, each another worker's phone."""
    done = [0] * clients
    failed: list[BaseException] = []
    until = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        try:
            while time.perf_counter() < until:
                turn(community[number])
                done[number] += 1
        except BaseException as error:  # a thread's error would be printed and forgotten
            failed.append(error)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(done) / (time.perf_counter() - began)


@contextmanager
def connections(url: str) -> Iterator["queue.Queue[psycopg.Connection[Any]]"]:
    """Give as many connections as the service has."""
    pool: queue.Queue[psycopg.Connection[Any]] = queue.Queue()
    made = [psycopg.connect(url) for _ in range(CONNECTIONS)]
    for one in made:
        pool.put(one)
    yield pool
    for one in made:
        one.close()


LEDGER = """INSERT INTO operation
(worker_id, change, op_id, device_id, seq, kind, entity_id, revision, body, sealed, received_on)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
ENTRY = """INSERT INTO time_entry
(worker_id, id, revision, sealed, engagement_id, worked_on, minutes, activity, source)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (worker_id, id) DO UPDATE SET revision = excluded.revision, sealed = excluded.sealed,
engagement_id = excluded.engagement_id, worked_on = excluded.worked_on, minutes = excluded.minutes,
activity = excluded.activity, source = excluded.source"""
SEEN = """SELECT asked.id, seen.kind, seen.revision FROM unnest(%s::uuid[]) AS asked(id) JOIN LATERAL (
SELECT kind, revision FROM operation WHERE worker_id = %s AND op_id = asked.id LIMIT 1) AS seen ON true"""
LATEST = """SELECT asked.id, latest.* FROM unnest(%s::uuid[]) AS asked(id) JOIN LATERAL (
SELECT kind, revision, body IS NULL FROM operation WHERE worker_id = %s AND entity_id = asked.id
ORDER BY revision DESC LIMIT 1) AS latest ON true"""


def floor_turn(pool: "queue.Queue[psycopg.Connection[Any]]", count: int) -> Turn:
    """Do what a push must, by hand."""

    def turn(one: Member) -> None:
        database = pool.get()
        try:
            with database.transaction(), database.cursor() as cursor:
                by_hand(cursor, one, count)
        finally:
            pool.put(database)

    return turn


def by_hand(cursor: psycopg.Cursor[Any], one: Member, count: int) -> None:
    """Write a push of entries with nothing but SQL."""
    w, sealed = one.worker_id, blob()
    new = [(uuid4(), uuid4()) for _ in range(count)]  # op id, row id
    cursor.execute("SELECT generation, last_change FROM sync_state WHERE worker_id = %s FOR UPDATE", [w])
    last = (cursor.fetchone() or (0, 0))[1]
    cursor.execute(SEEN, [[op for op, _ in new], w])
    cursor.execute("SELECT op_id FROM held_operation WHERE worker_id = %s", [w])
    cursor.execute(LATEST, [[one.job, *(row for _, row in new)], w])
    cursor.execute("SELECT purpose, knows, until FROM consent WHERE worker_id = %s", [w])
    cursor.execute("SELECT purpose FROM withdrawal WHERE worker_id = %s", [w])
    body = Jsonb(entry(one.job, TODAY))
    cursor.executemany(
        LEDGER,
        [
            (w, last + n, op, one.device_id, one.seq + n, "time_entry", row, 1, body, sealed, TODAY)
            for n, (op, row) in enumerate(new, 1)
        ],
    )
    cursor.executemany(
        ENTRY, [(w, row, 1, sealed, one.job, TODAY, 95, "paid_work", "same_day") for _, row in new]
    )
    cursor.execute("UPDATE sync_state SET last_change = %s WHERE worker_id = %s", [last + count, w])
    one.seq += count
    cursor.execute(
        "INSERT INTO device_seq (worker_id, device_id, highest, missing, said_on) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (worker_id, device_id) DO UPDATE SET highest = excluded.highest",
        [w, one.device_id, one.seq, Jsonb([]), TODAY],
    )


def floor_pull(pool: "queue.Queue[psycopg.Connection[Any]]") -> Turn:
    """Read what a first pull reads."""

    def turn(one: Member) -> None:
        database = pool.get()
        try:
            with database.transaction():
                database.execute(PULL, [one.worker_id]).fetchall()
        finally:
            pool.put(database)

    return turn


PULL = """SELECT o.* FROM operation o WHERE o.worker_id = %s AND o.change > 0 AND NOT EXISTS (
SELECT 1 FROM operation l
WHERE l.worker_id = o.worker_id AND l.entity_id = o.entity_id AND l.revision > o.revision)
ORDER BY o.change LIMIT 24"""

lines = threading.local()


def ask(port: int, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> bytes:
    """Send a request over this thread's connection."""
    line: http.client.HTTPConnection | None = getattr(lines, "line", None)
    if line is None or line.port != port:
        line = lines.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request(method, path, body, headers | ({"content-type": "application/json"} if body else {}))
    answer = line.getresponse()
    said = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}: {said[:200]!r}")
    return said


def push_turn(running: Service, count: int) -> Turn:
    """Push through the service."""

    def turn(one: Member) -> None:
        body = json.dumps(push(one, count)).encode()
        said = json.loads(ask(running.port, "POST", "/v1/sync/push", one.headers, body))
        if any(result["outcome"] != "applied" for result in said["results"]):
            raise RuntimeError(f"not applied: {said['results'][0]}")

    return turn


def pull_turn(running: Service) -> Turn:
    """Pull through the service."""

    def turn(one: Member) -> None:
        ask(running.port, "GET", "/v1/sync/pull?limit=23", one.headers)

    return turn


def max_memory(running: Service) -> float:
    """Give the resident memory of the service's process, in MB; PostgreSQL's apart."""
    if running.process is None:
        raise RuntimeError("the service is gone")
    return psutil.Process(running.process.pid).memory_info().rss / 1e6
