"""Endpoints and deliveries for the desk's tests and pictures, in the database; and registering one there."""

import re
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, delete
from sqlmodel import Session

from api.events import Event
from api.organizations import service as organizations
from api.partners.ids import new_id
from api.partners.models import Attempt, Delivery, Endpoint, State, Stopped
from tests.e2e.desk_seen import Desk
from tests.e2e.phone import SLOWLY

ORIGIN = "https://hooks.reed-union.example"
SECRET_PATH = "/gongyou/4f1c"
URL = ORIGIN + SECRET_PATH
ADDRESS, DIGITS = "Address", "Digits of your authenticator"
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
    """Register an endpoint 20 days ago; nobody knows its secret. Of a stopped one only the origin is left."""
    made_at = now - timedelta(days=20)
    id_, made_on = new_id(made_at), made_at.date()
    with Session(engine) as session, session.begin():
        session.add(
            Endpoint(
                id=id_,
                organization_id=organization_id,
                url=ORIGIN if stopped else URL,
                secret_sealed=b"" if stopped else b"nobody opens this",
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


def fresh(desk: Desk) -> str:
    """Read six digits that were used for nothing; no time passes but by the service's clock."""
    return desk.town.next_code_of(desk.member)


def field(desk: Desk, name: str) -> Locator:
    """Find a field of the page."""
    return desk.page.get_by_role("textbox", name=name)


def registered(desk: Desk, url: str, code: str | None = None) -> str:
    """Register an address by the keys; give its secret."""
    page = desk.open("partners")
    field(desk, ADDRESS).press_sequentially(url)
    page.keyboard.press("Tab")
    page.keyboard.type(code or fresh(desk))
    page.keyboard.press("Enter")
    secret = page.get_by_text(re.compile("^whsec_"))
    expect(page.get_by_role("heading", name="The secret, shown this once")).to_be_focused()
    return secret.inner_text()


def look_until(page: Page, shown: Locator) -> None:
    """Press "Look again" until something is there; nobody knows how soon a sender comes."""
    end = monotonic() + SLOWLY / 1000
    while not shown.is_visible():
        assert monotonic() < end, f"never: {shown}"
        page.get_by_role("button", name="Look again").press("Enter")
        page.wait_for_timeout(500)
