"""Read what workers logged, many workers at once; nothing here adds up or writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Row,
    Select,
    Table,
    Uuid,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, SQLModel

from api.schema import Input
from api.worklog import models, schemas
from api.worklog.kinds import Activity, Basis, PeriodKind
from api.worklog.logged import LONGEST_PERIOD, SEALED_UNIT, LoggedJob

MOST_JOBS, MOST_ROWS = 50, 1_500  # of one worker, and of each kind: nobody's log keeps the others waiting
MONEY = {"payment", "deduction", "cost"}  # may be for another period than that of its day

ASKED = (
    func.unnest(bindparam("worker_ids", type_=ARRAY(Uuid)))
    .table_valued(column("worker_id", Uuid))
    .render_derived("asked")
)
WORKER = ASKED.c.worker_id
EVER = literal_column("'-infinity'::date", Date)
FIRST, LAST = bindparam("first_day", type_=Date), bindparam("last_day", type_=Date)


@dataclass(frozen=True)
class Rows:
    """How one kind of row is read: its table, its shape, and which list of a job it goes to."""

    model: type[SQLModel]
    shape: type[Input]
    into: str
    day: str

    @property
    def table(self) -> Table:
        """Give the table; SQLModel does not declare it."""
        return table_of(self.model)

    @cached_property
    def fields(self) -> list[str]:
        """List the fields that are columns."""
        return [name for name in self.shape.model_fields if name in self.table.c]

    @cached_property
    def rest(self) -> dict[str, str]:
        """Give the fields that the server cannot read."""
        return {name: SEALED_UNIT for name in self.shape.model_fields if name not in self.table.c}


ROWS = (
    Rows(models.TimeEntry, schemas.TimeEntry, "entries", "worked_on"),
    Rows(models.Batch, schemas.Batch, "batches", "handed_in_on"),
    Rows(models.Payment, schemas.Payment, "payments", "received_on"),
    Rows(models.Deduction, schemas.Deduction, "deductions", "withheld_on"),
    Rows(models.Cost, schemas.Cost, "costs", "spent_on"),
    Rows(models.PeriodMark, schemas.PeriodMark, "marks", "for_period"),
)


def logged(
    session: Session, worker_ids: Sequence[UUID], window_first: date, last_day: date
) -> dict[UUID, list[LoggedJob]]:
    """Read the jobs of some workers, with the rows of every pay period that is paid in or after a window.

    One question to each table. Of a job paid as a whole all rows come, of the others those since the first
    day of the earliest such period; none after `last_day`. Who has no job is not in the answer.
    """
    asked = {"worker_ids": list(worker_ids), "first_day": window_first, "last_day": last_day}
    jobs: dict[UUID, dict[UUID, LoggedJob]] = {}
    for row in session.execute(jobs_question(), asked):
        jobs.setdefault(row.worker_id, {})[row.id] = job_of(row)
    for kind in ROWS:
        fields = kind.fields
        for worker_id, job_id, *values in session.execute(rows_question(kind), asked):
            job = jobs.get(worker_id, {}).get(job_id)
            if job is not None:
                columns = dict(zip(fields, values, strict=True))
                getattr(job, kind.into).append(kind.shape.model_construct(None, **columns, **kind.rest))
    return {worker_id: list(of.values()) for worker_id, of in jobs.items()}


def table_of(model: type[SQLModel]) -> Table:
    """Give the table of a model; SQLModel does not declare it."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


@cache
def jobs_question() -> Select[Any]:
    """Ask for the jobs of each worker, the latest first, with the employer as the worker named it."""
    job, employer = table_of(models.Engagement), table_of(models.OwnEmployer)
    named = (employer.c.worker_id == job.c.worker_id) & (employer.c.id == job.c.employer_id)
    found = (
        select(*job.c, employer.c.name, employer.c.directory_id)
        .outerjoin(employer, named)
        .where(job.c.worker_id == WORKER)
        .order_by(func.coalesce(job.c.ended_on, LAST).desc(), job.c.began_on.desc(), job.c.id)
        .limit(MOST_JOBS)
        .lateral()
    )
    return select(found).select_from(ASKED).join(found, true())


@cache
def rows_question(kind: Rows) -> Select[Any]:
    """Ask for one kind of row of each worker, the latest first, as far back as its job's pay needs."""
    table, job = kind.table, table_of(models.Engagement)
    day = table.c[kind.day]
    latest = func.greatest(day, table.c.for_period) if table.name in MONEY else day
    since = case(  # one comparison, so that the index by job and day can be used
        (job.c.period_kind == PeriodKind.WHOLE, EVER), else_=FIRST - (job.c.pay_after_days + LONGEST_PERIOD)
    )
    found = (
        select(table.c.worker_id, table.c.engagement_id, *(table.c[name] for name in kind.fields))
        .join(job, (job.c.worker_id == table.c.worker_id) & (job.c.id == table.c.engagement_id))
        .where(
            table.c.worker_id == WORKER,
            day <= LAST,
            latest >= since,
        )
        .order_by(day.desc(), table.c.id.desc())
        .limit(MOST_ROWS)
        .lateral()
    )
    return select(found).select_from(ASKED).join(found, true())


def job_of(row: Row[Any]) -> LoggedJob:
    """Bring the columns of a job into the shape that its phone sent."""
    return LoggedJob(
        id=row.id,
        employer_id=row.employer_id,
        employer_name=row.name or "",
        directory_id=row.directory_id,
        terms=terms_of(row),
    )


def terms_of(row: Row[Any]) -> schemas.Terms:
    """Put terms together again; they were checked when they came."""
    period = {"kind": row.period_kind, "starts_on": row.period_starts_on}
    return schemas.Terms.model_construct(
        currency=row.currency,
        contract_kind=row.contract_kind,
        pay_period=schemas.PayPeriod.model_construct(**period, pay_after_days=row.pay_after_days),
        place=schemas.Place.model_construct(country=row.country, region=row.region, tier=row.tier),
        began_on=row.began_on,
        ended_on=row.ended_on,
        weekly_minutes_agreed=row.weekly_minutes_agreed,
        waiting_required=row.waiting_required,
        paid_activities=[Activity(name) for name in row.paid_activities],
        rates=[rate_of(rate) for rate in row.rates],
    )


def rate_of(kept: dict[str, str]) -> schemas.Rate:
    """Read a rate as it was kept; what a piece is called is sealed."""
    return schemas.Rate.model_construct(basis=Basis(kept["basis"]), amount=Decimal(kept["amount"]), unit=None)
