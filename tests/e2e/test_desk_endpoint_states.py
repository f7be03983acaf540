"""What the page of an endpoint says of it, keeps of it and looks like while things change."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Dialog, Page, Playwright, expect

from api.organizations.models import Role
from api.partners.models import State
from tests.e2e.desk_endpoints import (
    ADDRESS,
    DIGITS,
    URL,
    a_delivery,
    an_endpoint,
    an_organization,
    field,
    forget_endpoints,
    look_until,
    registered,
)
from tests.e2e.desk_seen import NARROW, Desk, a_desk
from tests.e2e.desk_steps import Town
from tests.partners.sinks import Sink, listening, status

pytestmark = pytest.mark.browser

SETTINGS = {"webhooks_to_loopback": True}
SECRET = "The secret, shown this once"
SMALL = """() => [...document.querySelectorAll('.partners :is(button, summary, a, input)')]
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44))
  .map(([text]) => text)"""
SIDEWAYS = (
    "() => [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth)"
)


@pytest.fixture(scope="module")
def at_desk(playwright: Playwright, town: Town) -> Iterator[Desk]:
    """An organizer's, at a host that may call itself."""
    town.clock.now = datetime.now(UTC)
    union = an_organization(town.engine, "Reed Union", town.clock.now)
    with a_desk(playwright, town, Role.ORGANIZER, union) as made:
        yield made


@pytest.fixture
def desk(at_desk: Desk) -> Iterator[Desk]:
    at_desk.as_before()
    forget_endpoints(at_desk.town.engine)
    yield at_desk
    forget_endpoints(at_desk.town.engine)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(status(500)) as made:
        yield made


def ours(desk: Desk) -> UUID:
    """Give the organization whose desk it is."""
    assert desk.organization_id is not None
    return desk.organization_id


def choose(page: Page, language: str) -> None:
    """Speak another language."""
    page.locator("#foot select").first.select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)


def go(page: Page, tab: str) -> None:
    """Open another screen."""
    page.get_by_role("navigation", name="Desk").get_by_role("link", name=tab).press("Enter")
    expect(page.get_by_role("heading", name=tab, level=1)).to_be_visible()


def test_it_works_only_once_something_got_through_and_every_look_asks_again(desk: Desk, sink: Sink) -> None:
    """Before that it was not tried; and a test that failed does not stand under the word "working"."""
    registered(desk, f"http://127.0.0.1:{sink.port}/in")
    page = desk.page
    expect(page.get_by_text("○ not tried yet")).to_be_visible()

    with page.expect_request(lambda asked: asked.method == "GET" and asked.url.endswith("/v1/endpoints")):
        page.get_by_role("button", name="Send a test").press("Enter")
    look_until(page, page.get_by_text("▲ nothing has got through since"))
    expect(page.get_by_text(re.compile("✓ working|○ not tried"))).to_have_count(0)
    sink.reply = status(204)
    desk.town.clock.forward(minutes=1)

    look_until(page, page.get_by_text("✓ working; last delivered"))
    expect(page.get_by_text("▲")).to_have_count(1)  # the host that may call itself


def test_it_says_how_many_tests_wait_and_when_none_does(desk: Desk, sink: Sink) -> None:
    registered(desk, f"http://127.0.0.1:{sink.port}/in")
    page = desk.page
    said = page.get_by_role("status")

    for _ in range(3):
        page.get_by_role("button", name="Send a test").press("Enter")
        expect(said.filter(has_text="on its way").or_(said.filter(has_text="on their way"))).to_be_visible()
    expect(said.filter(has_text="3 tests are on their way")).to_be_visible()
    choose(page, "zh-CN")
    expect(said.filter(has_text="3 条试送在路上")).to_be_visible()
    choose(page, "en")
    sink.reply = status(204)
    desk.town.clock.forward(minutes=1)

    look_until(page, said.filter(has_text="No test is on its way any more"))


def test_a_secret_is_held_until_somebody_says_that_it_is_kept(desk: Desk) -> None:
    """Through other screens and languages, but in no store; and the page asks before it goes."""
    secret = registered(desk, URL)
    page = desk.page
    asked: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", dismiss)
    go(page, "Overview")
    expect(page.get_by_text(secret)).to_have_count(0)
    go(page, "Partners")
    expect(page.get_by_text(secret)).to_be_visible()
    stored = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])")
    assert "whsec_" not in stored
    page.reload()

    expect(page.get_by_role("heading", name="Partners", level=1)).to_be_visible()
    expect(page.get_by_text(URL)).to_be_visible()
    assert asked == ["beforeunload"]
    expect(page.get_by_text(secret)).to_have_count(0)


def test_a_secret_that_was_kept_is_gone_and_nobody_is_asked(desk: Desk) -> None:
    secret = registered(desk, URL)
    page = desk.page
    asked: list[str] = []
    page.get_by_role("button", name="I have kept it").press("Enter")

    go(page, "Overview")
    go(page, "Partners")
    expect(page.get_by_text(URL)).to_be_visible()
    expect(page.get_by_text(secret)).to_have_count(0)

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.reload()
    expect(page.get_by_text(URL)).to_be_visible()
    page.remove_listener("dialog", note)
    assert asked == []


def test_what_was_said_follows_the_language(desk: Desk) -> None:
    page = desk.open("partners")
    field(desk, ADDRESS).fill("https://10.0.0.1/")
    page.get_by_role("button", name="Register", exact=True).press("Enter")
    expect(page.get_by_text("This is a private address").first).to_be_visible()

    choose(page, "zh-CN")
    expect(page.get_by_text("这是内网或者本机的地址").first).to_be_visible()
    choose(page, "en")
    field(desk, ADDRESS).fill(URL)
    field(desk, DIGITS).fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Six digits are needed").first).to_be_visible()
    choose(page, "zh-CN")

    expect(page.get_by_text("要六位数字").first).to_be_visible()
    expect(page.get_by_text("Six digits are needed")).to_have_count(0)
    choose(page, "en")


def test_days_and_moments_are_those_of_the_clock_on_this_wall(desk: Desk) -> None:
    """The browser stands in Shanghai: 20 hours UTC is the next morning there."""
    evening = datetime(2026, 11, 22, 20, 37, tzinfo=UTC)
    endpoint = an_endpoint(desk.town.engine, ours(desk), evening + timedelta(days=20))
    a_delivery(desk.town.engine, endpoint, evening, ["204"], State.DONE)
    page = desk.open("partners")

    expect(page.get_by_text("registered 23 Nov 2026")).to_be_visible()
    expect(page.get_by_text("✓ working; last delivered 23 Nov, 04:37")).to_be_visible()
    expect(page.get_by_role("cell", name="23 Nov, 04:37")).to_be_visible()


def test_a_look_that_fails_leaves_what_was_there(desk: Desk) -> None:
    """And what was being typed."""
    an_endpoint(desk.town.engine, ours(desk), desk.town.clock.now)
    page = desk.open("partners")
    page.get_by_role("button", name="Stop it").press("Enter")
    field(desk, DIGITS).fill("123")
    desk.context.set_offline(True)

    page.get_by_role("button", name="Look again").press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(field(desk, DIGITS)).to_have_value("123")
    desk.context.set_offline(False)
    page.get_by_role("button", name="Try again").press("Enter")

    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(field(desk, DIGITS)).to_have_value("123")


def test_how_to_receive_unfolds_with_the_library_s_samples(desk: Desk) -> None:
    page = desk.open("partners")
    page.locator("summary").filter(has_text="How to receive").press("Enter")

    expect(page.get_by_text("from standardwebhooks import Webhook")).to_be_visible()
    expect(page.get_by_text('import { Webhook } from "standardwebhooks"')).to_be_visible()
    expect(page.get_by_role("link", name="This server's API")).to_have_attribute("href", "/docs")


def test_on_a_phone_deliveries_are_cards_and_everything_is_as_high_as_a_thumb(desk: Desk) -> None:
    engine, now = desk.town.engine, desk.town.clock.now
    endpoint = an_endpoint(engine, ours(desk), now, failing_since=now - timedelta(days=2))
    a_delivery(engine, endpoint, now - timedelta(hours=1), ["bad_certificate", "timeout"], State.WAITING)
    a_delivery(engine, endpoint, now - timedelta(days=6), ["refused_address", "410"], State.GIVEN_UP)
    desk.page.set_viewport_size(NARROW)
    page = desk.open("partners")
    page.locator("summary").filter(has_text="How to receive").press("Enter")
    page.get_by_role("cell").locator("summary").first.press("Enter")
    page.get_by_role("button", name="Stop it").press("Enter")
    expect(field(desk, DIGITS)).to_be_visible()

    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("columnheader")).to_have_count(4)
    expect(page.get_by_role("cell")).to_have_count(8)
