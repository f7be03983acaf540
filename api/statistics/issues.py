"""What is wrong at an employer: for each code the days on which it was so (docs/releases.md)."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from api.statistics.windows import Window
from api.wages.minutes import LEARNING
from api.wages.periods import Span
from api.wages.schemas import JobIn, JobOut, PeriodOut
from api.worklog.kinds import DeductionKind, PaymentForm, PeriodKind

TAKEN = {DeductionKind.FINE, DeductionKind.DEPOSIT, DeductionKind.FEE, DeductionKind.DAMAGE}
DAY = timedelta(days=1)


class Issue(StrEnum):
    """What is wrong at an employer, in the order in which ties are decided."""

    REJECTED = "rejected"
    BELOW_FLOOR = "below_floor"
    UNPAID_TRAINING = "unpaid_training"
    DEDUCTION = "deduction"
    LATE_PAY = "late_pay"
    NONE = "none"


def issue(jobs: Iterable[tuple[JobIn, JobOut]], window: Window) -> Issue:
    """Find the code with most days over all jobs at one employer; a day counts once for each code."""
    days: dict[Issue, set[date]] = {each: set() for each in Issue}
    for asked, out in jobs:
        days[Issue.REJECTED] |= rejected(asked, window)
        days[Issue.UNPAID_TRAINING] |= unpaid_training(asked, window)
        days[Issue.DEDUCTION] |= deduction(asked, window)
        for period in out.periods:
            if period.pays_on in window:
                days[Issue.BELOW_FLOOR] |= below_floor(asked, period)
                days[Issue.LATE_PAY] |= late_pay(asked, period, window)
    worst = max(Issue, key=lambda each: len(days[each]))  # max() takes the first of several
    return worst if days[worst] else Issue.NONE


def rejected(asked: JobIn, window: Window) -> set[date]:
    """Find the days on which tasks were handed in of which some were rejected."""
    handed_in = {batch.handed_in_on for batch in asked.batches if batch.rejected}
    return {day for day in handed_in if day in window}


def unpaid_training(asked: JobIn, window: Window) -> set[date]:
    """Find the days with training or a test that the terms do not pay and that was not one's own choice."""
    unpaid = LEARNING.difference(asked.terms.paid_activities)
    return {
        entry.worked_on
        for entry in asked.entries
        if entry.activity in unpaid and entry.required is not False and entry.worked_on in window
    }


def deduction(asked: JobIn, window: Window) -> set[date]:
    """Find the days on which a fine, a deposit, a fee or damage was withheld."""
    taken = {each.withheld_on for each in asked.deductions if each.kind in TAKEN and each.amount_minor}
    return {day for day in taken if day in window}


def below_floor(asked: JobIn, period: PeriodOut) -> set[date]:
    """Find the days with an entry in a pay period that was surely paid below the legal minimum."""
    if not period.closed or period.legal.verdict != "below" or period.legal.conditional:
        return set()
    return {entry.worked_on for entry in asked.entries if belongs(entry.worked_on, asked, period)}


def late_pay(asked: JobIn, period: PeriodOut, window: Window) -> set[date]:
    """Find the days of the window after the pay day of a period, before the first money for it came."""
    if period.agreed_accepted_minor <= 0:
        return set()
    came = [
        payment.received_on
        for payment in asked.payments
        if payment.amount_minor
        and payment.form is not PaymentForm.IN_KIND
        and payment.for_period is not None
        and belongs(payment.for_period, asked, period)
    ]
    last = min([window.last_day, *(day - DAY for day in came)])
    return set(Span(period.pays_on + DAY, last))


def belongs(day: date, asked: JobIn, period: PeriodOut) -> bool:
    """Tell whether a record of a day is one of a period; a job paid as a whole has only one."""
    whole = asked.terms.pay_period.kind is PeriodKind.WHOLE
    return whole or period.starts_on <= day <= period.ends_on
