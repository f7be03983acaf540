"""The fixed calendar of releases: nobody can start a freeze at a moment of their choice."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FIRST_MONDAY = date(2026, 1, 5)
DAYS = 28
DAYS_TO_SEND = 3  # so that phones without a network can still send
MOST_MISSED = timedelta(days=13 * DAYS)  # a year without a release is rarer than a wrong clock
Doubt = Literal["behind", "gap"]


class WrongClock(Exception):  # noqa: N818 (named by what went wrong)
    """Today does not follow from the last release, so nothing is frozen: a release is for ever.

    The code says how. `behind`: that release lies in the future; `gap`: more than a year went by since.
    """

    def __init__(self, code: Doubt) -> None:
        super().__init__(code)
        self.code: Doubt = code


@dataclass(frozen=True)
class Window:
    """The days that one release counts, both included."""

    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def window_of(day: date) -> Window:
    """Find the window of a day.

    >>> window_of(date(2026, 11, 8))
    Window(first_day=datetime.date(2026, 10, 12), last_day=datetime.date(2026, 11, 8))
    """
    first_day = day - timedelta(days=(day - FIRST_MONDAY).days % DAYS)
    return Window(first_day, first_day + timedelta(days=DAYS - 1))


def due(today: date, last_frozen: date | None, *, after_gap: bool = False) -> Window | None:
    """Find the newest window that may be frozen today and was not; older ones that were missed stay so.

    Raises `WrongClock`, unless `after_gap` for a gap that somebody has looked at.

    >>> due(date(2026, 11, 10), None).last_day, due(date(2026, 11, 11), None).last_day
    (datetime.date(2026, 10, 11), datetime.date(2026, 11, 8))
    >>> due(date(2026, 11, 11), date(2026, 11, 8))
    """
    running = window_of(today - timedelta(days=DAYS_TO_SEND - 1))
    newest = window_of(running.first_day - timedelta(days=1))
    if last_frozen is None:
        return newest
    if last_frozen >= today:
        raise WrongClock("behind")
    if newest.last_day - last_frozen > MOST_MISSED and not after_gap:
        raise WrongClock("gap")
    return newest if newest.last_day > last_frozen else None
