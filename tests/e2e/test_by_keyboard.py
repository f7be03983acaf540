"""The main tasks, done with the keys alone and found by what a screen reader would say of them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.e2e.phone import Phone, Service
from tests.e2e.screens import seed
from tests.e2e.steps import WORDS

pytestmark = pytest.mark.browser

SCAM = (
    "Work from home, no experience. Pay a registration fee of 199 first to get your account, places are few."
)
SAVED = WORDS["en"]["saved"]


@pytest.fixture
def page(playwright: Playwright, service: Service) -> Iterator[Page]:
    """A phone that was never used."""
    phone = Phone(playwright, service.url, language="en")
    yield phone.open("/?lang=en")
    phone.remove()
    assert phone.errors == []


@pytest.fixture
def notebook(page: Page) -> Page:
    """A phone with two months of work at two jobs in it."""
    seed(page, language="en")
    expect(page.get_by_role("navigation")).to_be_visible()
    return page


def focused(wanted: Locator) -> bool:
    return wanted.count() == 1 and bool(wanted.evaluate("e => e === document.activeElement"))


def find(page: Page, role: str, name: str, *, exact: bool = False) -> Locator:
    """Press Tab until what is meant has the focus; whoever cannot see finds it in no other way."""
    wanted = page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]  # a role's name
    expect(wanted).to_have_count(1)  # its screen is there
    for _ in range(120):
        if focused(wanted):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"no {role} “{name}” is reached by Tab")


def press(page: Page, role: str, name: str, *, exact: bool = False) -> None:
    find(page, role, name, exact=exact)
    page.keyboard.press("Enter")


def write(page: Page, name: str, words: str) -> None:
    find(page, "textbox", name)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def choose(page: Page, group: str, name: str) -> None:
    """Reach a group of answers by Tab, and the answer by the arrows."""
    answers = page.get_by_role("group", name=group, exact=True)
    for _ in range(120):
        if answers.evaluate("e => e.contains(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    wanted = answers.get_by_role("radio", name=name)
    if not wanted.is_checked():
        page.keyboard.press("Space")
    for _ in range(20):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to “{name}”")


def pick(page: Page, name: str, start: str) -> None:
    """Pick from a phone's own list by the first letters."""
    listed = find(page, "combobox", name)
    page.keyboard.type(start)
    expect(listed.locator("option:checked")).to_contain_text(start)


def saved(page: Page, said: str = SAVED) -> None:
    """A screen reader hears that it was saved."""
    expect(page.get_by_role("status").filter(has_text=said).last).to_be_visible()


def test_the_notebook_is_opened_and_a_first_job_written(page: Page) -> None:
    press(page, "button", "Good, go on")
    press(page, "button", "Good, go on")
    pick(page, "Province or region", "Guizhou")
    press(page, "button", "Good, go on")
    choose(page, "How are you paid?", "By the hour")
    press(page, "button", "Start my notebook")

    press(page, "link", "Add my work")
    write(page, "Who do you work for", "Clearbrook Data")
    choose(page, "How they pay", "By the hour")
    write(page, "How much an hour", "20")
    press(page, "button", "Save", exact=True)

    saved(page)
    expect(page.get_by_role("button", name="Start timer")).to_be_visible()


def test_what_does_not_fit_takes_the_focus_and_says_why(page: Page) -> None:
    press(page, "button", "Good, go on")
    press(page, "button", "Good, go on")
    press(page, "button", "Not now")
    press(page, "link", "Add my work")
    press(page, "button", "Save", exact=True)

    wrong = page.get_by_role("textbox", name="Who do you work for")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description("This is needed")


def test_time_is_logged(notebook: Page) -> None:
    press(notebook, "link", "Log time")
    choose(notebook, "What was it", "Waiting")
    press(notebook, "button", "2 h", exact=True)
    press(notebook, "button", "Save")

    saved(notebook)
    expect(notebook.get_by_role("main")).to_contain_text("9 h 40 min")  # 7 h 40 min were there


def test_the_timer_runs_for_the_kind_that_was_meant(notebook: Page) -> None:
    press(notebook, "button", "Start timer")
    press(notebook, "button", "Waiting", exact=True)

    expect(notebook.get_by_role("timer")).to_be_visible()
    expect(notebook.get_by_role("main")).to_contain_text("· Waiting")


def test_tasks_are_handed_in_with_some_rejected(notebook: Page) -> None:
    press(notebook, "link", "Hand in tasks")
    choose(notebook, "Which job", "Poplar Tasks")
    for name, words in {"How many handed in": "500", "Rejected": "120", "Price each": "0.08"}.items():
        write(notebook, name, words)
    choose(notebook, "Reason given", "No reason")
    press(notebook, "button", "Save", exact=True)

    saved(notebook)
    expect(notebook.get_by_role("link", name="240 rejected")).to_be_visible()


def test_a_payment_is_written_down_and_the_sum_behind_the_wage_read(notebook: Page) -> None:
    press(notebook, "link", "Pay", exact=True)
    press(notebook, "link", "Add a payment")
    write(notebook, "How much reached you", "80")
    choose(notebook, "Which pay period is it for?", "Last period")
    press(notebook, "button", "Save", exact=True)
    saved(notebook)

    expect(notebook.get_by_role("table").first).not_to_be_visible()
    how = notebook.locator("summary", has_text="How computed").first
    expect(how).to_be_visible()
    notebook.evaluate("document.querySelector('main').focus()")
    for _ in range(60):
        if focused(how):
            break
        notebook.keyboard.press("Tab")
    notebook.keyboard.press("Enter")

    expect(notebook.get_by_role("table").first).to_be_visible()
    expect(notebook.get_by_role("cell", name="CN¥1,544.00")).to_be_visible()  # 1,464.00 and 80.00


def test_an_advert_is_checked_and_the_verdict_takes_the_focus(notebook: Page) -> None:
    press(notebook, "link", "Check", exact=True)
    find(notebook, "textbox", "Paste the job advert here")
    notebook.keyboard.type(SCAM)
    press(notebook, "button", "Check it", exact=True)

    verdict = notebook.locator(".verdicts")
    expect(verdict).to_be_focused()
    expect(verdict.get_by_role("status")).to_contain_text("Do not pay")


def test_the_way_out_and_the_skip_link_come_first(notebook: Page) -> None:
    notebook.keyboard.press("Tab")
    expect(notebook.locator(":focus")).to_have_accessible_name("Skip to content")
    notebook.keyboard.press("Enter")
    expect(notebook.get_by_role("main")).to_be_focused()

    notebook.keyboard.press("Shift+Tab")
    expect(notebook.locator(":focus")).to_have_accessible_name("Leave now")
    notebook.keyboard.press("Enter")

    expect(notebook).to_have_url(re.compile(r"/calculator\.html$"))
