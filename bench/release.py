"""Freezing a release, working out what workers add, reading a release on the desk; each beside its floor."""

import hashlib
import os
import secrets
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session

from api.accounts.service.counted import counted_workers
from api.db import engine_for
from api.migrate import migrate
from api.private_postgres import private_postgres
from api.reference.service import floors_checked_on
from api.statistics.counting import count
from api.statistics.document import Head
from api.statistics.service.deriving import contributions
from api.statistics.service.freezing import keep
from api.statistics.windows import Window, due
from api.world import World
from bench.community import DEVICE, SESSION, copy
from bench.sync import ask
from bench.workers import contributions as invented
from bench.workers import give_work, let_in
from tests.e2e.phone import Service

COUNTED, WORKING, READS, ROUNDS = 100_000, 2_000, 400, 5
LIMIT = 10.0  # seconds for a freeze of 100,000


def measure(running: Service) -> None:
    """Print what releases cost, in a database of their own; then read one of the running service's."""
    now = datetime.now(UTC)
    world = World(now, secrets.token_bytes(32))
    window = due(world.today, None)
    if window is None:
        raise RuntimeError("some window is always due")
    head = Head(1, window, world.today, floors_checked_on())
    print(f"\nreleases, load {os.getloadavg()[0]:.1f}")
    with own_database(running) as engine:
        freezing(engine, head, world)
        deriving(engine, window, world)
    with private_postgres(running.home / "var") as url:
        reading(running, engine_for(url), head, world)


@contextmanager
def own_database(running: Service) -> Iterator[Engine]:
    """Give an empty database beside the service's."""
    with private_postgres(running.home / "var") as url:
        admin = engine_for(url).execution_options(isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE releases"))
        engine = engine_for(make_url(url).set(database="releases").render_as_string(hide_password=False))
        migrate(engine)
        yield engine
        engine.dispose()
        with admin.connect() as connection:
            connection.execute(text("DROP DATABASE releases"))
        admin.dispose()


def driver(engine: Engine) -> psycopg.Connection[Any]:
    """Connect as the engine does, with nothing between."""
    where = engine.url
    return psycopg.connect(
        host=str(where.query["host"]), user=where.username, password=where.password, dbname=where.database
    )


def seconds(work: Callable[[], Any]) -> float:
    """Time some work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


CELLS = """SELECT employer, issue, count(*) FROM added GROUP BY CUBE (employer, issue)
UNION ALL SELECT region, unpaid, count(*) FROM added GROUP BY CUBE (region, unpaid)"""


def freezing(engine: Engine, head: Head, world: World) -> None:
    """Freeze and store a release of 100,000 contributions; the floor counts the same rows in SQL."""
    added = invented(COUNTED)
    with driver(engine) as database:
        database.execute("CREATE TEMP TABLE added (employer text, issue text, region text, unpaid text)")
        copy(database, "added", "employer, issue, region, unpaid", (vars(one).values() for one in added))
        floor = min(seconds(lambda: database.execute(CELLS).fetchall()) for _ in range(ROUNDS))

    def freeze() -> None:
        with Session(engine) as session:
            keep(session, count(added), head, world)  # rolled back: every round is the first release

    took = statistics.median(seconds(freeze) for _ in range(ROUNDS))
    print(f"freeze of {COUNTED:,} contributions: {took:.2f} s (limit {LIMIT:.0f}),", end=" ")
    print(f"{took / floor:.1f} x counting them in SQL ({floor:.2f} s)")
    if took > LIMIT:
        print("  THIS IS TOO SLOW")


def deriving(engine: Engine, window: Window, world: World) -> None:
    """Work out what 2,000 workers add, from rows; the floor reads the rows with the bare driver."""
    with driver(engine) as database:
        ids = let_in(database, WORKING, world.today)
        rows = give_work(database, ids, window)
        database.commit()
        database.autocommit = True
        database.execute("ANALYZE")
        floor = seconds(lambda: read_by_hand(database, ids))
        with Session(engine) as session:
            took = seconds(lambda: list(contributions(session, window, world.today)))
        print(
            f"deriving from {rows / WORKING:.0f} rows each: {WORKING / took:.0f} workers/s; "
            f"reading them {WORKING / floor:.0f}/s, ratio {floor / took:.2f}"
        )
        database.autocommit = False
        let_in(database, COUNTED - WORKING, world.today)
        database.commit()
        database.autocommit = True
        database.execute("ANALYZE")
    with Session(engine) as session:
        took = seconds(lambda: counted_workers(session, world.today))
    print(f"who of {COUNTED:,} counts: {took:.2f} s")


def read_by_hand(database: psycopg.Connection[Any], ids: list[Any]) -> None:
    """Read every row of these workers, in the portions that a freeze takes."""
    for start in range(0, len(ids), 200):
        some = [ids[start : start + 200]]
        for table in ("engagement", "own_employer", "time_entry", "batch", "payment"):
            database.execute(f"SELECT * FROM {table} WHERE worker_id = ANY(%s)", some).fetchall()


def reading(running: Service, engine: Engine, head: Head, world: World) -> None:
    """Read a release of 100,000 as a desk does; the floors read it as rows and as one document."""
    with Session(engine) as session, session.begin():
        release = keep(session, count(invented(COUNTED)), head, world)
        path, size = f"/v1/releases/{release.last_day}", len(release.document)
    with driver(engine) as database:
        token = organizer(database)
        database.commit()
        headers = {"cookie": f"__Host-s={token}"}
        digest = hashlib.sha256(token.encode()).digest()
        rows: list[float] = []
        one: list[float] = []
        seen: list[float] = []
        for _ in range(ROUNDS):
            rows += [seconds(lambda: by_hand(database, digest, FIGURES, head.window)) for _ in range(READS)]
            one += [seconds(lambda: by_hand(database, digest, DOCUMENT, head.window)) for _ in range(READS)]
            seen += [seconds(lambda: ask(running.port, "GET", path, headers)) for _ in range(READS)]
    print(f"desk overview, {size:,} bytes, {READS * ROUNDS} reads; p50 and p99 in ms:", end=" ")
    print(f"service {times(seen)}, driver {times(rows)} as rows, {times(one)} as a document;", end=" ")
    print(f"p99 ratio {p99(seen) / p99(rows):.1f} (at most 3) and {p99(seen) / p99(one):.1f}")


WHO = """SELECT * FROM login_session s JOIN device d ON d.worker_id = s.worker_id AND d.id = s.device_id
WHERE s.token_hash = %s"""
ROLES = """SELECT r.*, o.name FROM role_held r LEFT JOIN organization o ON o.id = r.organization_id
WHERE r.worker_id = %s ORDER BY r.role"""


FIGURES = """SELECT c.*, r.number, r.state, r.frozen_at
FROM release r JOIN release_cell c USING (last_day) WHERE last_day = %s"""
DOCUMENT = "SELECT * FROM release WHERE last_day = %s"


def by_hand(database: psycopg.Connection[Any], digest: bytes, query: LiteralString, window: Window) -> None:
    """Find out who asks, then read the release: two transactions, as the service's are."""
    with database.transaction():
        [who] = database.execute(WHO, [digest]).fetchall()
        database.execute(ROLES, [who[1]]).fetchall()
    with database.transaction():
        database.execute(query, [window.last_day]).fetchall()


def organizer(database: psycopg.Connection[Any]) -> str:
    """Write an organizer's account, phone and session with a second factor; give the session's token."""
    now = datetime.now(UTC)
    [worker_id] = let_in(database, 1, now.date())
    device, token = uuid4(), secrets.token_urlsafe(32)
    copy(database, "device", DEVICE, [(worker_id, device, secrets.token_bytes(32), now.date(), now.date())])
    begun = (hashlib.sha256(token.encode()).digest(), worker_id, device, now, now, now, now)
    copy(database, "login_session", f"{SESSION}, factor_at, factor_used_at", [begun])
    copy(database, "role_held", "worker_id, role, since", [(worker_id, "auditor", now.date())])
    return token


def p99(times: list[float]) -> float:
    """Give the time that one in a hundred takes longer than."""
    return sorted(times)[len(times) * 99 // 100]


def times(of: list[float]) -> str:
    """Write median and p99 in milliseconds."""
    return f"{statistics.median(of) * 1000:.2f} / {p99(of) * 1000:.2f}"
