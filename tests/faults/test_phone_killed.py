"""What the app called saved survives a killed browser; what was typed survives a closed tab."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.phone import Phone
from tests.e2e.steps import add_job, first_open, to, until
from tests.faults.door import DRAFTS, SAVE, find_store, kept, save_entries, type_and_keep

pytestmark = pytest.mark.browser

# a closed tab's locks are let go by its own process, some time after the tab is gone
LET_GO = "navigator.locks.query().then(({ held }) => !held.some(({ name }) => name === 'gongyou log new'))"


def started(phone: Phone) -> Page:
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    find_store(page)
    return page


def ready(phone: Phone) -> None:
    """Set an app up, and close the browser as a person does."""
    started(phone)
    phone.close()


@contextmanager
def a_copy(phone: Phone) -> Iterator[tuple[Phone, Page]]:
    """Open a copy of a phone that is ready, to be killed once.

    Once, because Chromium's own store does not survive the second start after some kills. One that falls
    between the head and the body of a record of LevelDB's log leaves a torn record, the next start writes on
    behind it, and the one after that calls the log corrupt and deletes the database (2 of some 600 kills,
    Chromium 156). What a phone then says is tested where stores are cleared.
    """
    one = phone.copy()
    try:
        yield one, reopened(one)
    finally:
        one.remove()


def reopened(phone: Phone) -> Page:
    page = phone.open()
    expect(page.get_by_role("navigation")).to_be_visible()
    find_store(page)
    return page


def test_ten_kills_in_the_middle_of_fifty_saves_lose_none_that_was_acknowledged(phone: Phone) -> None:
    dice = random.Random(39)
    ready(phone)
    total = 0
    for turn in range(10):
        with a_copy(phone) as (one, page):
            acknowledged: set[int] = set()
            assert one.context
            one.context.expose_binding("acknowledged", lambda _, n, here=acknowledged: here.add(n))
            in_background(page, turn * 50, 50)
            # Counted in saves, not in time: a slow machine is killed at the same places as a fast one.
            enough = dice.randint(1, 12)
            end = monotonic() + 60
            while len(acknowledged) < enough:
                assert monotonic() < end, f"{len(acknowledged)} of {enough} saves came"
                page.wait_for_timeout(1)
            one.kill()
            after = kept(reopened(one))
            assert acknowledged <= set(after["entries"])
            assert len(after["entries"]) == len(set(after["entries"])), "kept twice"
            assert after["seqs"] == list(range(1, len(after["seqs"]) + 1)), "sequence numbers have a hole"
            assert len(after["entries"]) == len(after["seqs"]) - 2, (
                "an entry without its operation, or the reverse"
            )
            total += len(acknowledged)
    assert total >= 30


def in_background(page: Page, first: int, count: int) -> None:
    """Begin to save without waiting for the end."""
    page.evaluate(f"([first, count]) => void ({SAVE})([first, count, 1])", [first, count])


def test_a_kill_within_50_ms_of_the_tap_leaves_an_entry_or_a_draft_never_half(phone: Phone) -> None:
    dice = random.Random(7)
    ready(phone)
    for turn in range(6):
        with a_copy(phone) as (one, page):
            to(page, "today/log")
            page.get_by_text("更多").click()
            type_and_keep(page.get_by_label("备注"), f"MARKER-{turn}")
            page.evaluate("document.querySelector('button[type=submit]').click()")
            page.wait_for_timeout(dice.uniform(0, 50))
            one.kill()
            again = reopened(one)
            after = kept(again)
            saved = turn in after["entries"]
            assert saved == (again.evaluate(DRAFTS) == 0), (turn, saved)
            assert len(after["entries"]) == len(after["seqs"]) - 2
            if not saved:
                to(again, "today/log")
                expect(again.get_by_label("备注")).to_have_value(f"MARKER-{turn}")
                again.evaluate("document.querySelector('button[type=submit]').click()")
                expect(again.get_by_text("记在手机上了")).to_be_visible()


def test_twenty_tabs_closed_before_anything_was_saved_all_give_the_words_back(phone: Phone) -> None:
    page = started(phone)
    assert phone.context
    for turn in range(20):
        tab = phone.context.new_page()
        tab.goto(phone.url + "/#/today/log")
        tab.get_by_text("更多").click()
        type_and_keep(tab.get_by_label("备注"), f"还没存 {turn}")
        tab.close()
        until(page, LET_GO)  # before that the form says that it is open elsewhere
        again = phone.context.new_page()
        again.goto(phone.url + "/#/today/log")
        expect(again.get_by_label("备注")).to_have_value(f"还没存 {turn}")
        type_and_keep(again.get_by_label("备注"), "")
        again.close()
        until(page, LET_GO)


def test_no_word_typed_or_saved_lies_readable_in_the_profile(phone: Phone) -> None:
    page = started(phone)
    save_entries(page, 0, 5)
    to(page, "today/log")
    page.get_by_text("更多").click()
    type_and_keep(page.get_by_label("备注"), "独一无二的记号XQZ")
    phone.close()
    markers = ["MARKER-3", "清溪数据", "独一无二的记号XQZ"]
    found = [
        f"{word} in {file.relative_to(phone.profile)}"
        for file in phone.profile.rglob("*")
        if file.is_file()
        for word in markers
        for coded in (word.encode(), word.encode("utf-16-le"))
        if coded in file.read_bytes()
    ]
    assert found == []
    assert any(b"sealed" in file.read_bytes() for file in phone.profile.rglob("*") if file.is_file()), (
        "the search must be able to find what the store does keep"
    )
