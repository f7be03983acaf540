"""What the terms promise for the logged time and batches: lines, each rounded once (docs/sums.md)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from api.wages.filing import Filed
from api.wages.measure import Measure
from api.wages.money import in_minor, rounded, shortest
from api.wages.periods import months_begun
from api.wages.schemas import LineOut
from api.worklog.kinds import Basis, PeriodKind
from api.worklog.schemas import Batch, Rate

MONTHS_A_DAY = Fraction(12, 365)


def lines(filed: Filed, measure: Measure) -> list[LineOut]:
    """Work out every line of a pay period: time and lump rates as the terms list them, then pieces."""
    timed = (line(rate, filed, measure) for rate in measure.terms.rates if rate.basis is not Basis.PIECE)
    return [*(made for made in timed if made is not None), *piece_lines(filed.batches, measure.digits)]


def line(rate: Rate, filed: Filed, measure: Measure) -> LineOut | None:
    """Work out the line of one rate, or none if it yields nothing in this period."""
    match rate.basis:
        case Basis.HOUR:
            quantity, counted = by_hour(filed, measure)
        case Basis.DAY:
            quantity, counted = by_day_worked(filed, measure)
        case Basis.MONTH:
            quantity, counted = by_month(filed, measure)
        case _:
            quantity, counted = by_lump(filed, measure)
    if not quantity:
        return None
    minor = rounded(in_minor(rate.amount, measure.digits) * quantity)
    return LineOut(
        basis=rate.basis,
        rate=shortest(rate.amount),
        unit=rate.unit,
        counted=counted,
        counted_accepted=counted,
        all_minor=minor,
        accepted_minor=minor,
    )


def paid_minutes(filed: Filed, measure: Measure) -> int:
    """Add up the minutes that the terms promise to pay."""
    paid = measure.terms.paid_activities
    return sum(entry.minutes for entry in filed.entries if entry.activity in paid)


def by_hour(filed: Filed, measure: Measure) -> tuple[Fraction, str]:
    """Count hours by their minutes."""
    minutes = paid_minutes(filed, measure)
    return Fraction(minutes, 60), str(minutes)


def by_day_worked(filed: Filed, measure: Measure) -> tuple[Fraction, str]:
    """Count the days that have any paid work."""
    paid = measure.terms.paid_activities
    days = len({entry.worked_on for entry in filed.entries if entry.activity in paid})
    return Fraction(days), str(days)


def by_month(filed: Filed, measure: Measure) -> tuple[Fraction, str]:
    """Count months: one for a whole month, else by hours (never above the whole), else by days."""
    kind = measure.terms.pay_period.kind
    ran, days = filed.ran.days, filed.span.days
    if kind is PeriodKind.MONTH and ran == days and filed.full_month is not False:
        return Fraction(1), "1"
    if measure.rule.hours_per_month is not None:
        minutes = paid_minutes(filed, measure)
        share = Fraction(minutes) / (Fraction(measure.rule.hours_per_month) * 60)
        return min(Fraction(cap_in_months(filed, measure)), share), str(minutes)
    if kind is PeriodKind.MONTH:
        return Fraction(ran, days), f"{ran}/{days}"
    return ran * MONTHS_A_DAY, str(ran)


def cap_in_months(filed: Filed, measure: Measure) -> int:
    """Say how many month amounts a period can hold: one, or for a job paid as a whole its months begun."""
    return months_begun(filed.span) if measure.terms.pay_period.kind is PeriodKind.WHOLE else 1


def by_lump(filed: Filed, measure: Measure) -> tuple[Fraction, str]:
    """Count the job once, where it ends."""
    terms = measure.terms
    ends_here = terms.ended_on is not None and terms.ended_on in filed.span
    due = ends_here or terms.pay_period.kind is PeriodKind.WHOLE
    return Fraction(int(due)), "1"


def priced(batches: Iterable[Batch]) -> Iterator[tuple[Decimal, str, list[Batch]]]:
    """Group batches by unit price and unit, in that order."""
    groups: dict[tuple[Decimal, str], list[Batch]] = {}
    for batch in batches:
        groups.setdefault((batch.unit_price, batch.unit), []).append(batch)
    for price, unit in sorted(groups):
        yield price, unit, groups[price, unit]


def piece_lines(batches: Iterable[Batch], digits: int) -> list[LineOut]:
    """Work out one line for each unit price; what has no outcome yet is still promised."""
    made = []
    for price, unit, group in priced(batches):
        handed_in = sum(batch.submitted for batch in group)
        accepted = handed_in - sum(batch.rejected + batch.returned for batch in group)
        if handed_in:
            made.append(
                LineOut(
                    basis=Basis.PIECE,
                    rate=shortest(price),
                    unit=unit,
                    counted=str(handed_in),
                    counted_accepted=str(accepted),
                    all_minor=rounded(in_minor(price, digits) * handed_in),
                    accepted_minor=rounded(in_minor(price, digits) * accepted),
                )
            )
    return made


def lost_minor(batches: Iterable[Batch], digits: int) -> tuple[int, int]:
    """Work out the value of rejected and of returned tasks at their unit prices."""
    rejected = returned = 0
    for price, _, group in priced(batches):
        minor = in_minor(price, digits)
        rejected += rounded(minor * sum(batch.rejected for batch in group))
        returned += rounded(minor * sum(batch.returned for batch in group))
    return rejected, returned
