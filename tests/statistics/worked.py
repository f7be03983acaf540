"""Jobs with their real figures, under the floors of the shared vectors (CN-52, tier 2: 20 yuan an hour)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from api.statistics.contribution import OTHER, WorkedJob
from api.statistics.windows import Window
from api.wages.estimate import estimate
from api.wages.schemas import EstimateIn
from tests.wages.vectors import reference

WINDOW = Window(date(2026, 3, 2), date(2026, 3, 29))
TODAY = "2026-04-01"
CN = reference("cn")

Row = dict[str, Any]


def a_job(
    number: int = 1,
    employer: str = OTHER,
    party: str = "a",
    terms: Row | None = None,
    **rows: Iterable[Row],
) -> WorkedJob:
    """Make a job by the hour, paid by the week (from Monday) 7 days after its end; `rows` are its records."""
    asked = {
        "today": TODAY,
        "first_day": "2026-01-01",
        "last_day": WINDOW.last_day.isoformat(),
        "jobs": [
            {
                "id": str(UUID(int=number)),
                "terms": {
                    "rates": [{"basis": "hour", "amount": "20"}],
                    "currency": "CNY",
                    "contract_kind": "part_time",
                    "pay_period": {"kind": "week", "pay_after_days": 7},
                    "place": {"country": "CN", "region": "CN-52", "tier": "2"},
                    "began_on": "2026-02-02",
                }
                | (terms or {}),
            }
            | {kind: list(each) for kind, each in rows.items()}
        ],
    }
    question = EstimateIn.model_validate(asked)
    return WorkedJob(employer, party, question.jobs[0], estimate(question, CN).jobs[0])


def entry(day: str, minutes: int = 60, activity: str = "paid_work", **more: Any) -> Row:
    """Make a time entry."""
    return {"worked_on": day, "minutes": minutes, "activity": activity} | more


def batch(day: str, rejected: int = 0) -> Row:
    """Make ten tasks handed in together."""
    return {"handed_in_on": day, "unit": "box", "unit_price": "1", "submitted": 10, "rejected": rejected}


def payment(day: str, for_period: str | None, amount_minor: int, form: str = "wage") -> Row:
    """Make a payment."""
    return {
        "received_on": day,
        "for_period": for_period,
        "amount_minor": amount_minor,
        "currency": "CNY",
        "form": form,
    }


def deduction(day: str, kind: str, amount_minor: int = 100) -> Row:
    """Make what was withheld."""
    return {"withheld_on": day, "kind": kind, "amount_minor": amount_minor, "currency": "CNY"}
