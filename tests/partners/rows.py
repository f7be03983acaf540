"""Organizations with endpoints, events on their way, and a sender, for tests."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlmodel import Session, col, select

from api.events import Event, Kind, publish
from api.organizations.service import found_organization
from api.outgoing import Outgoing
from api.partners import service
from api.partners.jobs import Sender
from api.partners.models import Attempt, Delivery, Endpoint
from api.partners.schemas import EndpointMadeOut
from api.partners.service import Taken
from api.partners.turns import Places
from api.world import World
from tests.accounts.rows import TODAY
from tests.partners.sinks import Sink, to_loopback

NOW = datetime(2026, 11, 11, 4, 41, tzinfo=UTC)
PEPPER = b"the pepper of the tests, 32 bytes"


def world(now: datetime = NOW, *, loopback: bool = True) -> World:
    return World(now, PEPPER, loopback)


def an_endpoint(session: Session, sink: Sink, path: str = "/in") -> EndpointMadeOut:
    """Register a sink for an organization of its own."""
    union = found_organization(session, "A union", secrets.token_bytes(32), TODAY)
    session.flush()
    made = service.register(session, union.id, f"http://hooks.test:{sink.port}{path}", world())
    session.commit()
    return made


def an_event(
    session: Session, now: datetime = NOW, *, number: int = 11, endpoint: UUID | None = None
) -> None:
    """Let a release be published, or a test be asked for."""
    data = {} if endpoint else {"release": "2026-11-08", "number": number}
    kind = Kind.TEST if endpoint else Kind.RELEASE_PUBLISHED
    publish(session, kind, data, world(now), endpoint_id=endpoint)
    session.commit()


def stands() -> float:
    """Be a clock on which no time passes, however slow this machine is."""
    return 0


def send(
    bind: Engine | Connection,
    now: datetime = NOW,
    outgoing: Outgoing | None = None,
    passed: Callable[[], float] = stands,
) -> None:
    """Let a sender do what is due; its waits are neither shorter nor longer by chance."""
    asyncio.run(Sender(bind, world(now), outgoing or to_loopback(), lambda: 0.5, passed).run())


def deliveries(session: Session) -> Sequence[Delivery]:
    """Read every delivery, the oldest event's first."""
    session.flush()
    session.expire_all()
    query = select(Delivery).join(Event, col(Event.id) == col(Delivery.event_id))
    return session.exec(query.order_by(col(Event.happened_at))).all()


def endpoint_row(session: Session, made: EndpointMadeOut) -> Endpoint:
    """Read an endpoint."""
    session.flush()
    session.expire_all()
    return session.get_one(Endpoint, made.id)


def outcomes(session: Session) -> list[str]:
    """Read how every try ended, in their order."""
    query = select(Attempt.outcome).order_by(col(Attempt.at), col(Attempt.number))
    return list(session.exec(query).all())


def taken(session: Session, now: datetime = NOW) -> list[Taken]:
    """Take as a sender does that has nothing to do yet."""
    service.fan_out(session, now)
    return service.take(session, now, Places(1000, 1000))
