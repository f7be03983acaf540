"""The way into the desk, by keyboard and accessible names; and every way in which it stays shut."""

import json
import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from api.organizations.models import Role
from api.settings import Settings
from client import account
from tests.e2e.desk_steps import PASSPHRASE, WIDE, WORDS, Member, Town, give_code, give_name, sign_in
from tests.e2e.phone import SLOWLY, Phone

pytestmark = pytest.mark.browser


def desk_of(browser: Phone, path: str = "/desk") -> Page:
    """Open the desk on an office computer."""
    return browser.open(path, viewport=WIDE)


def inside(page: Page, name: str = "Desk") -> None:
    expect(page.get_by_role("navigation", name=name)).to_be_visible()


def outside(page: Page) -> None:
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)


def refused(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=SLOWLY)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_way_in_takes_the_keys_alone(browser: Phone, town: Town, auditor: Member, language: str) -> None:
    words = WORDS[language]
    page = desk_of(browser, f"/desk?lang={language}")
    expect(page.get_by_label(words["handle"], exact=True)).to_be_focused()

    page.keyboard.type(auditor.handle)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words["code_title"])).to_be_visible(timeout=SLOWLY)
    expect(page.get_by_label(words["code"], exact=True)).to_be_focused()
    page.keyboard.type(town.next_code_of(auditor))
    page.keyboard.press("Enter")

    inside(page, words["nav"])
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_wrong_passphrase_and_an_unknown_name_are_refused_in_the_same_words(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser)
    nobody = Member("nobody of this name", auditor.signed)

    for member, passphrase in ((auditor, "another line of words"), (nobody, PASSPHRASE)):
        give_name(page, member, passphrase)
        refused(page, "Name or passphrase is wrong.")
        expect(page.get_by_label("Passphrase", exact=True)).to_have_value("")
        expect(page.get_by_label("Name", exact=True)).to_have_value(member.handle)

    outside(page)
    give_name(page, auditor)
    give_code(page, town.next_code_of(auditor))


def test_whoever_guesses_is_told_how_long_to_wait(browser: Phone, town: Town) -> None:
    member = town.let_in(Role.AUDITOR, factor=False)
    page = desk_of(browser)
    for _ in range(5):
        give_name(page, member, "another line of words")
        expect(page.get_by_label("Passphrase", exact=True)).to_have_value("", timeout=SLOWLY)

    give_name(page, member)

    refused(page, "Too many tries. Wait 2 seconds")


def test_a_wrong_code_and_one_that_was_used_open_nothing(browser: Phone, town: Town, auditor: Member) -> None:
    page = desk_of(browser)
    code = town.next_code_of(auditor)
    sign_in(page, auditor, code)
    page.get_by_role("button", name="Sign out").click()
    outside(page)

    give_name(page, auditor)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for refuse in (code, wrong):
        give_code(page, refuse, inside=False)
        refused(page, "This code does not fit, or was used already.")
        expect(page.get_by_label("Code", exact=True)).to_have_value("")

    expect(page.get_by_role("navigation")).to_have_count(0)
    give_code(page, town.next_code_of(auditor))


def test_a_worker_without_a_role_is_told_so_and_sees_no_desk(browser: Phone, town: Town) -> None:
    page = desk_of(browser)

    give_name(page, town.let_in(None, factor=False))

    expect(page.get_by_role("heading", name="This account has no desk")).to_be_visible(timeout=SLOWLY)
    expect(page.get_by_role("heading", name="This account has no desk")).to_be_focused()
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    outside(page)


def test_a_first_authenticator_is_made_at_the_desk_with_the_keys_alone(browser: Phone, town: Town) -> None:
    member = town.let_in(Role.AUDITOR, factor=False)
    page = desk_of(browser)
    give_name(page, member)
    expect(page.get_by_role("heading", name="First, make an authenticator")).to_be_focused(timeout=SLOWLY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open in an authenticator on this device")).to_be_visible()
    expect(page.locator("dl.secret")).to_be_focused()

    shown = page.get_by_role("definition").inner_text()
    link = page.get_by_role("link", name="Open in an authenticator").get_attribute("href") or ""
    page.keyboard.press("Tab")  # the link
    page.keyboard.press("Tab")
    expect(page.get_by_label("Code", exact=True)).to_be_focused()
    member.secret = re.sub(r"\s", "", shown)
    page.keyboard.type(town.code_of(member))
    page.keyboard.press("Enter")

    inside(page)
    assert pyotp.parse_uri(link).secret == member.secret
    assert re.fullmatch(r"([A-Z2-7]{4} ?)+", shown)


def test_powers_that_ended_ask_for_a_code_and_the_page_stays(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser, "/desk#/partners")
    sign_in(page, auditor, town.next_code_of(auditor))
    page.evaluate("window.same = document.querySelector('.desk')")
    town.clock.forward(minutes=31)

    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="The desk is locked")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)  # nothing of the page can be seen or reached
    give_code(page, town.code_of(auditor))

    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="No release yet")).to_be_visible()  # the request was made again
    expect(page).to_have_url(re.compile(r"/desk#/overview$"))
    assert page.evaluate("window.same === document.querySelector('.desk')")


def test_a_session_that_was_ended_elsewhere_asks_for_the_name_and_another_person_gets_a_new_page(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser, "/desk#/partners")
    sign_in(page, auditor, town.next_code_of(auditor))
    page.evaluate("window.same = true")
    other = town.let_in(Role.AUDITOR)
    elsewhere = account.sign_in(town.url, auditor.handle, PASSPHRASE)
    account.sign_out(elsewhere, everywhere=True)

    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("Your session is over.")).to_be_visible()
    give_name(page, auditor)
    give_code(page, town.next_code_of(auditor))
    assert page.evaluate("window.same") is True
    # what was refused is asked again; after the sign-out that would hide the desk before a link is pressed
    expect(page.get_by_role("heading", name="No release yet")).to_be_visible()

    account.sign_out(account.sign_in(town.url, auditor.handle, PASSPHRASE), everywhere=True)
    page.get_by_role("link", name="Partners").click()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("Your session is over.")).to_be_visible()
    give_name(page, other)
    give_code(page, town.next_code_of(other))
    assert page.evaluate("window.same") is None


def test_idle_for_half_an_hour_it_locks_by_the_browsers_own_clock(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = browser.open_blank()
    page.set_viewport_size(WIDE)
    page.clock.install()
    page.goto(f"{town.url}/desk")
    sign_in(page, auditor, town.next_code_of(auditor))
    expect(page.get_by_text("locks in 30 min")).to_be_visible()
    expect(page.get_by_role("heading", name="No release yet")).to_be_visible()  # every answer puts it off

    soon = page.get_by_role("status").filter(has_text="the desk will lock in 2 min")
    page.clock.fast_forward("27:00")
    expect(page.get_by_text("locks in 3 min")).to_be_visible()
    expect(soon).to_have_count(0)
    page.clock.fast_forward("01:00")
    expect(page.get_by_text("locks in 2 min")).to_be_visible()
    expect(soon).to_contain_text("A key or a tap keeps it open.")
    page.clock.fast_forward("02:30")

    expect(page.get_by_role("heading", name="The desk is locked")).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_signed_out_nothing_is_left_that_back_or_a_reload_shows(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser)
    sign_in(page, auditor, town.next_code_of(auditor))
    page.get_by_role("link", name="Partners").click()
    assert browser.context
    browser.context.set_offline(True)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("alert").filter(has_text="Not signed out")).to_be_visible()
    browser.context.set_offline(False)
    page.evaluate("window.same = true")

    page.get_by_role("button", name="Sign out").click()

    outside(page)
    assert page.evaluate("[window.same, document.querySelector('.desk')]") == [None, None]
    assert browser.context.cookies() == []
    page.go_back()
    outside(page)
    page.reload()
    outside(page)


def test_signed_out_in_one_tab_nothing_of_the_desk_is_left_in_the_other(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser)
    sign_in(page, auditor, town.next_code_of(auditor))
    assert browser.context
    other = browser.context.new_page()
    other.goto(f"{town.url}/desk#/overview")
    inside(other)
    other.evaluate("window.same = true")

    page.get_by_role("button", name="Sign out").click()

    outside(page)
    outside(other)
    assert other.evaluate("[window.same, document.querySelector('.desk')]") == [None, None]


def test_the_door_and_the_desk_say_whose_server_it_is(browser: Phone, town: Town, auditor: Member) -> None:
    host = Settings.model_fields["host_name"].default
    page = desk_of(browser)
    expect(page.get_by_role("main").get_by_text(host)).to_be_visible()

    sign_in(page, auditor, town.next_code_of(auditor))

    expect(page.get_by_role("banner").get_by_text(host)).to_be_visible()


def test_an_address_of_no_screen_becomes_that_of_the_one_that_is_shown(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser, "/desk#/no-such/page")
    sign_in(page, auditor, town.next_code_of(auditor))

    expect(page.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/desk#/overview$"))


def test_the_passphrase_leaves_the_page_nowhere_and_no_other_host_is_asked(
    browser: Phone, town: Town, auditor: Member
) -> None:
    page = desk_of(browser)
    sign_in(page, auditor, town.next_code_of(auditor))

    sent = "\n".join(f"{one.url} {one.headers} {one.post_data or ''}" for one in browser.sent)
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.documentElement.outerHTML])"
    )
    assert "auth_key" in sent
    assert PASSPHRASE not in sent + kept
    assert json.loads(kept)[0].keys() == {"gongyou.desk.browser"}
    assert {"/".join(one.url.split("/")[:3]) for one in browser.sent} == {town.url}
