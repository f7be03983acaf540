"""Where organizations hear of events: register, test, stop, and show what was sent."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.events import Event, Kind, publish
from api.organizations.service import find_organization
from api.partners.ids import made_at, new_id
from api.partners.models import Attempt, Delivery, Endpoint, State, Stopped
from api.partners.schemas import AttemptOut, DeliveryOut, EndpointMadeOut, EndpointOut, EndpointsOut
from api.partners.service.problems import (
    EndpointExists,
    EndpointNotAllowed,
    EndpointStopped,
    TooManyEndpoints,
    TooManyTests,
)
from api.partners.signing import new_secret, seal_secret, shown
from api.partners.targets import Wrong, origin, read_target
from api.problems import NotFound
from api.schema import FieldError
from api.world import World

MOST_A_DAY = 5  # registered by one organization: stopping and registering is no way round other limits
MOST_TESTS = 10  # of one endpoint, on their way
SHOWN = 50  # deliveries


def register(session: Session, organization_id: UUID, url: str, world: World) -> EndpointMadeOut:
    """Tell an organization at this URL from now on. The secret is shown here and never again."""
    check_new(session, organization_id, url, world)
    endpoint_id, secret = new_id(world.now), new_secret()
    sealed = seal_secret(secret, endpoint_id, world.pepper)
    row = {"id": endpoint_id, "organization_id": organization_id, "url": url, "secret_sealed": sealed}
    made = insert(Endpoint).values(row | {"made_on": world.today}).on_conflict_do_nothing()
    if session.execute(made.returning(col(Endpoint.id))).first() is None:
        raise EndpointExists
    said = described(session, find_endpoint(session, endpoint_id, organization_id))
    return EndpointMadeOut(**said.model_dump(), secret=shown(secret))


def check_new(session: Session, organization_id: UUID, url: str, world: World) -> None:
    """Refuse what may not be registered now."""
    find_organization(session, organization_id)
    read = read_target(url, loopback=world.calls_loopback)
    if isinstance(read, Wrong):
        raise EndpointNotAllowed([FieldError(pointer="/body/url", code=read.value)])
    if made_today(session, organization_id, world.today) >= MOST_A_DAY:
        raise TooManyEndpoints
    if has_working(session, organization_id):
        raise EndpointExists


def has_working(session: Session, organization_id: UUID) -> bool:
    """Tell whether an organization has an endpoint that works."""
    query = select(Endpoint.id).where(
        col(Endpoint.organization_id) == organization_id, col(Endpoint.stopped).is_(None)
    )
    return session.exec(query).first() is not None


def made_today(session: Session, organization_id: UUID, today: date) -> int:
    """Count what an organization registered today, stopped ones too."""
    query = select(func.count()).where(
        col(Endpoint.organization_id) == organization_id, col(Endpoint.made_on) == today
    )
    return session.exec(query).one()


def endpoints(session: Session, organization_id: UUID, world: World) -> EndpointsOut:
    """List the endpoints of an organization: the one that works, then the newest."""
    found = session.exec(
        select(Endpoint)
        .where(Endpoint.organization_id == organization_id)
        .order_by(col(Endpoint.stopped).is_not(None), col(Endpoint.made_on).desc(), col(Endpoint.id))
    ).all()
    return EndpointsOut(endpoints=all_described(session, found), loopback=world.calls_loopback)


def every_endpoint(session: Session) -> Sequence[Endpoint]:
    """List the endpoints of all organizations, for whoever runs the server."""
    return session.exec(select(Endpoint).order_by(col(Endpoint.made_on), col(Endpoint.id))).all()


def organization_of(session: Session, endpoint_id: UUID) -> UUID:
    """Say whose endpoint it is, for whoever runs the server."""
    organization_id = session.exec(select(Endpoint.organization_id).where(Endpoint.id == endpoint_id)).first()
    if organization_id is None:
        raise NotFound
    return organization_id


def stop_by_hand(session: Session, endpoint_id: UUID, organization_id: UUID) -> EndpointOut:
    """Send nothing more to an endpoint."""
    endpoint = held_endpoint(session, endpoint_id, organization_id)
    if endpoint.stopped is None:
        stop(session, endpoint, Stopped.BY_HAND)
    return described(session, endpoint)


def ask_test(session: Session, endpoint_id: UUID, organization_id: UUID, world: World) -> EndpointOut:
    """Have a test sent to an endpoint."""
    endpoint = held_endpoint(session, endpoint_id, organization_id)
    if endpoint.stopped is not None:
        raise EndpointStopped
    if waiting_tests(session, endpoint_id) >= MOST_TESTS:
        raise TooManyTests
    publish(session, Kind.TEST, {}, world, endpoint_id=endpoint_id)
    return described(session, endpoint)


def deliveries(session: Session, endpoint_id: UUID, organization_id: UUID) -> list[DeliveryOut]:
    """Show the newest deliveries to an endpoint, with every try."""
    find_endpoint(session, endpoint_id, organization_id)
    found = session.exec(
        select(Delivery, Event)
        .join(Event, col(Event.id) == col(Delivery.event_id))
        .where(Delivery.endpoint_id == endpoint_id)
        .order_by(col(Event.happened_at).desc(), col(Delivery.id))
        .limit(SHOWN)
    ).all()
    tries: dict[UUID, list[AttemptOut]] = defaultdict(list)
    for one in session.exec(
        select(Attempt)
        .where(col(Attempt.delivery_id).in_([delivery.id for delivery, _ in found]))
        .order_by(col(Attempt.number))
    ):
        tries[one.delivery_id].append(AttemptOut.model_validate(one, from_attributes=True))
    return [
        DeliveryOut(
            id=delivery.id,
            kind=event.kind,
            happened_at=event.happened_at,
            state=delivery.state.value,
            due_at=delivery.due_at if delivery.state is State.WAITING else None,
            attempts=tries[delivery.id],
        )
        for delivery, event in found
    ]


def held_endpoint(session: Session, endpoint_id: UUID, organization_id: UUID) -> Endpoint:
    """Give an endpoint of an organization, held until the transaction ends."""
    session.execute(select(Endpoint.id).where(Endpoint.id == endpoint_id).with_for_update())
    return find_endpoint(session, endpoint_id, organization_id)


def find_endpoint(session: Session, endpoint_id: UUID, organization_id: UUID) -> Endpoint:
    """Give an endpoint of an organization."""
    endpoint = session.exec(select(Endpoint).where(Endpoint.id == endpoint_id)).one_or_none()
    if endpoint is None or endpoint.organization_id != organization_id:
        raise NotFound
    return endpoint


def stop(session: Session, endpoint: Endpoint, why: Stopped) -> None:
    """Stop an endpoint that is held; its secrets go, also the one in its path; what waits is given up."""
    endpoint.stopped, endpoint.secret_sealed, endpoint.url = why, b"", origin(endpoint.url)
    session.add(endpoint)
    session.flush()
    session.execute(
        update(Delivery)
        .where(col(Delivery.endpoint_id) == endpoint.id, col(Delivery.state) == State.WAITING)
        .values(state=State.GIVEN_UP, taken_until=None)
    )


def waiting_tests(session: Session, endpoint_id: UUID) -> int:
    """Count the tests of an endpoint that are on their way."""
    over = select(Delivery.event_id).where(
        Delivery.endpoint_id == endpoint_id, col(Delivery.state) != State.WAITING
    )
    query = select(func.count()).where(
        col(Event.endpoint_id) == endpoint_id, col(Event.kind) == Kind.TEST, col(Event.id).not_in(over)
    )
    return session.exec(query).one()


def last_delivered(session: Session, endpoints: Sequence[Endpoint]) -> dict[UUID, datetime]:
    """Say when something last got through to each endpoint, as far back as deliveries are kept."""
    query = (
        select(Delivery.endpoint_id, func.max(Attempt.at))
        .join(Attempt, col(Attempt.delivery_id) == col(Delivery.id))
        .where(col(Delivery.endpoint_id).in_([one.id for one in endpoints]), col(Attempt.outcome).like("2__"))
        .group_by(col(Delivery.endpoint_id))
    )
    return dict(session.exec(query).all())


def described(session: Session, endpoint: Endpoint) -> EndpointOut:
    """Show an endpoint to its organization."""
    [said] = all_described(session, [endpoint])
    return said


def all_described(session: Session, endpoints: Sequence[Endpoint]) -> list[EndpointOut]:
    """Show endpoints to their organization; tests wait only at the one that works."""
    delivered = last_delivered(session, endpoints)
    return [
        EndpointOut(
            id=one.id,
            url=one.url,
            made_on=one.made_on,
            made_at=made_at(one.id, one.made_on),
            delivered_at=delivered.get(one.id),
            failing_since=one.failing_since,
            tests_waiting=0 if one.stopped else waiting_tests(session, one.id),
            stopped=one.stopped.value if one.stopped else None,
        )
        for one in endpoints
    ]
