"""Pay that the law counts against the minimum (docs/sums.md, Countable pay).

China: overtime pay, night and special allowances are no part of it (Minimum Wage Provisions art. 12).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from api.wages.due import Work
from api.wages.filing import Filed
from api.wages.measure import Measure
from api.wages.minutes import normal
from api.worklog.kinds import DeductionKind

OPEN_KINDS = {DeductionKind.MEALS, DeductionKind.DORMITORY, DeductionKind.OTHER}


@dataclass(frozen=True)
class Countable:
    """Every amount that may count, in minor units, and the questions that made it several."""

    amounts: frozenset[Fraction]
    reasons: frozenset[str]


def countable(filed: Filed, work: Work, measure: Measure) -> Countable:
    """Work out the pay that the law counts, for each answer to what is not known about it."""
    base = base_pay(filed, work, measure)
    amounts, reasons = set(base.amounts), set(base.reasons)
    insurance = withheld(filed, {DeductionKind.INSURANCE})
    inside = measure.rule.insurance_at(measure.terms.place)
    fixed = withheld(filed, {DeductionKind.TAX}) + (insurance if inside == "inside" else 0)
    either = [
        (insurance if inside is None else 0, "insurance_unknown"),
        (withheld(filed, OPEN_KINDS), "deduction_unknown"),
    ]
    amounts = {amount + fixed for amount in amounts}
    for extra, reason in either:
        if extra:
            amounts |= {amount + extra for amount in amounts}
            reasons.add(reason)
    return Countable(frozenset(amounts), frozenset(reasons))


def withheld(filed: Filed, kinds: Iterable[DeductionKind]) -> int:
    """Add up what was withheld as any of some kinds."""
    return sum(deduction.amount_minor for deduction in filed.deductions if deduction.kind in kinds)


def base_pay(filed: Filed, work: Work, measure: Measure) -> Countable:
    """Take overtime pay and allowances off what was received; both ways where overtime is not known.

    It is not where its pay was not stated, nor where no law on hours tells the minutes that it is for.
    """
    received = filed.received_minor
    allowance = sum(payment.allowance_minor or 0 for payment in filed.received)
    plain = Fraction(received - allowance)
    stated = [payment.overtime_minor for payment in filed.received if payment.overtime_minor is not None]
    within = sum(normal(work.minutes, measure.rule).values())
    if sum(stated) and not measure.rule.limits_hours:
        return Countable(frozenset({plain - sum(stated), plain}), frozenset({"overtime_unknown"}))
    if stated or within == work.total or not plain:
        return Countable(frozenset({plain - sum(stated)}), frozenset())
    return Countable(frozenset({plain, plain * within / work.total}), frozenset({"overtime_unknown"}))
