"""What is on its way: written for each event, taken by one sender at a time, and settled.

Delivery is at least once. A sender that dies with a delivery in its hands has it only until `taken_until`;
whoever takes it then sends the same webhook-id. Locks are taken endpoints first, then deliveries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, func, or_
from sqlmodel import Session, col, select

from api.events import Event
from api.partners.delays import is_worn_out, next_wait
from api.partners.models import Attempt, Delivery, Endpoint, State, Stopped
from api.partners.service.endpoints import stop
from api.partners.turns import MOST_AT_ONCE, TAKEN_FOR, Lane, Places, chosen

MOST_EVENTS = 50  # written out in one transaction
ONE_AT_A_TIME = 7402127  # any number that is only ours
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Taken:
    """A delivery in a sender's hands."""

    id: UUID
    endpoint_id: UUID
    url: str = field(repr=False)
    secret_sealed: bytes = field(repr=False)
    fails: bool  # the endpoint, lately
    kind: str
    happened_at: datetime
    data: dict[str, Any]


@dataclass(frozen=True)
class Tried:
    """How one try at a delivery ended."""

    delivery_id: UUID
    endpoint_id: UUID
    at: datetime
    outcome: str
    milliseconds: int
    asked: timedelta | None = None  # the wait that the receiver asked for

    @property
    def got_through(self) -> bool:
        """Tell whether the receiver has it."""
        return len(self.outcome) == 3 and self.outcome.startswith("2")


def fan_out(session: Session, now: datetime) -> None:
    """Write the deliveries of new events, to the endpoints that work now."""
    query = select(Event).where(~col(Event.fanned_out)).limit(MOST_EVENTS).with_for_update(skip_locked=True)
    events = session.exec(query).all()
    if not events:
        return
    working = select(Endpoint).where(col(Endpoint.stopped).is_(None)).order_by(col(Endpoint.id))
    ids = [one.id for one in session.exec(working.with_for_update(read=True))]  # none is stopped meanwhile
    for event in events:
        event.fanned_out = True
        session.add_all(
            Delivery(id=uuid4(), endpoint_id=id_, event_id=event.id, due_at=now)
            for id_ in ids
            if event.endpoint_id in {None, id_}
        )


def take(session: Session, now: datetime, places: Places) -> list[Taken]:
    """Take deliveries that are due, as many as there are places for, and hold them.

    Senders take turns, so that what one has taken is counted by the next.
    """
    if places.all < 1:
        return []
    session.execute(select(func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
    known = lanes(session, now)
    ids = chosen(
        due(session, now, [id_ for id_, lane in known.items() if lane.room(now)]), known, places, now
    )
    query = (
        select(Delivery, Endpoint, Event)
        .join(Endpoint, col(Endpoint.id) == col(Delivery.endpoint_id))
        .join(Event, col(Event.id) == col(Delivery.event_id))
        .where(col(Delivery.id).in_(ids), is_free(now))
        .with_for_update(skip_locked=True, of=Delivery)
    )
    found = session.exec(query).all()
    for delivery, _, _ in found:
        delivery.taken_until = now + TAKEN_FOR
    return [taken(*row) for row in found]


def taken(delivery: Delivery, endpoint: Endpoint, event: Event) -> Taken:
    """Give a sender what it needs of a delivery."""
    return Taken(
        delivery.id,
        endpoint.id,
        endpoint.url,
        endpoint.secret_sealed,
        endpoint.failing_since is not None,
        event.kind,
        event.happened_at,
        event.data,
    )


def lanes(session: Session, now: datetime) -> dict[UUID, Lane]:
    """Look at every endpoint that works, and at what is under way there."""
    held = (
        select(Delivery.endpoint_id, func.count(), func.min(Delivery.taken_until))
        .where(col(Delivery.taken_until) > now)
        .group_by(col(Delivery.endpoint_id))
    )
    under_way = {endpoint: (count, first) for endpoint, count, first in session.exec(held)}
    working = select(Endpoint.id, Endpoint.failing_since).where(col(Endpoint.stopped).is_(None))
    return {
        endpoint: Lane(since is not None, *under_way.get(endpoint, (0, None)))
        for endpoint, since in session.exec(working)
    }


def due(session: Session, now: datetime, endpoints: list[UUID]) -> Sequence[tuple[UUID, UUID]]:
    """List what is due for these endpoints: the oldest of each, then the second of each, and so on."""
    place = func.row_number().over(
        partition_by=col(Delivery.endpoint_id), order_by=(col(Delivery.due_at), col(Delivery.id))
    )
    ranked = (
        select(Delivery.id, Delivery.endpoint_id, Delivery.due_at, place.label("place"))
        .where(col(Delivery.endpoint_id).in_(endpoints), is_free(now))
        .subquery()
    )
    first = select(ranked.c.id, ranked.c.endpoint_id).where(ranked.c.place <= MOST_AT_ONCE)
    return session.exec(first.order_by(ranked.c.place, ranked.c.due_at)).all()


def is_free(now: datetime) -> ColumnElement[bool]:
    """Say of a delivery that it is due and in nobody's hands."""
    taken = col(Delivery.taken_until)
    return and_(
        col(Delivery.state) == State.WAITING,
        col(Delivery.due_at) <= now,
        or_(taken.is_(None), taken <= now),
    )


def settle(session: Session, tried: Sequence[Tried], now: datetime, chance: Callable[[], float]) -> None:
    """Write down how tries ended, and when what did not get through is tried again."""
    of = sorted({one.endpoint_id for one in tried})
    ids = sorted(one.delivery_id for one in tried)
    locked = select(Endpoint).where(col(Endpoint.id).in_(of)).order_by(col(Endpoint.id)).with_for_update()
    endpoints = {one.id: one for one in session.exec(locked)}
    held = select(Delivery).where(col(Delivery.id).in_(ids)).order_by(col(Delivery.id)).with_for_update()
    deliveries = {one.id: one for one in session.exec(held)}
    for one in tried:
        delivery = deliveries.get(one.delivery_id)
        if delivery is None:  # its organization is gone
            continue
        endpoint = endpoints[one.endpoint_id]
        settle_one(session, endpoint, delivery, one)
        if delivery.state is State.WAITING:
            put_off(session, endpoint, delivery, now, next_wait(delivery.tries, chance(), one.asked))


def settle_one(session: Session, endpoint: Endpoint, delivery: Delivery, one: Tried) -> None:
    """Write down how a try ended."""
    delivery.tries += 1
    delivery.taken_until = None
    session.add(
        Attempt(
            delivery_id=delivery.id,
            number=delivery.tries,
            at=one.at,
            outcome=one.outcome,
            milliseconds=one.milliseconds,
        )
    )
    if one.got_through:
        delivery.state = State.DONE
        endpoint.failing_since = None
    elif delivery.state is State.WAITING:  # else another sender got it through, or it was given up
        endpoint.failing_since = endpoint.failing_since or one.at
        if one.outcome == "410":
            stop(session, endpoint, Stopped.GONE)


def put_off(
    session: Session, endpoint: Endpoint, delivery: Delivery, now: datetime, wait: timedelta | None
) -> None:
    """Try again later, or give up; with it the endpoint, if nothing has got through for days.

    Only then: where events are rare, the first failure after weeks would otherwise be the end.
    """
    if wait is not None:
        delivery.due_at = now + wait
        return
    delivery.state = State.GIVEN_UP
    if endpoint.failing_since is not None and is_worn_out(endpoint.failing_since, now):
        stop(session, endpoint, Stopped.FAILING)


def forget(session: Session, now: datetime) -> None:
    """Delete events of long ago with their deliveries, and stopped endpoints that have none left.

    Nothing goes that is still on its way.
    """
    on_its_way = select(Delivery.event_id).where(Delivery.state == State.WAITING)
    session.execute(
        delete(Event).where(
            col(Event.happened_at) < now - KEPT, col(Event.fanned_out), col(Event.id).not_in(on_its_way)
        )
    )
    session.execute(
        delete(Endpoint).where(
            col(Endpoint.stopped).is_not(None),
            col(Endpoint.made_on) < (now - KEPT).date(),
            col(Endpoint.id).not_in(select(Delivery.endpoint_id)),
        )
    )
