"""Endpoints and deliveries for the desk's tests and pictures, straight in the database."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Engine, delete
from sqlmodel import Session

from api.events import Event
from api.organizations import service as organizations
from api.partners.models import Attempt, Delivery, Endpoint, State, Stopped

URL = "https://hooks.reed-union.example/gongyou/4f1c"
RETRIES = [timedelta(0), timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=35)]


def an_organization(engine: Engine, name: str, now: datetime) -> UUID:
    """Found an organization."""
    with Session(engine) as session, session.begin():
        return organizations.found_organization(session, name, bytes(range(32)), now.date()).id


def an_endpoint(
    engine: Engine,
    organization_id: UUID,
    now: datetime,
    *,
    stopped: Stopped | None = None,
    failing_since: datetime | None = None,
) -> UUID:
    """Register an endpoint; nobody knows its secret."""
    id_ = uuid4()
    made_on = now.date() - timedelta(days=20)
    with Session(engine) as session, session.begin():
        session.add(
            Endpoint(
                id=id_,
                organization_id=organization_id,
                url=URL,
                secret_sealed=b"nobody opens this",
                made_on=made_on,
                failing_since=failing_since,
                stopped=stopped,
            )
        )
    return id_


def a_delivery(
    engine: Engine,
    endpoint_id: UUID,
    at: datetime,
    outcomes: list[str],
    state: State,
    *,
    kind: str = "release.published",
) -> None:
    """Write down an event and how each try at telling it ended. What waits is not due for a day."""
    event_id, id_ = uuid4(), uuid4()
    with Session(engine) as session, session.begin():
        session.add(
            Event(id=event_id, kind=kind, happened_at=at, data={}, endpoint_id=endpoint_id, fanned_out=True)
        )
        session.flush()
        due_at = at + timedelta(days=1)
        session.add(Delivery(id=id_, endpoint_id=endpoint_id, event_id=event_id, state=state, due_at=due_at))
        session.flush()
        session.add_all(
            Attempt(
                delivery_id=id_, number=number, at=at + RETRIES[number - 1], outcome=outcome, milliseconds=80
            )
            for number, outcome in enumerate(outcomes, 1)
        )


def forget_endpoints(engine: Engine) -> None:
    """Leave no endpoint behind, nor what was sent to it."""
    with Session(engine) as session, session.begin():
        for table in (Event, Endpoint):
            session.execute(delete(table))
