"""Whoever holds a role finds the way from their phone to the desk; nobody else is shown one."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from api.organizations.models import Role
from tests.e2e.account_steps import Paper, sign_in
from tests.e2e.desk_steps import PASSPHRASE, Member, Town
from tests.e2e.phone import Phone
from tests.e2e.steps import first_open, to


@pytest.fixture
def a_phone_of(playwright: Playwright, town: Town) -> Iterator[Callable[[Member], Page]]:
    """Give the phones of people, signed in and on the page of their account."""
    made: list[Phone] = []

    def opened(member: Member) -> Page:
        phone = Phone(playwright, town.url)
        made.append(phone)
        page = phone.open()
        first_open(page)
        sign_in(page, Paper(member.handle, [PASSPHRASE], [], []))
        to(page, "settings/account")
        expect(page.get_by_role("link", name="担保和邀请")).to_be_visible()
        return page

    yield opened
    for phone in made:
        phone.remove()


def test_an_auditors_account_leads_to_the_desk_and_a_workers_does_not(
    a_phone_of: Callable[[Member], Page], town: Town
) -> None:
    auditors = a_phone_of(town.let_in(Role.AUDITOR, factor=False))
    workers = a_phone_of(town.let_in(None, factor=False))

    desk = auditors.get_by_role("link", name="工作台")
    expect(desk).to_contain_text(f"{town.url.removeprefix('http://')}/desk")
    desk.click()

    expect(auditors).to_have_url(f"{town.url}/desk")
    expect(auditors).to_have_title(re.compile("工作台"))
    expect(workers.get_by_role("link", name="工作台")).to_have_count(0)
