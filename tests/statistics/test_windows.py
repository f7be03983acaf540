"""The calendar of releases."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from api.statistics.windows import Window, WrongClock, due, window_of


@pytest.mark.parametrize(
    ("day", "first_day", "last_day"),
    [
        (date(2026, 1, 5), date(2026, 1, 5), date(2026, 2, 1)),  # the first Monday and 27 days
        (date(2026, 2, 1), date(2026, 1, 5), date(2026, 2, 1)),
        (date(2026, 2, 2), date(2026, 2, 2), date(2026, 3, 1)),
        (date(2026, 1, 4), date(2025, 12, 8), date(2026, 1, 4)),  # the grid goes back, too
    ],
)
def test_windows_are_28_days_on_a_fixed_grid(day: date, first_day: date, last_day: date) -> None:
    assert window_of(day) == Window(first_day, last_day)


def test_every_day_lies_in_exactly_one_window_that_begins_on_a_monday() -> None:
    days = [date(2025, 12, 1) + timedelta(days=n) for n in range(400)]

    windows = [window_of(day) for day in days]

    assert all(day in window for day, window in zip(days, windows, strict=True))
    assert {window.first_day.weekday() for window in windows} == {0}
    assert {(window.last_day - window.first_day).days for window in windows} == {27}
    firsts = sorted({window.first_day for window in windows})
    assert {(later - earlier).days for earlier, later in pairwise(firsts)} == {28}


@pytest.mark.parametrize(
    ("today", "last_frozen", "last_day"),
    [
        (date(2026, 3, 3), date(2026, 2, 1), None),  # 2 days after 1 March: phones may still send
        (date(2026, 3, 4), date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 3, 4), date(2026, 3, 1), None),  # frozen already
        (date(2026, 3, 31), date(2026, 3, 1), None),
        (date(2026, 3, 31), date(2026, 2, 1), date(2026, 3, 1)),  # late, but not missed for good
        (date(2026, 6, 30), date(2026, 2, 1), date(2026, 6, 21)),  # of several that were missed the last one
        (date(2026, 6, 30), None, date(2026, 6, 21)),
    ],
)
def test_a_window_is_due_three_days_after_its_end_and_once(
    today: date, last_frozen: date | None, last_day: date | None
) -> None:
    window = due(today, last_frozen)

    assert (window and window.last_day) == last_day


@pytest.mark.parametrize(
    ("today", "last_frozen", "code"),
    [
        (date(2026, 3, 4), date(2028, 1, 30), "behind"),  # frozen when the clock was two years ahead
        (date(2026, 3, 1), date(2026, 3, 1), "behind"),  # no window is frozen before its end
        (date(2027, 4, 28), date(2026, 3, 29), "gap"),  # a window more than a year's thirteen
        (date(2028, 3, 4), date(2026, 3, 1), "gap"),
    ],
)
def test_a_clock_that_does_not_follow_from_the_last_release_is_not_believed(
    today: date, last_frozen: date, code: str
) -> None:
    with pytest.raises(WrongClock) as refused:
        due(today, last_frozen)

    assert refused.value.code == code


def test_a_year_without_releases_is_believed_and_more_if_somebody_says_so() -> None:
    last = date(2026, 3, 29)
    a_year = due(date(2027, 3, 31), last)
    more = due(date(2027, 4, 28), last, after_gap=True)

    assert a_year is not None
    assert a_year.last_day == date(2027, 3, 28)
    assert more is not None
    assert more.last_day == date(2027, 4, 25)
    with pytest.raises(WrongClock):  # that nobody can say away
        due(date(2025, 3, 4), last, after_gap=True)
