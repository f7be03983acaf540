"""Two senders at once, and one that dies: nothing is lost, and a webhook-id stays what it was (T74)."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from api.db import transacted
from api.outgoing import Answer, Outgoing
from api.partners import service
from api.partners.models import State
from api.partners.service import organization_of
from api.partners.targets import Target
from api.partners.turns import MOST_AT_ONCE, TAKEN_FOR
from tests.partners.rows import (
    NOW,
    an_endpoint,
    an_event,
    deliveries,
    endpoint_row,
    outcomes,
    send,
    taken,
)
from tests.partners.sinks import listening, to_loopback

SECOND = timedelta(seconds=1)
Work = Callable[[Session], object]


def test_what_another_sender_has_is_counted_and_not_taken(session: Session) -> None:
    with listening() as sink:
        an_endpoint(session, sink)
        for _ in range(6):
            an_event(session)

        first, second = taken(session), taken(session)

    assert (len(first), len(second)) == (MOST_AT_ONCE, 0)


def done_beside(engine: Engine, first: Work, second: Work) -> bool:
    """Do two things in two transactions, and tell whether the second waited for the first to commit."""
    with Session(engine) as session, Session(engine) as looking:
        first(session)
        session.flush()
        other = threading.Thread(target=transacted, args=(engine, second))
        other.start()
        while other.is_alive() and not looking.scalar(text(IS_WAITING)):
            looking.rollback()
        waits = other.is_alive()
        session.commit()
        other.join(20)
        return waits


IS_WAITING = """SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'"""


def test_of_two_senders_that_look_at_the_same_moment_one_counts_what_the_other_takes(
    engine: Engine, committed: Engine
) -> None:
    found: list[int] = []
    with listening() as sink, Session(engine) as session:
        an_endpoint(session, sink)
        for _ in range(8):
            an_event(session)
        service.fan_out(session, NOW)
        session.commit()

    waited = done_beside(engine, *[lambda session: found.append(len(taken(session)))] * 2)

    assert waited
    assert found == [MOST_AT_ONCE, 0]


def test_nothing_is_left_waiting_at_an_endpoint_that_is_stopped_while_an_event_is_written_out(
    engine: Engine, committed: Engine
) -> None:
    """Whichever of the two comes first."""
    with listening() as sink, Session(engine) as session:
        made = [an_endpoint(session, sink).id for _ in range(2)]
        of = [organization_of(session, id_) for id_ in made]
        an_event(session)

    def fans_out(session: Session) -> None:
        service.fan_out(session, NOW)

    assert done_beside(engine, lambda session: service.stop_by_hand(session, made[0], of[0]), fans_out)
    with Session(engine) as session:
        an_event(session)
    assert done_beside(engine, fans_out, lambda session: service.stop_by_hand(session, made[1], of[1]))

    with Session(engine) as session:
        found = [(one.endpoint_id, one.state) for one in deliveries(session)]
    assert found == [(made[1], State.GIVEN_UP)] * 2


def test_two_senders_at_once_send_everything_and_nothing_twice(engine: Engine, committed: Engine) -> None:
    """T74."""
    with listening() as sink, Session(engine) as session:
        for _ in range(4):
            an_endpoint(session, sink)
        for _ in range(15):
            an_event(session)
        crowd = [threading.Thread(target=send, args=(engine,)) for _ in range(2)]
        for sender in crowd:
            sender.start()
        for sender in crowd:
            sender.join(60)

        ids = Counter(visit.headers["webhook-id"] for visit in sink.visits)
        assert ids == Counter(str(one.id) for one in deliveries(session))
        assert len(ids) == 60
        assert {one.state for one in deliveries(session)} == {State.DONE}


class DiesError(BaseException):
    """The sender is killed."""


class Dying(Outgoing):
    """Kills the sender when a POST has arrived, before anybody can write it down."""

    async def post(self, target: Target, headers: dict[str, str], body: bytes) -> Answer:
        await super().post(target, headers, body)
        raise DiesError


def test_a_sender_that_dies_before_it_could_write_it_down_is_followed_by_one_that_sends_the_same_id(
    connection: Connection, session: Session
) -> None:
    """T74."""
    dying = to_loopback()
    with listening() as sink:
        an_endpoint(session, sink)
        an_event(session)
        with pytest.raises(DiesError):
            send(connection, outgoing=Dying(dying.loopback, dying.resolve))
        send(connection, NOW + TAKEN_FOR - SECOND)
        meanwhile = len(sink.visits)
        send(connection, NOW + TAKEN_FOR + SECOND)

    assert meanwhile == 1
    assert [visit.headers["webhook-id"] for visit in sink.visits] == [str(deliveries(session)[0].id)] * 2
    assert (outcomes(session), deliveries(session)[0].state) == (["204"], State.DONE)


def test_a_result_that_comes_late_undoes_no_success(session: Session) -> None:
    """Somebody else got it through meanwhile."""
    with listening() as sink:
        made = an_endpoint(session, sink)
        an_event(session)
        one = taken(session)[0]
        late = service.Tried(one.id, one.endpoint_id, NOW, "500", 70_000)
        service.settle(session, [service.Tried(one.id, one.endpoint_id, NOW, "204", 5)], NOW, lambda: 0.5)
        service.settle(session, [late], NOW, lambda: 0.5)

    assert deliveries(session)[0].state is State.DONE
    assert outcomes(session) == ["204", "500"]
    assert endpoint_row(session, made).failing_since is None
