"""Pay periods: which days they span, when they are closed, and on which of their days a job ran."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from api.worklog.kinds import PeriodKind
from api.worklog.schemas import PayPeriod

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """Days from the first to the last, both included; empty when the last comes before the first."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Count the days."""
        return max(0, (self.last - self.first).days + 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + DAY * n for n in range(self.days))

    def overlap(self, other: "Span") -> "Span":
        """Give the days that lie in both."""
        return Span(max(self.first, other.first), min(self.last, other.last))


def months_later(day: date, months: int) -> date:
    """Go some months on, to the same day or the month's last.

    >>> months_later(date(2026, 1, 31), 1), months_later(date(2025, 10, 31), 12)
    (datetime.date(2026, 2, 28), datetime.date(2026, 10, 31))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_begun(span: Span) -> int:
    """Count the months that a span has begun, from its first day on; a month and a day is two.

    >>> months_begun(Span(date(2026, 1, 15), date(2026, 4, 14)))
    3
    >>> months_begun(Span(date(2026, 1, 15), date(2026, 4, 15)))
    4
    """
    months = max(1, (span.last.year - span.first.year) * 12 + span.last.month - span.first.month)
    return months + (months_later(span.first, months) <= span.last)


def week_of(day: date, starts_on: int) -> Span:
    """Find the week of a day, by the ISO weekday it starts on."""
    first = day - DAY * ((day.isoweekday() - starts_on) % 7)
    return Span(first, first + DAY * 6)


def month_of(day: date, starts_on: int) -> Span:
    """Find the pay month of a day, which may start on any day from 1 to 28.

    >>> month_of(date(2026, 1, 3), 26)
    Span(first=datetime.date(2025, 12, 26), last=datetime.date(2026, 1, 25))
    """
    first = day.replace(day=starts_on)
    if first > day:
        first = months_later(first, -1)
    return Span(first, months_later(first, 1) - DAY)


def half_month_of(day: date) -> Span:
    """Find the half of the calendar month: the 1st to the 15th, or the 16th to its end."""
    if day.day <= 15:
        return Span(day.replace(day=1), day.replace(day=15))
    return Span(day.replace(day=16), day.replace(day=monthrange(day.year, day.month)[1]))


def period_of(day: date, pay_period: PayPeriod, run: Span) -> Span:
    """Find the pay period that holds a day; a job paid as a whole has one period, its run."""
    match pay_period.kind:
        case PeriodKind.WEEK:
            return week_of(day, pay_period.starts_on)
        case PeriodKind.MONTH:
            return month_of(day, pay_period.starts_on)
        case PeriodKind.HALF_MONTH:
            return half_month_of(day)
        case PeriodKind.WHOLE:
            return run


def periods_within(span: Span, pay_period: PayPeriod, run: Span) -> Iterator[Span]:
    """Go through the pay periods that overlap the run and end within a span of days."""
    day = max(span.first, run.first)
    while day <= run.last:
        period = period_of(day, pay_period, run)
        if period.last > span.last:
            return
        yield period
        day = period.last + DAY
