"""What is our own doing is held against no receiver: it counts as no try, and waits until it is mended."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, col, select

from api.outgoing import Answer, Outgoing
from api.partners.models import Delivery, Endpoint, State
from api.partners.service.faults import LATER, postpone
from api.partners.signing import new_secret, seal_secret
from api.partners.targets import Target
from api.partners.turns import TAKEN_FOR
from tests.partners.rows import (
    NOW,
    PEPPER,
    an_endpoint,
    an_event,
    deliveries,
    endpoint_row,
    outcomes,
    send,
    taken,
)
from tests.partners.sinks import listening, status, to_loopback

SECOND = timedelta(seconds=1)
OTHER_PEPPER = b"the pepper of an older backup..."


def seal_under(pepper: bytes, endpoint: Endpoint) -> None:
    """Seal a new secret for an endpoint."""
    endpoint.secret_sealed = seal_secret(new_secret(), endpoint.id, pepper)


@dataclass(frozen=True)
class Odd(Outgoing):
    """Answers some calls without making them, or goes wrong as a bug would."""

    instead: Callable[[Target], Answer | None] = lambda _: None

    async def post(self, target: Target, headers: dict[str, str], body: bytes) -> Answer:
        return self.instead(target) or await super().post(target, headers, body)


def odd(instead: Callable[[Target], Answer | None]) -> Outgoing:
    way = to_loopback()
    return Odd(way.loopback, way.resolve, instead=instead)


def test_a_secret_that_does_not_open_waits_for_the_right_pepper_and_uses_up_no_try(
    connection: Connection, session: Session
) -> None:
    """Looked at three hundred times in six days: a receiver would have been given up by then."""
    with listening() as sink:
        made = an_endpoint(session, sink)
        seal_under(OTHER_PEPPER, endpoint_row(session, made))
        an_event(session)
        for looked in range(300):
            send(connection, NOW + looked * LATER)
        waiting = [(one.state, one.tries, one.taken_until, one.due_at) for one in deliveries(session)]
        row = endpoint_row(session, made)
        blamed = row.failing_since, row.stopped, outcomes(session)
        seal_under(PEPPER, row)
        session.flush()
        send(connection, NOW + 300 * LATER - SECOND)
        early = sink.connections
        send(connection, NOW + 300 * LATER)

    assert waiting == [(State.WAITING, 0, None, NOW + 300 * LATER)]
    assert blamed == (None, None, [])
    assert (early, sink.connections) == (0, 1)
    assert [(one.state, one.tries) for one in deliveries(session)] == [(State.DONE, 1)]


def test_others_are_sent_to_meanwhile_and_the_log_names_nobody(
    connection: Connection, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with listening() as one, listening() as other, listening(status(500)) as ill:
        seal_under(OTHER_PEPPER, endpoint_row(session, an_endpoint(session, one, "/marker138")))
        an_endpoint(session, other, "/marker139")
        failing = an_endpoint(session, ill)
        an_event(session)
        send(connection)

    assert (one.connections, other.connections, ill.connections) == (0, 1, 1)
    assert sorted(outcomes(session)) == ["204", "500"]
    waits = [each.due_at - NOW for each in deliveries(session) if each.state is State.WAITING]
    assert sorted(waits) == [5 * SECOND, LATER]
    assert endpoint_row(session, failing).failing_since == NOW
    assert "unexpected: InvalidTag at " in caplog.text
    assert "marker13" not in caplog.text
    assert "hooks.test" not in caplog.text


def test_a_failure_before_stays_counted_and_a_fault_of_ours_adds_nothing_to_it(
    connection: Connection, session: Session
) -> None:
    def breaks(target: Target) -> Answer | None:
        raise ZeroDivisionError

    with listening(status(500)) as sink:
        made = an_endpoint(session, sink)
        an_event(session)
        send(connection)
        send(connection, NOW + 5 * SECOND, odd(breaks))

    assert endpoint_row(session, made).failing_since == NOW
    assert outcomes(session) == ["500"]
    [left] = deliveries(session)
    assert (left.state, left.tries, left.due_at) == (State.WAITING, 1, NOW + 5 * SECOND + LATER)


def test_an_answer_that_we_fail_to_read_ends_its_own_try_alone(
    connection: Connection, session: Session
) -> None:
    unreadable: Any = 120  # no text: reading it raises

    with listening() as one, listening() as other:
        an_endpoint(session, one)
        an_endpoint(session, other)
        an_event(session)
        instead = {one.port: Answer("503", 5, unreadable)}
        send(connection, outgoing=odd(lambda target: instead.get(target.port)))

    assert (one.connections, other.connections) == (0, 1)
    assert outcomes(session) == ["204"]
    assert sorted((each.state, each.tries) for each in deliveries(session)) == [
        (State.DONE, 1),
        (State.WAITING, 0),
    ]


def test_a_delivery_that_is_locked_is_not_waited_for_and_is_free_after_its_minute(
    engine: Engine, committed: Engine
) -> None:
    """Deliveries are locked after their endpoints; whoever waits here could wait for ever."""
    with listening() as sink, Session(engine) as session:
        an_endpoint(session, sink)
        an_event(session)
        [mine] = taken(session)
        session.commit()
        with Session(engine) as other:
            other.exec(select(Delivery).where(col(Delivery.id) == mine.id).with_for_update()).one()
            session.execute(text("SET LOCAL lock_timeout = '1s'"))
            postpone(session, [mine.id], NOW)
            session.commit()

        [left] = deliveries(session)

    assert (left.due_at, left.taken_until) == (NOW, NOW + TAKEN_FOR)
