"""Which record belongs to which pay period (docs/sums.md, Pay periods)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from api.schema import Currency
from api.wages.periods import Span, period_of, periods_within
from api.wages.schemas import JobIn
from api.worklog.kinds import PaymentForm
from api.worklog.schemas import Batch, Cost, Deduction, Payment, PeriodMark, Terms, TimeEntry


@dataclass
class Filed:
    """The records of one pay period, in the job's currency."""

    span: Span
    ran: Span  # the days of the period on which the job ran
    entries: list[TimeEntry] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    marks: list[PeriodMark] = field(default_factory=list)
    other_currency: bool = False  # a payment or deduction in another currency belongs here and was left out

    @property
    def all_paid(self) -> bool:
        """Tell whether the worker said that everything came."""
        return any(mark.all_paid for mark in self.marks)

    @property
    def full_month(self) -> bool | None:
        """Tell whether the worker worked every day as told; a no outweighs a yes."""
        said = {mark.full_month for mark in self.marks} - {None}
        return None if not said else False not in said

    @property
    def received(self) -> list[Payment]:
        """List the payments that were money."""
        return [payment for payment in self.payments if payment.form is not PaymentForm.IN_KIND]

    @property
    def received_minor(self) -> int:
        """Add up the money that reached the worker."""
        return sum(payment.amount_minor for payment in self.received)

    @property
    def in_kind_minor(self) -> int:
        """Add up what came as things: listed apart, never counted as money."""
        return sum(payment.amount_minor for payment in self.payments) - self.received_minor

    @property
    def costs_minor(self) -> int:
        """Add up what the worker spent, less what came back."""
        return sum(cost.amount_minor - cost.refunded_minor for cost in self.costs)

    @property
    def withheld_minor(self) -> int:
        """Add up what was kept back before payment."""
        return sum(deduction.amount_minor for deduction in self.deductions)


@dataclass(frozen=True)
class Filing:
    """The periods of an answer, and what belongs to none."""

    periods: list[Filed]
    unassigned: list[Payment]
    other_currencies: list[Currency]


def run_of(job: JobIn, today: date) -> Span:
    """Find the days from a job's start or first work to its end or last work; today while it has no end."""
    worked = [entry.worked_on for entry in job.entries] + [batch.handed_in_on for batch in job.batches]
    terms = job.terms
    begun = [terms.began_on, *worked]
    return Span(min(begun), max([terms.ended_on or today, *begun]))


def ran_in(period: Span, run: Span, terms: Terms) -> Span:
    """Find the days of a period on which the job ran; a job without an end runs to the period's end."""
    return period.overlap(run if terms.ended_on else Span(run.first, period.last))


def filed(job: JobIn, asked: Span, today: date) -> Filing:
    """Put every record into its pay period; keep apart what is in another currency or unassigned."""
    run, terms = run_of(job, today), job.terms
    drawer = Drawer(asked, run, terms)
    for span in periods_within(asked, terms.pay_period, run):
        drawer.open(span)
    for entry in job.entries:
        drawer.put("entries", entry, entry.worked_on)
    for batch in job.batches:
        drawer.put("batches", batch, batch.handed_in_on)
    for payment in job.payments:
        drawer.put_money("payments", payment, payment.for_period)
    for deduction in job.deductions:
        drawer.put_money("deductions", deduction, deduction.for_period or deduction.withheld_on)
    for cost in job.costs:
        drawer.put_money("costs", cost, cost.for_period or cost.spent_on)
    for mark in job.marks:
        drawer.put("marks", mark, mark.for_period)
    return drawer.filing(job)


class Drawer:
    """Periods by their first day, filled one record at a time."""

    def __init__(self, asked: Span, run: Span, terms: Terms) -> None:
        self.asked, self.run, self.terms = asked, run, terms
        self.by_first_day: dict[date, Filed] = {}
        self.unassigned: list[Payment] = []
        self.unassigned_other_currency = False

    def open(self, span: Span) -> Filed | None:
        """Find or make the place of a period, if it is one of the answer's."""
        if span.last not in self.asked or not span.days:
            return None
        place = self.by_first_day.get(span.first)
        if place is None:
            place = Filed(span, ran_in(span, self.run, self.terms))
            self.by_first_day[span.first] = place
        return place

    def put(self, kind: str, record: TimeEntry | Batch | PeriodMark, day: date) -> None:
        """File a record that carries no money; a mark alone opens no period."""
        span = period_of(day, self.terms.pay_period, self.run)
        known = self.by_first_day.get(span.first)
        if known is not None:
            getattr(known, kind).append(record)

    def put_money(self, kind: str, record: Payment | Deduction | Cost, day: date | None) -> None:
        """File money under its period; a payment that is for no period yet waits outside."""
        ours = record.currency == self.terms.currency
        if day is None:
            self.wait(record, ours=ours)
            return
        place = self.open(period_of(day, self.terms.pay_period, self.run))
        if place is None:
            return
        if ours:
            getattr(place, kind).append(record)
        elif kind != "costs":
            place.other_currency = True

    def wait(self, record: Payment | Deduction | Cost, *, ours: bool) -> None:
        """Keep a payment that is for no period yet."""
        if not ours:
            self.unassigned_other_currency = True
        elif isinstance(record, Payment) and record.form is not PaymentForm.IN_KIND:
            self.unassigned.append(record)

    def filing(self, job: JobIn) -> Filing:
        """Give the periods in order of time."""
        periods = [self.by_first_day[first] for first in sorted(self.by_first_day)]
        for period in periods:
            period.other_currency |= self.unassigned_other_currency
        return Filing(periods, self.unassigned, other_currencies(job))


def other_currencies(job: JobIn) -> list[Currency]:
    """List the currencies of records that were left out."""
    money: Iterable[Payment | Deduction | Cost] = [*job.payments, *job.deductions, *job.costs]
    return sorted({record.currency for record in money} - {job.terms.currency})
