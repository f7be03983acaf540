"""Answer what a worker's pay comes to; nothing is stored."""

from collections.abc import Sequence
from datetime import date, timedelta

from api.problems import Problem
from api.reference.service import wage_reference
from api.wages.estimate import estimate
from api.wages.filing import run_of
from api.wages.measure import UnknownCurrency
from api.wages.periods import Span
from api.wages.real_wage import real_wage
from api.wages.schemas import EstimateIn, EstimateOut, JobIn, JobOut
from api.worklog.kinds import PeriodKind

MOST_DAYS = 20_000  # a few bytes can ask for a century of twenty jobs: minutes of work and 70 MB of answer


class CurrencyNotListed(Problem):
    """The currency is not in the ISO 4217 table, so its minor unit is not known."""

    status, code, title = 422, "currency-not-listed", "This currency is not in the list of currencies."


class TooManyDays(Problem):
    """The days that the jobs ran within the span, job by job, add up to more than 20,000."""

    status, code, title = 422, "too-many-days", "So many days do not fit in one answer."


def estimate_pay(asked: EstimateIn) -> EstimateOut:
    """Work out the figures with the published floors and rules."""
    if sum(days_of(job, asked) for job in asked.jobs) > MOST_DAYS:
        raise TooManyDays
    try:
        return estimate(asked, wage_reference())
    except UnknownCurrency:
        raise CurrencyNotListed from None


def estimate_due(jobs: Sequence[JobIn], pay_days: Span, today: date) -> list[JobOut]:
    """Work out the pay periods of a worker's jobs whose pay day lies within a span of days.

    For releases: nobody is there to be told of a problem, so a job whose currency is not listed has no
    periods, nor have those that come after more than `MOST_DAYS`.
    """
    left, made = MOST_DAYS, []
    for job in jobs:
        asked = paid_within(job, pay_days, today)
        left -= days_of(job, asked)
        try:
            made.append(estimate(asked, wage_reference()).jobs[0] if left >= 0 else without_periods(job))
        except UnknownCurrency:
            made.append(without_periods(job))
    return made


def paid_within(job: JobIn, pay_days: Span, today: date) -> EstimateIn:
    """Ask for the periods that end so many days before the span as their pay takes."""
    after = timedelta(days=job.terms.pay_period.pay_after_days)
    return EstimateIn.model_construct(
        today=today, first_day=pay_days.first - after, last_day=pay_days.last - after, jobs=[job]
    )


def without_periods(job: JobIn) -> JobOut:
    """Answer that nothing can be said of a job's pay."""
    currency = job.terms.currency
    sums = ("agreed_all", "agreed_accepted", "received", "kept", "withheld", "costs", "unassigned")
    return JobOut(
        id=job.id,
        currency=currency,
        digits=0,
        periods=[],
        real_wage=real_wage([], currency, other_currency=False),
        other_currencies=[],
        **{f"{name}_minor": 0 for name in sums},
    )


def days_of(job: JobIn, asked: EstimateIn) -> int:
    """Count the days that a job's answer is about; a job paid as a whole is one period, however long."""
    run, span = run_of(job, asked.today), Span(asked.first_day, asked.last_day)
    return run.days if job.terms.pay_period.kind is PeriodKind.WHOLE else run.overlap(span).days
