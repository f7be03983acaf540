"""What an estimate is asked with and answered by. Money in minor units, minutes as integers, no floats."""

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import FailFast, Field

from api.schema import Currency, Day, Id, Input, Output
from api.worklog.kinds import Activity, Basis, ContractKind
from api.worklog.schemas import Batch, Cost, Deduction, Payment, PeriodMark, Terms, TimeEntry

Row = TypeVar("Row")
Rows = Annotated[
    list[Row], FailFast()
]  # stops at the first bad row: naming 100,000 of them would take seconds


class JobIn(Input):
    """One engagement with everything that was logged for it."""

    id: Id
    terms: Terms
    entries: Rows[TimeEntry] = Field(default=[], max_length=5_000)
    batches: Rows[Batch] = Field(default=[], max_length=2_000)
    payments: Rows[Payment] = Field(default=[], max_length=500)
    deductions: Rows[Deduction] = Field(default=[], max_length=500)
    costs: Rows[Cost] = Field(default=[], max_length=500)
    marks: Rows[PeriodMark] = Field(default=[], max_length=500)


class EstimateIn(Input):
    """The pay periods of some jobs that end within a span of days."""

    today: Day  # decides which periods are closed; the phone's day, so that a sum can be repeated
    first_day: Day
    last_day: Day
    jobs: Rows[JobIn] = Field(min_length=1, max_length=20)


class MinutesOut(Output):
    """Minutes of one activity in one period, and where they count."""

    activity: Activity
    required: bool | None
    minutes: int
    in_real_wage: bool
    in_law: Literal["yes", "no", "open"]  # open: counted both ways until the worker or the rule file says
    why: str  # code of the reason; the phone has the words (text keys `minutes.why.*`)


class LineOut(Output):
    """One engagement, one pay period, one head, one rate: rounded once, half up."""

    basis: Basis
    rate: str
    unit: str | None
    counted: str  # what `all_minor` multiplies: see docs/sums.md
    counted_accepted: str
    all_minor: int  # agreed (a): if all that was handed in were paid
    accepted_minor: int  # agreed (b): after rejections and returns


class FloorOut(Output):
    """A legal minimum that was used, with what backs it."""

    id: str
    unit: Literal["hour", "day", "month"]
    amount: str
    since: Day
    tier: str
    proves: Literal["both", "below"]  # an old or one-sided amount can prove only `below`


class LegalOut(Output):
    """The legal check of one pay period: the only line that may say "below the legal minimum"."""

    verdict: Literal["below", "not_below", "between", "unknown"]
    reasons: list[str]  # why it is not sharper, or unknown; codes, text keys `legal.reason.*`
    conditional: bool  # contract kind platform or none known: "if this counts as employment"
    kinds: list[Literal["part_time", "full_time", "any"]]  # what the log says; two when both stay open
    contract_says: ContractKind
    full_month: bool
    minutes: int  # legal minutes, without those that stay open
    minutes_open: int
    normal_minutes: int  # within 8 hours a day and 40 a week, or the country's rule
    due_low_minor: int | None  # the floor for these minutes, over everything that stays open
    due_high_minor: int | None
    countable_low_minor: int | None  # pay that the law counts
    countable_high_minor: int | None
    floors: list[FloorOut]


class PeriodOut(Output):
    """One pay period of one engagement."""

    starts_on: date  # a period may begin before the first day, or pay after the last, that a record can have
    ends_on: date
    pays_on: date
    closed: bool
    minutes: list[MinutesOut]
    real_minutes: int
    unpaid_minutes: int  # counted in the real wage, but no rate promises to pay them
    lines: list[LineOut]
    agreed_all_minor: int
    agreed_accepted_minor: int
    received_minor: int
    in_kind_minor: int  # listed, never counted as received
    costs_minor: int  # net of refunds
    kept_minor: int  # received - costs; may be negative
    withheld_minor: int
    missing_all_minor: int  # agreed (a) - received - withheld; negative when more came than was agreed
    missing_accepted_minor: int
    rejected_minor: int  # value of rejected tasks at their unit price
    returned_minor: int
    rejected: int
    submitted: int
    legal: LegalOut


class RealWageOut(Output):
    """What was kept, over all the time that the work took, in closed periods."""

    state: Literal["known", "nothing_paid", "paid_to_work", "not_closed", "no_time", "other_currency"]
    currency: Currency
    kept_minor: int
    minutes: int
    hourly_minor: int | None  # rounded once, for display; None unless known or paid_to_work
    agreed_hourly_minor: int | None  # value of agreed (b) an hour, for what is not closed yet
    unpaid_periods: list[date]  # closed, with time but without pay: counted, and named
    yardstick: Literal["less", "not_less", "between", "unknown"]  # no word on law
    yardstick_low_minor: int | None  # the floor an hour, rounded for display
    yardstick_high_minor: int | None


class JobOut(Output):
    """The figures of one engagement. Every total is a sum of its periods' rounded lines."""

    id: Id
    currency: Currency
    digits: int  # of the currency's minor unit (ISO 4217)
    periods: list[PeriodOut]
    real_wage: RealWageOut
    agreed_all_minor: int
    agreed_accepted_minor: int
    received_minor: int
    kept_minor: int
    withheld_minor: int
    costs_minor: int
    other_currencies: list[Currency]  # records in these were left out: figures never mix currencies
    unassigned_minor: int  # payments not yet said to be for a period; not in any figure above


class EstimateOut(Output):
    """The figures of all jobs, and one real wage for each currency."""

    jobs: list[JobOut]
    real_wages: list[RealWageOut]
