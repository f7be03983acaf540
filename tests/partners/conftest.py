"""What tests of endpoints share: a union, and who looks after its endpoint."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlmodel import Session

from api.organizations.models import Role
from tests.accounts.people import Person
from tests.accounts.staff import a_member_of_staff, an_organization
from tests.partners.codes import app_of


@pytest.fixture
def union(session: Session) -> UUID:
    """Give an organization."""
    return an_organization(session)


@pytest.fixture
def organizer(client: TestClient, session: Session, union: UUID) -> Person:
    """Give an organizer of it, at noon of today: codes turn the clock, and no day ends meanwhile."""
    noon = datetime.now(UTC).replace(hour=12)
    app_of(client).state.now = lambda: noon
    return a_member_of_staff(client, session, Role.ORGANIZER, union)


@pytest.fixture
def committed(engine: Engine) -> Iterator[Engine]:
    """Give the real pool, for senders that must not share a connection; what they stored is deleted after."""
    yield engine
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE event, organization CASCADE"))
