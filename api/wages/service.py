"""Answer what a worker's pay comes to; nothing is stored."""

from api.problems import Problem
from api.reference.service import wage_reference
from api.wages.estimate import estimate
from api.wages.filing import run_of
from api.wages.measure import UnknownCurrency
from api.wages.periods import Span
from api.wages.schemas import EstimateIn, EstimateOut, JobIn
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


def days_of(job: JobIn, asked: EstimateIn) -> int:
    """Count the days that a job's answer is about; a job paid as a whole is one period, however long."""
    run, span = run_of(job, asked.today), Span(asked.first_day, asked.last_day)
    return run.days if job.terms.pay_period.kind is PeriodKind.WHOLE else run.overlap(span).days
