"""The page of an organization's endpoint: register, test, stop, and see what became of each delivery."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from uuid import UUID

import pytest
from playwright.sync_api import Playwright, expect
from sqlalchemy import Engine
from standardwebhooks.webhooks import Webhook

from api.organizations.models import Role
from api.partners.models import State, Stopped
from tests.e2e.desk_endpoints import (
    ADDRESS,
    DIGITS,
    ORIGIN,
    SECRET_PATH,
    URL,
    a_delivery,
    an_endpoint,
    an_organization,
    field,
    forget_endpoints,
    fresh,
    look_until,
    registered,
)
from tests.e2e.desk_seen import NARROW, WIDE, Desk, a_desk, faults
from tests.e2e.desk_steps import Town, a_town

pytestmark = pytest.mark.browser

SETTINGS = {"webhooks_to_loopback": True}


class Receiver(BaseHTTPRequestHandler):
    """A partner's server, which keeps what it was sent."""

    got: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        """Keep it, and say that it came."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.got.append((dict(self.headers.items()), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        Receiver.got.clear()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
        server.shutdown()


@pytest.fixture(scope="module")
def at_desk(playwright: Playwright, town: Town) -> Iterator[Desk]:
    """An organizer's, at a host that may call itself."""
    town.clock.now = datetime.now(UTC) - timedelta(minutes=10)  # each code that is used turns it on
    union = an_organization(town.engine, "Reed Union", town.clock.now)
    with a_desk(playwright, town, Role.ORGANIZER, union) as made:
        yield made


@pytest.fixture
def desk(at_desk: Desk) -> Iterator[Desk]:
    at_desk.as_before()
    forget_endpoints(at_desk.town.engine)
    yield at_desk
    forget_endpoints(at_desk.town.engine)


def ours(desk: Desk) -> UUID:
    """Give the organization whose desk it is."""
    assert desk.organization_id is not None
    return desk.organization_id


def test_an_address_is_registered_and_a_test_reaches_it_signed(desk: Desk, receiver: str) -> None:
    secret = registered(desk, receiver)
    desk.town.clock.now = datetime.now(UTC)  # by which the receiver judges how old a message is
    desk.page.get_by_role("button", name="I have kept it").press("Enter")
    desk.page.get_by_role("button", name="Send a test").press("Enter")

    look_until(desk.page, desk.page.get_by_role("cell", name="delivered"))
    expect(desk.page.get_by_text("✓ working; last delivered")).to_be_visible()
    expect(desk.page.get_by_role("status").filter(has_text="No test is on its way any more")).to_be_visible()
    [(headers, body)] = Receiver.got
    said = Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
    assert said["type"] == "endpoint.test"


def test_the_secret_is_shown_once_and_kept_nowhere(desk: Desk, receiver: str) -> None:
    secret = registered(desk, receiver)
    desk.page.get_by_role("button", name="I have kept it").press("Enter")
    expect(desk.page.get_by_text(secret)).to_have_count(0)

    page = desk.open("partners")

    expect(page.get_by_text(receiver)).to_be_visible()
    assert not re.search(r"whsec_[A-Za-z0-9+/]", page.content())  # but of the sample
    stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "whsec_" not in stored
    assert "gongyou.desk" in stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the address first"),
        ("https:/u", "No host can be read"),
        ("ftp://hooks.example/x", "It has to begin with https://"),
        ("https://hooks.example/x#part", "Leave out the #"),
        ("https://name:word@hooks.example/x", "What stands before the @ is a name"),
        ("https://工友.example/x", "There are spaces, or letters beyond ASCII"),
        ("https://10.0.0.1/x", "This is a private address"),
        ("https://[::ffff:10.0.0.1]/x", "This address will not do"),  # the service's word
    ],
)
def test_what_is_refused_is_said_in_words_at_its_field(desk: Desk, typed: str, said: str) -> None:
    """The digits are not looked at, so they may be used when the address is mended."""
    page = desk.open("partners")

    field(desk, ADDRESS).fill(typed)
    field(desk, DIGITS).fill("000000")
    page.get_by_role("button", name="Register", exact=True).press("Enter")

    expect(field(desk, ADDRESS)).to_have_accessible_description(re.compile(f"^{said}"))
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_attached()
    expect(field(desk, DIGITS)).to_have_value("000000")


def test_of_two_desks_that_register_at_once_one_is_told_that_there_is_an_address(
    desk: Desk, receiver: str
) -> None:
    page = desk.open("partners")
    expect(page.get_by_role("textbox", name="Address")).to_be_visible()
    an_endpoint(desk.town.engine, ours(desk), desk.town.clock.now)  # by the other desk

    field(desk, ADDRESS).fill(receiver)
    field(desk, DIGITS).fill(fresh(desk))
    page.keyboard.press("Enter")

    expect(page.get_by_text(URL)).to_be_visible()
    expect(page.get_by_role("textbox", name="Address")).to_have_count(0)


def test_it_is_stopped_only_at_the_second_press_and_its_path_is_forgotten(desk: Desk) -> None:
    an_endpoint(desk.town.engine, ours(desk), desk.town.clock.now)
    page = desk.open("partners")

    page.get_by_role("button", name="Stop it").press("Enter")
    expect(page.get_by_role("group", name="Stop it")).to_have_accessible_description(
        re.compile("^Really stop?")
    )
    expect(field(desk, DIGITS)).to_be_focused()
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(field(desk, ADDRESS)).to_have_count(0)
    expect(page.get_by_role("button", name="Stop it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(desk, DIGITS)).to_be_focused()
    page.keyboard.type(fresh(desk))
    page.get_by_role("button", name="Yes, stop it").press("Enter")

    expect(page.get_by_role("heading", name="Partners", level=1)).to_be_focused()
    expect(page.get_by_role("listitem").filter(has_text=ORIGIN)).to_contain_text("stopped by hand")
    expect(page.get_by_text(SECRET_PATH)).to_have_count(0)
    expect(page.get_by_role("textbox", name="Address")).to_be_visible()


def test_each_try_is_shown_with_how_it_ended_and_when_the_next_one_comes(desk: Desk) -> None:
    engine, now = desk.town.engine, desk.town.clock.now
    since = now - timedelta(days=2)
    failing = an_endpoint(engine, ours(desk), now, failing_since=since)
    a_delivery(engine, failing, now - timedelta(hours=1), ["500", "no_connection"], State.WAITING)
    a_delivery(engine, failing, now - timedelta(days=5), ["refused_address"], State.GIVEN_UP)

    page = desk.open("partners")

    expect(page.get_by_text("nothing has got through since")).to_contain_text("may be stopped from")
    rows = page.get_by_role("row")
    waiting = rows.filter(has_text="waiting")
    expect(waiting).to_contain_text("waiting: no connection")
    expect(waiting).to_contain_text("next try")
    waiting.locator("summary").press("Enter")
    expect(waiting).to_contain_text(
        re.compile(r"try 1, .*: answered 500.*try 2, .*: no connection", re.DOTALL)
    )
    expect(rows.filter(has_text="given up")).to_contain_text("was not found or is not public")


def test_what_became_of_an_address_that_was_stopped_can_still_be_read(desk: Desk) -> None:
    engine, now = desk.town.engine, desk.town.clock.now
    gone = an_endpoint(engine, ours(desk), now, stopped=Stopped.GONE)
    a_delivery(engine, gone, now - timedelta(days=3), ["410"], State.GIVEN_UP)
    page = desk.open("partners")

    former = page.get_by_role("listitem").filter(has_text=ORIGIN)
    expect(former).to_contain_text("said that it is gone (410)")
    former.get_by_text("Latest deliveries").press("Enter")

    expect(former.get_by_role("row").filter(has_text="given up")).to_contain_text(
        "said that it is gone (410)"
    )


def test_a_host_that_may_call_itself_says_so_loudly_and_others_do_not(
    desk: Desk, playwright: Playwright, engine: Engine, database_url: str
) -> None:
    page = desk.open("partners")
    expect(page.get_by_role("alert").filter(has_text="Danger: this server may call itself")).to_be_visible()

    with a_town(engine, database_url) as careful:
        union = an_organization(engine, "Hill Union", careful.clock.now)
        with a_desk(playwright, careful, Role.PARTNER, union) as other:
            page = other.open("partners")
            expect(page.get_by_role("textbox", name="Address")).to_be_visible()
            expect(page.get_by_text("Danger")).to_have_count(0)


def test_an_auditor_gets_a_sentence_and_asks_for_nothing(playwright: Playwright, town: Town) -> None:
    asked: list[str] = []
    with a_desk(playwright, town) as other:
        other.page.on("request", lambda request: asked.append(request.url))
        page = other.open("partners")

        expect(page.get_by_text("This page is for organizers and partners")).to_be_visible()
    assert asked
    assert not [url for url in asked if "endpoints" in url]


def test_without_a_network_it_says_so_and_a_press_brings_it_back(desk: Desk) -> None:
    desk.open("partners")  # so that the screen itself is there
    desk.page.get_by_role("link", name="Overview").press("Enter")
    desk.context.set_offline(True)

    desk.page.get_by_role("link", name="Partners").press("Enter")
    expect(desk.page.get_by_text("The server cannot be reached.")).to_be_visible()
    desk.context.set_offline(False)
    desk.page.get_by_role("button", name="Try again").press("Enter")

    expect(desk.page.get_by_role("textbox", name="Address")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_a_phone_and_a_desk_and_breaks_no_rule_of_access(
    desk: Desk, language: str, theme: str
) -> None:
    engine, now = desk.town.engine, desk.town.clock.now
    an_endpoint(engine, ours(desk), now, stopped=Stopped.FAILING)
    failing = an_endpoint(engine, ours(desk), now, failing_since=now - timedelta(days=2))
    a_delivery(engine, failing, now - timedelta(hours=1), ["500", "no_connection"], State.WAITING)
    desk.wear(theme)

    page = desk.open("partners", language)
    page.locator(".btn.danger").click()
    page.locator(".note .btn.danger").click()  # without digits
    expect(page.locator(".wrong")).to_be_visible()

    found = {}
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        found[viewport["width"]] = faults(page)
    assert found == {1280: [], 360: []}
