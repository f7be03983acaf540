"""The current row of everything that a worker's phone logged (docs/sync.md); the rest of it is sealed.

No row refers to another by a foreign key: a removed job leaves its hours, and order of arrival is sync's.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

from api.db import text_enum
from api.worklog.kinds import (
    Activity,
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

MONEY = "BETWEEN 0 AND 1000000000000"  # in the currency's smallest unit
CURRENCY = "currency ~ '^[A-Z]{3}$'"


def one_of(column: str, kinds: Iterable[StrEnum]) -> CheckConstraint:
    """Let a column hold these words only."""
    words = ", ".join(f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def holds(**rules: str) -> tuple[CheckConstraint, ...]:
    """Name each rule that a row must keep."""
    return tuple(CheckConstraint(rule, name=name) for name, rule in rules.items())


def indexed(table: str, day: str) -> SchemaItem:
    """Index what releases and sums will read: the rows of a job by day."""
    return Index(f"ix_{table}_engagement", "worker_id", "engagement_id", day)


class Kept(SQLModel):
    """What every row has that a phone made."""

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    id: UUID = Field(primary_key=True)
    revision: int
    sealed: bytes | None = None  # with the vault key


class OwnEmployer(Kept, table=True):
    """A party of a worker's chain, under the name that they gave it."""

    __tablename__ = "own_employer"
    __table_args__ = (
        one_of("kind", EmployerKind),
        *holds(revision="revision >= 1", name="char_length(name) BETWEEN 1 AND 80"),
        *holds(directory_id="directory_id ~ '^[a-z0-9_]{1,40}$'"),
        Index("ix_own_employer_directory", "directory_id"),
    )

    name: str
    kind: EmployerKind = Field(sa_type=text_enum(EmployerKind))
    directory_id: str | None = None
    client_id: UUID | None = None  # for whom this one does the work
    state_supported: bool | None = None
    lives_on_site: bool | None = None


class Engagement(Kept, table=True):
    """One worker's job with one employer."""

    __tablename__ = "engagement"
    __table_args__ = (
        one_of("contract_kind", ContractKind),
        one_of("period_kind", PeriodKind),
        *holds(revision="revision >= 1", currency=CURRENCY, ended_on="ended_on >= began_on"),
        *holds(period_starts_on="period_starts_on BETWEEN 1 AND 28"),
        *holds(pay_after_days="pay_after_days BETWEEN 0 AND 180"),
        *holds(weekly_minutes_agreed="weekly_minutes_agreed BETWEEN 0 AND 10080"),
        *holds(country="country ~ '^[A-Z]{2}$'"),
        Index("ix_engagement_employer", "worker_id", "employer_id"),
    )

    employer_id: UUID
    instructed_by: UUID | None = None
    paid_by: UUID | None = None
    currency: str
    contract_kind: ContractKind = Field(sa_type=text_enum(ContractKind))
    period_kind: PeriodKind = Field(sa_type=text_enum(PeriodKind))
    period_starts_on: int
    pay_after_days: int
    country: str
    region: str | None = None  # ISO 3166-2
    tier: str | None = None
    began_on: date
    ended_on: date | None = None
    weekly_minutes_agreed: int | None = None
    waiting_required: bool | None = None
    rates: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))  # basis, amount
    paid_activities: list[str] = Field(sa_column=Column(JSONB, nullable=False))


class TimeEntry(Kept, table=True):
    """Minutes of one day."""

    __tablename__ = "time_entry"
    __table_args__ = (
        one_of("activity", Activity),
        one_of("source", Source),
        *holds(revision="revision >= 1", minutes="minutes BETWEEN 1 AND 1440"),
        indexed("time_entry", "worked_on"),
    )

    engagement_id: UUID
    worked_on: date  # in the worker's zone
    minutes: int
    activity: Activity = Field(sa_type=text_enum(Activity))
    required: bool | None = None
    source: Source = Field(sa_type=text_enum(Source))


class Batch(Kept, table=True):
    """Tasks handed in together, and what became of them."""

    __tablename__ = "batch"
    __table_args__ = (
        one_of("reason", Reason),
        *holds(revision="revision >= 1", unit_price="unit_price BETWEEN 0 AND 999999999999.999999"),
        *holds(counts="accepted >= 0 AND rejected >= 0 AND returned >= 0 AND submitted <= 10000000"),
        *holds(whole="accepted + rejected + returned <= submitted"),
        *holds(task_type="task_type ~ '^[a-z0-9_]{1,40}$'"),
        indexed("batch", "handed_in_on"),
    )

    engagement_id: UUID
    handed_in_on: date
    unit_price: Decimal = Field(sa_type=Numeric(18, 6))
    submitted: int
    accepted: int
    rejected: int
    returned: int
    reason: Reason | None = Field(None, sa_type=text_enum(Reason))
    task_type: str | None = None
    approved_on: date | None = None
    paid_on: date | None = None


class Payment(Kept, table=True):
    """Money that reached the worker."""

    __tablename__ = "payment"
    __table_args__ = (
        one_of("form", PaymentForm),
        one_of("channel", Channel),
        *holds(revision="revision >= 1", currency=CURRENCY, amount_minor=f"amount_minor {MONEY}"),
        *holds(overtime_minor="overtime_minor >= 0", allowance_minor="allowance_minor >= 0"),
        *holds(whole="coalesce(overtime_minor, 0) + coalesce(allowance_minor, 0) <= amount_minor"),
        indexed("payment", "received_on"),
    )

    engagement_id: UUID
    received_on: date
    amount_minor: int = Field(sa_type=BigInteger)
    currency: str
    for_period: date | None = None
    form: PaymentForm = Field(sa_type=text_enum(PaymentForm))
    overtime_minor: int | None = Field(None, sa_type=BigInteger)
    allowance_minor: int | None = Field(None, sa_type=BigInteger)
    channel: Channel = Field(sa_type=text_enum(Channel))


class Deduction(Kept, table=True):
    """What was withheld before a payment."""

    __tablename__ = "deduction"
    __table_args__ = (
        one_of("kind", DeductionKind),
        *holds(revision="revision >= 1", currency=CURRENCY, amount_minor=f"amount_minor {MONEY}"),
        indexed("deduction", "withheld_on"),
    )

    engagement_id: UUID
    withheld_on: date
    amount_minor: int = Field(sa_type=BigInteger)
    currency: str
    kind: DeductionKind = Field(sa_type=text_enum(DeductionKind))
    for_period: date | None = None


class Cost(Kept, table=True):
    """What the worker spent for the work."""

    __tablename__ = "cost"
    __table_args__ = (
        one_of("kind", CostKind),
        *holds(revision="revision >= 1", currency=CURRENCY, amount_minor=f"amount_minor {MONEY}"),
        *holds(refunded_minor="refunded_minor BETWEEN 0 AND amount_minor"),
        indexed("cost", "spent_on"),
    )

    engagement_id: UUID
    spent_on: date
    amount_minor: int = Field(sa_type=BigInteger)
    currency: str
    kind: CostKind = Field(sa_type=text_enum(CostKind))
    refunded_minor: int = Field(sa_type=BigInteger)
    for_period: date | None = None


class PeriodMark(Kept, table=True):
    """What the worker said once about a pay period."""

    __tablename__ = "period_mark"
    __table_args__ = (*holds(revision="revision >= 1"), indexed("period_mark", "for_period"))

    engagement_id: UUID
    for_period: date  # its first day
    all_paid: bool
    full_month: bool | None = None
