"""A route's work is committed before its answer leaves, or it is undone and the answer says so."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Annotated

import anyio.to_thread
import httpx2
import pytest
from fastapi import APIRouter, Body, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlmodel import Session as Direct

from api.db import Session, TransactionRoute, in_transaction, unopened
from api.main import ROUTERS, create_app
from api.settings import Settings
from tests.accounts.people import OURS
from tests.conftest import HOME
from tests.service.serving import served

router = APIRouter(prefix="/v1/guard", route_class=TransactionRoute)
tries: list[Session] = []


@router.post("/{number}/below/{parent}")
def write(session: Session, number: int, parent: int) -> int:
    """Write a row that may point at no other; only the commit notices."""
    session.execute(text("INSERT INTO guard VALUES (:n, 'x', :p)"), {"n": number, "p": parent})
    return number


@router.post("/{number}/note")
def write_note(session: Session, number: int, note: Annotated[str, Body()]) -> int:
    """Write a row whose note a CHECK refuses unless it is short."""
    session.execute(text("INSERT INTO guard VALUES (:n, :note)"), {"n": number, "note": note})
    return number


@router.post("/{number}/at-try/{which}")
def write_at_last(session: Session, number: int, which: int) -> int:
    """Fail as a serialization failure would, until the try that is asked for."""
    tries.append(session)
    session.execute(text("INSERT INTO guard VALUES (:n, 'x')"), {"n": number})
    if len(tries) < which:
        session.execute(text("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"))
    return number


@router.get("/threads")
async def threads() -> float:
    """Tell how many threads run routes."""
    return anyio.to_thread.current_default_thread_limiter().total_tokens


@router.post("/boom")
def fault(word: Annotated[str, Body()]) -> int:
    """Fail by a fault of ours that carries what was typed."""
    raise ValueError(word)


@pytest.fixture
def table(engine: Engine) -> Iterator[Engine]:
    """Give a table that only this test writes to, committed for real."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE guard (id int PRIMARY KEY, note text CHECK (length(note) < 10), "
                "parent int REFERENCES guard DEFERRABLE INITIALLY DEFERRED)"
            )
        )
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE guard"))


@pytest.fixture
def app(table: Engine, database_url: str) -> FastAPI:
    tries.clear()
    app = create_app(Settings(database_url=database_url), router)
    app.state.engine = table
    return app


def rows(engine: Engine) -> int:
    with Direct(engine) as session:
        return int(session.execute(text("SELECT count(*) FROM guard")).scalar_one())


def test_a_commit_that_fails_is_never_answered_as_done(app: FastAPI, table: Engine) -> None:
    client = TestClient(app, headers=OURS)

    good = client.post("/v1/guard/1/below/1")
    bad = client.post("/v1/guard/2/below/99")

    assert good.status_code == 200
    assert bad.status_code == 500
    assert bad.json()["code"] == "unexpected"
    assert rows(table) == 1


def test_160_clients_on_a_pool_of_10_are_all_answered(app: FastAPI, table: Engine) -> None:
    async def all_at_once(base: str) -> list[int]:
        limits = httpx2.Limits(max_connections=200)
        async with httpx2.AsyncClient(base_url=base, timeout=30, limits=limits, trust_env=False) as client:
            asked = [client.post(f"/v1/guard/{n}/below/{n}", headers=OURS) for n in range(320)]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    with served(app) as (host, port):
        answers = asyncio.run(all_at_once(f"http://{host}:{port}"))
        limit = httpx2.get(f"http://{host}:{port}/v1/guard/threads", trust_env=False).json()

    assert answers == [200] * 320
    assert limit == 10
    assert rows(table) == 320


@pytest.mark.parametrize(("which", "status"), [(3, 200), (4, 503)])
def test_a_serialization_failure_is_tried_three_times_each_in_a_new_session(
    app: FastAPI, table: Engine, which: int, status: int
) -> None:
    answer = TestClient(app, headers=OURS).post(f"/v1/guard/1/at-try/{which}")

    assert answer.status_code == status
    assert len(set(map(id, tries))) == 3
    assert rows(table) == (1 if status == 200 else 0)


def test_what_stands_in_a_failing_row_appears_in_no_output(
    app: FastAPI, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    marker = "marker13800000000"
    caplog.set_level(logging.INFO)

    with served(app) as (host, port):
        row = httpx2.post(f"http://{host}:{port}/v1/guard/1/note", json=marker, headers=OURS, trust_env=False)
        ours = httpx2.post(f"http://{host}:{port}/v1/guard/boom", json=marker, headers=OURS, trust_env=False)
    said = caplog.text + "".join(capfd.readouterr()) + (HOME / "pg18" / "server.log").read_text()

    assert (row.status_code, ours.status_code) == (500, 500)
    assert "guard_note_check" in caplog.text
    assert "ValueError" in caplog.text
    assert marker not in row.text + ours.text + said


def test_every_route_that_asks_for_a_session_commits_before_it_answers() -> None:
    asking = [
        route
        for router in ROUTERS
        for route in router.routes
        if any(
            need.call is unopened for need in getattr(getattr(route, "dependant", None), "dependencies", [])
        )
    ]

    assert asking
    assert [route for route in asking if not isinstance(route, TransactionRoute)] == []


def test_an_async_route_may_not_ask_for_a_session() -> None:
    async def route(session: Session) -> None: ...

    with pytest.raises(TypeError, match="block the event loop"):
        in_transaction(route)
