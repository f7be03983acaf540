"""The figures of some jobs: agreed, received, gap, real wage and legal check (docs/sums.md).

Pure: the same question and reference give the same answer, to the cent, here and on the phone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from api.wages.agreed import lines, lost_minor
from api.wages.filing import Filed, filed
from api.wages.floors import Reference
from api.wages.legal import Check
from api.wages.measure import Measure, measure_of
from api.wages.minutes import minute_rows
from api.wages.periods import Span
from api.wages.real_wage import Share, real_wage
from api.wages.schemas import EstimateIn, EstimateOut, JobIn, JobOut, PeriodOut, RealWageOut


@dataclass(frozen=True)
class JobSums:
    """A job's figures, and its shares of the real wage over all jobs."""

    out: JobOut
    shares: list[Share]


def estimate(asked: EstimateIn, reference: Reference) -> EstimateOut:
    """Work out the pay periods of some jobs that end within a span of days; raise `UnknownCurrency`."""
    span = Span(asked.first_day, asked.last_day)
    jobs = [job_sums(job, span, measure_of(job.terms, reference, asked.today)) for job in asked.jobs]
    return EstimateOut(jobs=[job.out for job in jobs], real_wages=real_wages(jobs))


def real_wages(jobs: list[JobSums]) -> list[RealWageOut]:
    """Work out one real wage for each currency, over all jobs paid in it."""
    together: dict[str, list[JobSums]] = {}
    for job in jobs:
        together.setdefault(job.out.currency, []).append(job)
    return [
        real_wage(
            [share for job in together[currency] for share in job.shares],
            currency,
            other_currency=any(job.out.other_currencies for job in together[currency]),
        )
        for currency in sorted(together)
    ]


def job_sums(job: JobIn, span: Span, measure: Measure) -> JobSums:
    """Work out one job: its periods, and totals that add their rounded figures."""
    filing = filed(job, span, measure.today)
    made = [period_sums(place, measure) for place in filing.periods]
    periods = [period for period, _ in made]
    shares = [share for _, share in made]
    out = JobOut(
        id=job.id,
        currency=job.terms.currency,
        digits=measure.digits,
        periods=periods,
        real_wage=real_wage(shares, job.terms.currency, other_currency=bool(filing.other_currencies)),
        agreed_all_minor=sum(period.agreed_all_minor for period in periods),
        agreed_accepted_minor=sum(period.agreed_accepted_minor for period in periods),
        received_minor=sum(period.received_minor for period in periods),
        kept_minor=sum(period.kept_minor for period in periods),
        withheld_minor=sum(period.withheld_minor for period in periods),
        costs_minor=sum(period.costs_minor for period in periods),
        other_currencies=filing.other_currencies,
        unassigned_minor=sum(payment.amount_minor for payment in filing.unassigned),
    )
    return JobSums(out, shares)


def pays_on(place: Filed, measure: Measure) -> date:
    """Find the day on which the pay of a period is due."""
    return place.span.last + timedelta(days=measure.terms.pay_period.pay_after_days)


def period_sums(place: Filed, measure: Measure) -> tuple[PeriodOut, Share]:
    """Work out one pay period."""
    rows = minute_rows(place.entries, measure.terms, measure.rule)
    real = [row for row in rows if row.in_real_wage]
    made = lines(place, measure)
    agreed_all = sum(line.all_minor for line in made)
    agreed_accepted = sum(line.accepted_minor for line in made)
    came = place.received_minor + place.withheld_minor
    rejected_minor, returned_minor = lost_minor(place.batches, measure.digits)
    closed = place.all_paid or pays_on(place, measure) < measure.today
    check = Check(place, measure)
    period = PeriodOut(
        starts_on=place.span.first,
        ends_on=place.span.last,
        pays_on=pays_on(place, measure),
        closed=closed,
        minutes=rows,
        real_minutes=sum(row.minutes for row in real),
        unpaid_minutes=sum(row.minutes for row in real if row.activity not in measure.terms.paid_activities),
        lines=made,
        agreed_all_minor=agreed_all,
        agreed_accepted_minor=agreed_accepted,
        received_minor=place.received_minor,
        in_kind_minor=place.in_kind_minor,
        costs_minor=place.costs_minor,
        kept_minor=place.received_minor - place.costs_minor,
        withheld_minor=place.withheld_minor,
        missing_all_minor=agreed_all - came,
        missing_accepted_minor=agreed_accepted - came,
        rejected_minor=rejected_minor,
        returned_minor=returned_minor,
        rejected=sum(batch.rejected for batch in place.batches),
        submitted=sum(batch.submitted for batch in place.batches),
        legal=check.out(closed=closed),
    )
    return period, share_of(period, check)


def share_of(period: PeriodOut, check: Check) -> Share:
    """Say what a period adds to the real wage."""
    return Share(
        first_day=period.starts_on,
        closed=period.closed,
        minutes=period.real_minutes,
        received=period.received_minor,
        kept=period.kept_minor,
        agreed=period.agreed_accepted_minor,
        worths=check.worths() if period.closed and period.real_minutes else None,
    )
