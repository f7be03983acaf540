"""A page that is loaded again in the middle of signing up: no secret was kept, and the worker is told so."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.account_steps import new_secrets, press, sign_up, title, words
from tests.e2e.phone import Phone
from tests.e2e.steps import first_open, to

VOID = "纸上抄过的口令和十二个词都作废"


def at_the_name(page: Page) -> None:
    """Open the first step of signing up."""
    to(page, "settings/account/sign-up")
    title(page, "给账号起个名字")


def test_after_a_reload_signing_up_begins_again_and_says_that_the_paper_is_void(
    a_phone: Callable[[], Phone],
) -> None:
    page = a_phone().open()
    first_open(page)
    at_the_name(page)
    expect(page.get_by_text("不算进任何公开的数字")).to_be_visible()
    page.get_by_label("名字").fill("半路刷新的人")
    press(page, "好，往下")
    first = words(page)
    press(page, "换个名字")
    expect(page.get_by_text(VOID)).to_have_count(0)
    press(page, "好，往下")

    page.reload()

    title(page, "给账号起个名字")
    expect(page.get_by_text(VOID)).to_be_visible()
    expect(page.get_by_label("名字")).to_have_value("半路刷新的人")
    press(page, "好，往下")
    passphrase, _, _ = new_secrets(page)
    assert passphrase != first


def test_whoever_only_wrote_a_name_is_told_nothing_of_paper_and_an_account_leads_to_a_copy(
    a_phone: Callable[[], Phone],
) -> None:
    page = a_phone().open()
    first_open(page)
    at_the_name(page)
    page.get_by_label("名字").fill("刚写了名字")
    page.reload()
    title(page, "给账号起个名字")
    expect(page.get_by_text(VOID)).to_have_count(0)

    sign_up(page, "刚写了名字")

    expect(page.locator("main a.btn").first).to_have_attribute("href", "#/copy/ask")
