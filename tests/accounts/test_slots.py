"""Hashing has a few slots of its own: whoever finds none is told so, and everybody else is served (T02)."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from api.accounts.models import Throttle
from api.main import create_app
from api.settings import Settings
from api.slots import MOST_SLOTS, Busy, Slots
from tests.accounts.clock import Counted, counted, held
from tests.accounts.people import OURS, a_person, a_sign_in, sign_in, sign_up
from tests.conftest import PEPPER
from tests.service.serving import served


def test_when_every_slot_is_taken_the_answer_is_busy_and_the_rest_of_the_service_answers(
    engine: Engine, database_url: str
) -> None:
    app = create_app(Settings(database_url=database_url, pepper=PEPPER, work_bits=1))
    slots = counted(app, count=2, patience=0.1)

    async def rush(base: str) -> tuple[list[httpx2.Response], list[int]]:
        limits = httpx2.Limits(max_connections=100)
        async with httpx2.AsyncClient(base_url=base, timeout=30, limits=limits, trust_env=False) as client:
            logins = [
                client.post("/v1/sessions", json=a_sign_in(a_person()), headers=OURS) for _ in range(60)
            ]
            health = [client.get("/v1/health") for _ in range(20)]
            answers = await asyncio.gather(*logins, *health)
            return answers[:60], [one.status_code for one in answers[60:]]

    with served(app) as (host, port), held(slots, 2):
        logins, health = asyncio.run(rush(f"http://{host}:{port}"))

    assert health == [200] * 20
    assert {(one.status_code, one.json()["code"]) for one in logins} == {(503, "busy")}
    assert {one.headers["retry-after"] for one in logins} == {"2"}
    assert slots.did == []


def test_no_more_hash_at_once_than_there_are_slots(client: TestClient) -> None:
    slots = Counted(2, patience=30)

    def hashing() -> None:
        threading.Event().wait(0.01)

    def one_of_many(_: int) -> None:
        asyncio.run(slots.run(hashing))

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(one_of_many, range(40)))

    assert (len(slots.did), slots.most) == (40, 2)
    assert Slots().threads._max_workers <= MOST_SLOTS


def test_a_try_that_found_no_slot_is_not_counted_as_a_failure(client: TestClient, session: Session) -> None:
    person = sign_up(client)
    slots = counted(client.app, count=1, patience=0.01)  # type: ignore[arg-type]  # the test client's app is ours

    with held(slots, 1):
        busy = [
            client.post("/v1/sessions", json=a_sign_in(person), headers=OURS).status_code for _ in range(8)
        ]

    assert busy == [503] * 8
    assert session.exec(select(func.sum(Throttle.failures))).one() == 0
    assert sign_in(client, person).worker_id == person.worker_id


def test_who_gives_up_waiting_leaves_nothing_in_the_queue() -> None:
    slots = Slots(1, patience=0.01)
    did: list[int] = []

    async def ask() -> None:
        with pytest.raises(Busy):
            await slots.run(did.append, 1)
        gone = asyncio.create_task(slots.run(did.append, 2))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)

    with held(slots, 1):
        asyncio.run(ask())
    asyncio.run(slots.run(did.append, 3))

    assert did == [3]
