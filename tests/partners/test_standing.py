"""What an endpoint says of itself: since when it is there, whether anything got through, what waits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient
from sqlalchemy import Connection
from sqlmodel import Session

from tests.accounts.people import Person
from tests.partners.codes import app_of
from tests.partners.rows import NOW, an_event, send
from tests.partners.sinks import listening, status
from tests.partners.test_routes import allow_loopback, asked_test, listed, moment, register, stopped


def test_an_endpoint_says_when_something_last_got_through_and_before_that_nothing(
    client: TestClient, connection: Connection, session: Session, organizer: Person
) -> None:
    """Registering proves nothing, nor does a test that failed: only a 2xx does."""
    allow_loopback(client)

    def said() -> dict[str, Any]:
        [one] = listed(client, organizer).json()["endpoints"]
        return dict(one)

    with listening(status(500)) as sink:
        made = register(client, organizer, f"http://hooks.test:{sink.port}/").json()
        new = said()
        an_event(session)
        send(connection)
        failed = said()
        sink.reply = status(204)
        an_event(session, NOW + timedelta(minutes=1))
        send(connection, NOW + timedelta(minutes=1))
        through = said()
        sink.reply = status(500)
        an_event(session, NOW + timedelta(hours=1))
        send(connection, NOW + timedelta(hours=1))
        later = said()
    stopped(client, organizer, made["id"])

    assert (made["delivered_at"], new["delivered_at"], new["failing_since"]) == (None, None, None)
    assert (failed["delivered_at"], failed["failing_since"] is None) == (None, False)
    assert NOW + timedelta(minutes=1) <= moment(through["delivered_at"]) < NOW + timedelta(minutes=2)
    assert through["failing_since"] is None
    assert (later["delivered_at"], later["failing_since"] is None) == (through["delivered_at"], False)
    assert said()["delivered_at"] == through["delivered_at"]


def test_an_endpoint_says_when_it_was_registered(client: TestClient, organizer: Person) -> None:
    """To the moment, for a day alone would be one of UTC's."""
    made = register(client, organizer).json()
    now = app_of(client).state.now()

    assert timedelta() <= now - moment(made["made_at"]) < timedelta(milliseconds=1)
    assert moment(made["made_at"]).date().isoformat() == made["made_on"]
    assert UUID(made["id"]).version == 7


def test_tests_that_wait_are_counted_until_they_are_over(
    client: TestClient, connection: Connection, session: Session, organizer: Person
) -> None:
    allow_loopback(client)
    with listening(status(500)) as sink:
        made = register(client, organizer, f"http://hooks.test:{sink.port}/").json()["id"]
        waiting = [asked_test(client, organizer, made).json()["tests_waiting"] for _ in range(3)]
        an_event(session)
        send(connection)
        failing = listed(client, organizer).json()["endpoints"][0]["tests_waiting"]
        sink.reply = status(204)
        send(connection, NOW + timedelta(days=1))
        over = listed(client, organizer).json()["endpoints"][0]["tests_waiting"]
        asked_test(client, organizer, made)
        end = stopped(client, organizer, made).json()["tests_waiting"]

    assert (waiting, failing, over, end) == ([1, 2, 3], 3, 0, 0)
