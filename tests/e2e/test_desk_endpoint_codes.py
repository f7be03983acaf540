"""Registering and stopping an endpoint take six digits that were used for nothing, asked for right there."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Playwright, expect

from api.organizations.models import Role
from tests.e2e.desk_endpoints import (
    ADDRESS,
    DIGITS,
    URL,
    an_organization,
    field,
    forget_endpoints,
    fresh,
    registered,
)
from tests.e2e.desk_seen import Desk, a_desk
from tests.e2e.desk_steps import Town
from tests.e2e.steps import until

pytestmark = pytest.mark.browser

MARKED = """(({ value, selectionStart, selectionEnd }) =>
  value && selectionStart === 0 && selectionEnd === value.length)(document.activeElement)"""
WAIT = re.compile("^This code does not fit, or was used already. Wait for the next six digits")


@pytest.fixture(scope="module")
def at_desk(playwright: Playwright, town: Town) -> Iterator[Desk]:
    """A partner's."""
    union = an_organization(town.engine, "Reed Union", town.clock.now)
    with a_desk(playwright, town, Role.PARTNER, union) as made:
        yield made


@pytest.fixture
def desk(at_desk: Desk) -> Iterator[Desk]:
    at_desk.as_before()
    yield at_desk
    forget_endpoints(at_desk.town.engine)


def wrong(desk: Desk) -> str:
    """Make up six digits that the authenticator shows at no time near."""
    shown, now = pyotp.TOTP(desk.member.secret), desk.town.clock.now
    near = {shown.at(now + timedelta(seconds=30 * steps)) for steps in range(-9, 10)}
    return next(code for code in (f"{number:06}" for number in range(20)) if code not in near)


def test_the_field_for_digits_is_one_that_phones_and_browsers_know(desk: Desk) -> None:
    desk.open("partners")

    expect(field(desk, DIGITS)).to_have_attribute("autocomplete", "one-time-code")
    expect(field(desk, DIGITS)).to_have_attribute("inputmode", "numeric")
    expect(field(desk, DIGITS)).to_have_accessible_description(re.compile("they work once"))


def test_digits_that_are_missing_are_asked_for_before_anything_is_sent(desk: Desk) -> None:
    page = desk.open("partners")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))

    field(desk, ADDRESS).fill(URL)
    field(desk, DIGITS).fill("12345")
    page.keyboard.press("Enter")

    expect(field(desk, DIGITS)).to_be_focused()
    expect(field(desk, DIGITS)).to_have_accessible_description("Six digits are needed")
    assert "POST" not in asked


def test_digits_that_do_not_fit_register_nothing_and_the_next_ones_take_their_place(
    desk: Desk,
) -> None:
    """What was typed stays, and the wrong digits are marked: typing goes over them."""
    page = desk.open("partners")
    field(desk, ADDRESS).fill(URL)
    field(desk, DIGITS).fill(wrong(desk))
    page.get_by_role("button", name="Register", exact=True).press("Enter")

    expect(field(desk, DIGITS)).to_be_focused()
    expect(field(desk, DIGITS)).to_have_accessible_description(WAIT)
    expect(page.get_by_role("alert").filter(has_text=WAIT)).to_be_attached()
    expect(field(desk, ADDRESS)).to_have_value(URL)
    until(page, MARKED)
    page.keyboard.type(fresh(desk))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="The secret, shown this once")).to_be_focused()


def test_the_digits_that_registered_it_do_not_stop_it(desk: Desk) -> None:
    code = fresh(desk)
    registered(desk, URL, code)
    page = desk.open("partners")
    page.get_by_role("button", name="Stop it").press("Enter")
    expect(field(desk, DIGITS)).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")

    expect(field(desk, DIGITS)).to_have_accessible_description(WAIT)
    expect(field(desk, DIGITS)).to_be_focused()
    expect(page.get_by_text("○ not tried yet")).to_be_visible()
    until(page, MARKED)
    page.keyboard.type(fresh(desk))
    page.keyboard.press("Enter")

    expect(page.get_by_text("stopped by hand")).to_be_visible()
