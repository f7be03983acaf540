"""What a worker logs: the shapes of a phone's records (docs/sums.md's table of records).

These are the bodies that a phone keeps, and what `POST /v1/wages/estimate` computes from. Free text (notes,
project names, guideline versions) is not among them: it stays in the part that the phone seals. What ends in
`Kept` is what a server may keep a copy of in clear (docs/sync.md); what a piece is called is not in it.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from api.schema import Amount, Currency, Day, Id, Input, Minor, Text
from api.worklog.kinds import (
    Activity,
    Basis,
    Channel,
    ContractKind,
    CostKind,
    DeductionKind,
    EmployerKind,
    PaymentForm,
    PeriodKind,
    Reason,
    Source,
)

Count = Annotated[int, Field(ge=0, le=10_000_000)]
Name = Annotated[Text, Field(min_length=1, max_length=80)]


class Place(Input):
    """Where the work is done, as far as the worker can say; a tier may be unknown."""

    country: str = Field(pattern="^[A-Z]{2}$")
    region: str | None = Field(None, max_length=12, pattern="^[A-Z0-9-]+$")  # ISO 3166-2
    tier: str | None = Field(None, max_length=16, pattern="^[A-Za-z0-9_]+$")


class PayPeriod(Input):
    """The span one payment is for, and how many days after its end the money is due."""

    kind: Annotated[PeriodKind, Field(strict=False)]
    starts_on: int = Field(1, ge=1, le=28)  # day of the month; for weeks the ISO weekday, 1 is Monday
    pay_after_days: int = Field(15, ge=0, le=180)

    @model_validator(mode="after")
    def weekday_is_one_to_seven(self) -> Self:
        """Refuse a week that starts on day 8, and half months that start elsewhere than on the 1st."""
        if self.kind is PeriodKind.WEEK and self.starts_on > 7:
            raise ValueError("a week starts on day 1 to 7")
        if self.kind in {PeriodKind.HALF_MONTH, PeriodKind.WHOLE} and self.starts_on != 1:
            raise ValueError("starts on 1")
        return self


class RateKept(Input):
    """One promise of the terms. Pieces are priced on each batch; a piece rate here is only the usual one."""

    basis: Annotated[Basis, Field(strict=False)]
    amount: Amount  # in whole currency units, per hour, day, month, piece or job


class Rate(RateKept):
    """A rate as the phone keeps it."""

    unit: Name | None = None  # what a piece is


class Conditions(Input):
    """The terms of an engagement without its rates."""

    currency: Currency
    contract_kind: Annotated[ContractKind, Field(strict=False)]
    pay_period: PayPeriod
    place: Place
    began_on: Day
    ended_on: Day | None = None
    weekly_minutes_agreed: int | None = Field(None, ge=0, le=7 * 24 * 60)
    waiting_required: bool | None = None  # must one stay available while waiting? None: not asked yet
    paid_activities: list[Annotated[Activity, Field(strict=False)]] = Field(
        default=[Activity.PAID_WORK, Activity.MEETING, Activity.BROKEN_TOOL], max_length=12
    )  # which time an hour, day or month rate promises to pay

    @model_validator(mode="after")
    def ends_after_it_began(self) -> Self:
        """Refuse a job that ended before it began."""
        if self.ended_on is not None and self.ended_on < self.began_on:
            raise ValueError("ended before it began")
        return self


class Terms(Conditions):
    """The part of an engagement that sums are computed from."""

    rates: list[Rate] = Field(min_length=1, max_length=8)


class TimeEntry(Input):
    """Minutes of one day."""

    worked_on: Day  # in the worker's zone
    minutes: int = Field(ge=1, le=24 * 60)
    activity: Annotated[Activity, Field(strict=False)]
    required: bool | None = None  # for training and test: did the employer require it?
    source: Annotated[Source, Field(strict=False)] = Source.SAME_DAY


class Outcomes(Input):
    """Tasks handed in together, and what became of them; not yet what they are called."""

    handed_in_on: Day
    unit_price: Amount
    submitted: Count
    accepted: Count = 0
    rejected: Count = 0
    returned: Count = 0  # sent back for rework, not accepted since
    reason: Annotated[Reason, Field(strict=False)] | None = None
    task_type: str | None = Field(None, max_length=40, pattern="^[a-z0-9_]+$")
    approved_on: Day | None = None
    paid_on: Day | None = None

    @model_validator(mode="after")
    def parts_fit_the_whole(self) -> Self:
        """Refuse more outcomes than tasks; what has no outcome yet is pending."""
        if self.accepted + self.rejected + self.returned > self.submitted:
            raise ValueError("more outcomes than tasks")
        return self


class Batch(Outcomes):
    """Tasks handed in together, and what became of them."""

    unit: Name


class Payment(Input):
    """Money that reached the worker, net of what was withheld; an advance is a payment."""

    received_on: Day
    amount_minor: Minor
    currency: Currency
    for_period: Day | None = None  # first day of the pay period it is for; None: not said yet
    form: Annotated[PaymentForm, Field(strict=False)] = PaymentForm.WAGE
    overtime_minor: Minor | None = None  # the part that is overtime pay, if the slip says so
    allowance_minor: Minor | None = None  # the part that is night or special allowances
    channel: Annotated[Channel, Field(strict=False)] = Channel.OTHER

    @model_validator(mode="after")
    def parts_fit_the_whole(self) -> Self:
        """Refuse parts that add up to more than the payment."""
        if (self.overtime_minor or 0) + (self.allowance_minor or 0) > self.amount_minor:
            raise ValueError("parts larger than the payment")
        return self


class Deduction(Input):
    """What was withheld before the payment. Kept for claims; never subtracted again."""

    withheld_on: Day
    amount_minor: Minor
    currency: Currency
    kind: Annotated[DeductionKind, Field(strict=False)]
    for_period: Day | None = None  # first day of its pay period; None: the period of `withheld_on`


class Cost(Input):
    """What the worker spent for the work out of pocket, less what came back."""

    spent_on: Day
    amount_minor: Minor
    currency: Currency
    kind: Annotated[CostKind, Field(strict=False)]
    refunded_minor: Minor = 0
    for_period: Day | None = None  # None: the period of `spent_on`

    @model_validator(mode="after")
    def refund_fits(self) -> Self:
        """Refuse a refund larger than what was spent."""
        if self.refunded_minor > self.amount_minor:
            raise ValueError("refunded more than was spent")
        return self


class PeriodMark(Input):
    """What the worker said once about a pay period."""

    for_period: Day  # its first day
    all_paid: bool = False  # "all paid": closed before its pay day
    full_month: bool | None = None  # "I worked every day I was told to"


class OfEngagement(Input):
    """A row that belongs to a job."""

    engagement_id: Id


class TimeEntryKept(TimeEntry, OfEngagement):
    """A time entry, as far as a server may read it."""


class BatchKept(Outcomes, OfEngagement):
    """A batch, as far as a server may read it: what a piece is called stays sealed."""


class PaymentKept(Payment, OfEngagement):
    """A payment, as far as a server may read it."""


class DeductionKept(Deduction, OfEngagement):
    """A deduction, as far as a server may read it."""


class CostKept(Cost, OfEngagement):
    """A cost, as far as a server may read it."""


class PeriodMarkKept(PeriodMark, OfEngagement):
    """A pay period's mark, as far as a server may read it."""


class EmployerKept(Input):
    """A party of the chain, from the reference directory or of the worker's own. Its name is in clear."""

    name: Name
    kind: Annotated[EmployerKind, Field(strict=False)]
    directory_id: str | None = Field(None, max_length=40, pattern="^[a-z0-9_]+$")
    client_id: Id | None = None  # for whom this one does the work: the next link of the chain
    state_supported: bool | None = None  # part of a programme that public money supports
    lives_on_site: bool | None = None  # houses its workers


class EngagementKept(Conditions):
    """One worker's job with one employer: its terms, who instructs, who pays."""

    rates: list[RateKept] = Field(min_length=1, max_length=8)
    employer_id: Id
    instructed_by: Id | None = None
    paid_by: Id | None = None
