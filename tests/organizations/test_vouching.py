"""Counted in public: old enough, spoken for, and not let in by work."""

from datetime import date, timedelta

import pytest

from api.organizations.vouching import vouching

MADE = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("organizers", "members", "counts"),
    [(0, 0, False), (0, 1, False), (0, 2, True), (1, 0, True), (1, 1, True), (0, 3, True)],
)
def test_one_organizer_or_two_members_must_speak_for_an_account(
    organizers: int, members: int, counts: bool
) -> None:
    said = vouching(MADE, "invitation", (organizers, members), MADE + timedelta(days=14))

    assert said.vouched is counts
    assert (said.organizer_words, said.member_words) == (organizers, members)


@pytest.mark.parametrize(("days", "counts"), [(0, False), (13, False), (14, True), (400, True)])
def test_an_account_counts_from_its_fourteenth_day(days: int, counts: bool) -> None:
    said = vouching(MADE, "invitation", (1, 0), MADE + timedelta(days=days))

    assert said.vouched is counts
    assert said.old_enough_on == date(2026, 3, 15)


def test_an_account_by_work_never_counts_whoever_speaks_for_it() -> None:
    assert not vouching(MADE, "work", (5, 5), MADE + timedelta(days=400)).vouched
