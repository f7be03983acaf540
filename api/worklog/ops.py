"""What sync does with the rows of the worklog: where each is kept and what must be there first."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from api.schema import Input
from api.synced import Entity
from api.worklog.models import (
    Batch,
    Cost,
    Deduction,
    Engagement,
    OwnEmployer,
    Payment,
    PeriodMark,
    TimeEntry,
)
from api.worklog.schemas import (
    BatchKept,
    CostKept,
    DeductionKept,
    EmployerKept,
    EngagementKept,
    OfEngagement,
    PaymentKept,
    PeriodMarkKept,
    TimeEntryKept,
)


def as_they_are(body: Input) -> dict[str, Any]:
    """Give the columns of a body whose fields are the table's."""
    return dict(body.__dict__)


def of_terms(body: EngagementKept) -> dict[str, Any]:
    """Give the columns of a job: its pay period and place are columns, its rates are kept as they travel."""
    period, place = body.pay_period, body.place
    return {
        **{name: value for name, value in body.__dict__.items() if name not in {"pay_period", "place"}},
        "period_kind": period.kind,
        "period_starts_on": period.starts_on,
        "pay_after_days": period.pay_after_days,
        "country": place.country,
        "region": place.region,
        "tier": place.tier,
        "rates": [{"basis": rate.basis.value, "amount": f"{rate.amount:f}"} for rate in body.rates],
        "paid_activities": [activity.value for activity in body.paid_activities],
    }


def the_job(body: OfEngagement) -> Sequence[UUID]:
    """Name the job that a row belongs to."""
    return (body.engagement_id,)


def the_parties(body: EngagementKept) -> Sequence[UUID]:
    """Name the parties of a job."""
    named = (body.employer_id, body.instructed_by, body.paid_by)
    return [party for party in named if party is not None]


def the_next_link(body: EmployerKept) -> Sequence[UUID]:
    """Name for whom a party does the work."""
    return () if body.client_id is None else (body.client_id,)


def of_a_job(kind: str, table: type[SQLModel], body: type[OfEngagement]) -> Entity:
    """Describe a row that belongs to a job."""
    columns: Callable[[Any], dict[str, Any]] = as_they_are
    return Entity(kind, table, body, columns, the_job)


ENTITIES = (
    Entity("employer", OwnEmployer, EmployerKept, as_they_are, the_next_link),
    Entity("engagement", Engagement, EngagementKept, of_terms, the_parties),
    of_a_job("time_entry", TimeEntry, TimeEntryKept),
    of_a_job("batch", Batch, BatchKept),
    of_a_job("payment", Payment, PaymentKept),
    of_a_job("deduction", Deduction, DeductionKept),
    of_a_job("cost", Cost, CostKept),
    of_a_job("period_mark", PeriodMark, PeriodMarkKept),
)
