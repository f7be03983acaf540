"""What tests of the desk share: a service by its own clock, somebody with a desk, and a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright
from sqlalchemy import Engine, text

from api.organizations.models import Role
from tests.e2e.desk_seen import Desk, a_desk
from tests.e2e.desk_steps import Member, Town, a_town
from tests.e2e.phone import Phone

# the browser logs each refusal, each lost request, and a header that plain http has no use for
EXPECTED = re.compile(
    r"status of (401|403|404|429)|ERR_INTERNET_DISCONNECTED|Opener-Policy header has been ignored"
)


@pytest.fixture(scope="module")
def town(request: pytest.FixtureRequest, engine: Engine, database_url: str) -> Iterator[Town]:
    """A service by its own clock, with the SETTINGS of the module; who was let in is forgotten after."""
    with a_town(engine, database_url, **getattr(request.module, "SETTINGS", {})) as made:
        yield made
    with engine.begin() as connection:
        connection.execute(
            text("TRUNCATE account, spent_challenge, throttle, invitation, organization CASCADE")
        )


@pytest.fixture(scope="module")
def auditor(town: Town) -> Member:
    """Somebody with a desk and an authenticator."""
    return town.let_in(Role.AUDITOR)


@pytest.fixture
def browser(playwright: Playwright, town: Town) -> Iterator[Phone]:
    """A browser that was never here."""
    made = Phone(playwright, town.url, language="en")
    yield made
    made.remove()
    assert [said for said in made.errors if not EXPECTED.search(said)] == []


@pytest.fixture(scope="module")
def at_desk(playwright: Playwright, town: Town) -> Iterator[Desk]:
    """An auditor's: who belongs to no organization reads releases as everybody does."""
    with a_desk(playwright, town) as made:
        yield made


@pytest.fixture
def desk(at_desk: Desk) -> Iterator[Desk]:
    """The auditor's desk as it was found, and left so."""
    at_desk.as_before()
    yield at_desk
    at_desk.as_before()
