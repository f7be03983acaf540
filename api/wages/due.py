"""What a legal minimum gives for logged minutes: the due of the legal check, and the yardstick's worth."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from api.wages.floors import Chain, Floor, Unit
from api.wages.measure import Measure
from api.wages.minutes import ByDay, normal
from api.wages.money import in_minor
from api.wages.periods import Span

WorkKind = Literal["part_time", "full_time", "any"]
Missing = Literal["no_floor", "no_conversion"]


@dataclass(frozen=True)
class Used:
    """A minimum that a sum used, in one of its units, on some days."""

    row: Floor
    unit: Unit
    stale: bool  # used on a day on which nobody could vouch for it any more

    def __hash__(self) -> int:
        """Hash by the row's name: every day of a job is looked up by this, and rows have a dozen fields."""
        return hash((self.row.id, self.unit, self.stale))

    @property
    def proves_both(self) -> bool:
        """Tell whether it may also prove "not below"."""
        return self.row.proves == "both" and not self.stale


@dataclass(frozen=True)
class Given:
    """What a minimum gives, in minor units, and the rows it came from."""

    minor: Fraction
    used: frozenset[Used]


@dataclass(frozen=True)
class Work:
    """Legal minutes of one pay period, as one answer to the open questions has them."""

    minutes: ByDay
    ran: Span
    month_amounts: int  # how many month amounts the period can hold
    full_month: bool
    overtime_paid_apart: bool  # a payment states an overtime part: it pays the minutes beyond normal

    @property
    def total(self) -> int:
        """Add up the minutes."""
        return sum(self.minutes.values())


def kind_of(work: Work, measure: Measure) -> WorkKind:
    """Derive part-time or full-time from the log, in countries whose law holds the two to different minimums.

    China: on average at most 4 hours a day and 24 a week with one employer (Labour Contract Law art. 68).
    """
    limits = measure.rule.part_time
    if limits is None:
        return "any"
    by_days = work.total <= limits.day_minutes * len(work.minutes)
    by_weeks = work.total * 7 <= limits.week_minutes * work.ran.days
    return "part_time" if by_days and by_weeks else "full_time"


def units_of(kind: WorkKind) -> tuple[Unit, ...]:
    """List the units of the minimums that a kind of work is held to, the first preferred."""
    kinds: dict[WorkKind, tuple[Unit, ...]] = {
        "part_time": ("hour",),
        "full_time": ("month",),
        "any": ("hour", "month", "day"),
    }
    return kinds[kind]


@dataclass(frozen=True)
class Pricing:
    """The amounts of one chain for one kind of work, in a job's currency."""

    chain: Chain
    kind: WorkKind
    measure: Measure

    def amounts(self, unit: Unit, days: Iterable[date]) -> dict[date, Used] | None:
        """Find the row of every day, or nothing if one day has no amount of that unit."""
        found: dict[date, Used] = {}
        for day in days:
            row = self.chain.on(day)
            if row is None or not self.serves(row, unit):
                return None
            found[day] = Used(row, unit, stale=row.trusted_until is not None and day > row.trusted_until)
        return found

    def serves(self, row: Floor, unit: Unit) -> bool:
        """Tell whether a row gives an amount for this kind of work in the job's currency."""
        if row.amount(unit) is None or row.currency != self.measure.terms.currency:
            return False
        return unit != "hour" or self.kind == "part_time" or row.hour_kind != "part_time"

    def minor(self, used: Used) -> Fraction:
        """Give a row's amount in minor units."""
        amount = used.row.amount(used.unit)
        return in_minor(amount, self.measure.digits) if amount is not None else Fraction(0)

    def over_minutes(self, used: dict[date, Used], minutes: ByDay, per: Fraction) -> Given:
        """Add up minutes × the day's amount ÷ the minutes that the amount is for."""
        minor = sum((self.minor(used[day]) * minutes[day] for day in used), Fraction(0))
        return Given(minor / per, frozenset(used.values()))

    def mean(self, used: dict[date, Used]) -> Given:
        """Weigh month amounts by the share of days on which each held."""
        days = Counter(used.values())  # few rows, however many days
        minor = sum((self.minor(row) * days[row] for row in days), Fraction(0))
        return Given(minor / len(used), frozenset(days))


def floor_due(work: Work, pricing: Pricing) -> Given | Missing:
    """Work out what the law's minimum is for the legal minutes of a period."""
    if not work.total:
        return Given(Fraction(0), frozenset())
    missing: Missing = "no_floor"
    for unit in units_of(pricing.kind):
        used = pricing.amounts(unit, work.ran if unit == "month" else work.minutes)
        if used is None:
            continue
        given = due_by(unit, used, work, pricing)
        if given is not None:
            return given
        missing = "no_conversion"
    return missing


def due_by(unit: Unit, used: dict[date, Used], work: Work, pricing: Pricing) -> Given | None:
    """Work out the due from amounts of one unit, or nothing where the rule lacks the hours it takes."""
    rule = pricing.measure.rule
    if unit == "hour":
        counted = normal(work.minutes, rule) if work.overtime_paid_apart else work.minutes
        return pricing.over_minutes(used, counted, Fraction(60))
    if unit == "month":
        return month_due(used, work, pricing)
    if rule.hours_per_day is None:
        return None
    day = Fraction(rule.hours_per_day) * 60
    minor = sum(
        (pricing.minor(used[on]) * min(Fraction(work.minutes[on]), day) / day for on in used), Fraction(0)
    )
    return Given(minor, frozenset(used.values()))


def month_due(used: dict[date, Used], work: Work, pricing: Pricing) -> Given | None:
    """Work out the due from month amounts: whole for a full month, else by normal hours, capped at it."""
    rule = pricing.measure.rule
    month = pricing.mean(used)
    if work.full_month:
        return month
    if rule.hours_per_month is None:
        return None
    minutes = sum(normal(work.minutes, rule).values())
    part = month.minor * minutes / (Fraction(rule.hours_per_month) * 60)
    return Given(min(month.minor * work.month_amounts, part), month.used)


def worth(minutes: ByDay, ran: Span, pricing: Pricing) -> Given | None:
    """Work out what the minimum would give for all real minutes: a yardstick, no word on law."""
    rule = pricing.measure.rule
    for unit in units_of(pricing.kind):
        used = pricing.amounts(unit, ran if unit == "month" else minutes)
        if used is None:
            continue
        if unit == "hour":
            return pricing.over_minutes(used, minutes, Fraction(60))
        if unit == "month" and rule.hours_per_month is not None:
            month = pricing.mean(used)
            an_hour = month.minor / Fraction(rule.hours_per_month)
            return Given(an_hour * sum(minutes.values()) / 60, month.used)
        if unit == "day" and rule.hours_per_day is not None:
            return pricing.over_minutes(used, minutes, Fraction(rule.hours_per_day) * 60)
    return None
