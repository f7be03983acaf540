"""Flow W10: the phone is lost; by passphrase, phrase or two helper cards everything is back on another."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.account_steps import (
    Paper,
    allow_copy,
    everything_sent,
    recover,
    same_as_server,
    sign_in,
    sign_up,
)
from tests.e2e.phone import Phone, Service
from tests.e2e.steps import add_job, first_open, log, to, until
from tests.faults.door import find_store, save_entries

EVERYTHING = """() => ['employer', 'engagement', 'time_entry', 'batch', 'payment']
  .flatMap((kind) => window.theStore.rows(kind).value)
  .map(({ id, kind, rev, body }) => ({ id, kind, rev, body }))"""


@pytest.fixture(scope="module")
def union() -> Iterator[Service]:
    """Give a server where an account costs little work."""
    made = Service(work_bits="1", host_name="县数据工会")
    made.start()
    yield made
    made.remove()


def a_phone(playwright: Playwright, union: Service) -> tuple[Phone, Page]:
    phone = Phone(playwright, union.url)
    page = phone.open()
    page.wait_for_selector("main button")
    assert page.evaluate("indexedDB.databases().then(all => all.length)") <= 2
    expect(page.get_by_role("navigation")).to_have_count(0)  # never opened before: it asks for the language
    return phone, page


def everything(page: Page) -> list[Any]:
    """Read all rows that a phone shows, in one order."""
    find_store(page)
    until(page, "window.theStore.state.value.loaded")
    rows: list[dict[str, Any]] = page.evaluate(EVERYTHING)
    for row in rows:
        row["body"] = {name: value for name, value in sorted(row["body"].items()) if value is not None}
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def a_notebook(page: Page) -> None:
    """Write a day by hand, and some weeks with notes."""
    first_open(page)
    add_job(page, "远山数据")
    log(page, "干活", "8 小时")
    find_store(page)
    save_entries(page, 1, 20)


def lose(playwright: Playwright, union: Service, handle: str, *, cards: bool) -> tuple[Paper, list[Any]]:
    """Keep a notebook with a copy, write down the secrets, and lose the phone."""
    phone, page = a_phone(playwright, union)
    try:
        a_notebook(page)
        paper = sign_up(page, handle, cards=cards)
        allow_copy(page)
        everything_sent(page)
        same_as_server(page)
        return paper, everything(page)
    finally:
        phone.kill()
        phone.remove()


def test_a_second_phone_by_passphrase_has_everything_and_both_agree(
    playwright: Playwright, union: Service
) -> None:
    paper, before = lose(playwright, union, "风里的米", cards=False)
    phone, page = a_phone(playwright, union)
    try:
        first_open(page)

        sign_in(page, paper)
        same_as_server(page)

        assert len(before) == 23
        assert everything(page) == before
        assert phone.errors == []
    finally:
        phone.remove()


@pytest.mark.parametrize("by", ["phrase", "cards"])
def test_a_third_phone_by_phrase_or_by_two_helper_cards_has_everything(
    playwright: Playwright, union: Service, by: str
) -> None:
    paper, before = lose(playwright, union, f"河边的灯 {by}", cards=by == "cards")
    phone, page = a_phone(playwright, union)
    try:
        first_open(page)

        new = recover(page, paper, by=by)
        same_as_server(page)

        assert everything(page) == before
        assert new.phrase != paper.phrase
        assert new.passphrase != paper.passphrase
        page.reload()
        to(page, "pay")
        assert everything(page) == before
    finally:
        phone.remove()
