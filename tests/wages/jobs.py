"""Jobs drawn at random for the properties of the sums: two months of records under the shared references."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from api.wages.estimate import estimate
from api.wages.floors import Reference
from api.wages.schemas import EstimateIn, EstimateOut
from api.worklog.kinds import Activity
from tests.wages.vectors import reference

CN, WORLD = reference("cn"), reference("world")
FIRST, LAST, TODAY = date(2026, 3, 1), date(2026, 4, 30), date(2026, 6, 1)
PERIODS = [FIRST, date(2026, 4, 1)]

Body = dict[str, Any]

PLACES: list[tuple[Reference, str, Body]] = [
    (CN, "CNY", {"country": "CN", "region": "CN-51", "tier": "1"}),
    (CN, "CNY", {"country": "CN", "region": "CN-52"}),  # tier unknown
    (CN, "CNY", {"country": "CN", "region": "CN-33", "tier": "1"}),  # changes inside March
    (CN, "CNY", {"country": "CN", "region": "CN-65", "tier": "1"}),  # stale from 16 March
    (CN, "CNY", {"country": "CN", "region": "CN-54", "tier": "1"}),  # one-sided
    (CN, "CNY", {"country": "CN", "region": "CN-11", "tier": "single"}),
    (WORLD, "PHP", {"country": "PH", "region": "PH-00"}),
    (WORLD, "VND", {"country": "VN"}),
    (WORLD, "USD", {"country": "US"}),
    (WORLD, "INR", {"country": "IN"}),
    (WORLD, "KES", {"country": "KE"}),
]

days = st.dates(FIRST, LAST).map(date.isoformat)
said = st.sampled_from([True, False, None])
prices = st.sampled_from(["0.0833", "0.005", "12.345678", "0.08", "100"])
bases = st.sampled_from(["hour", "day", "month", "lump"])


@st.composite
def entries(draw: st.DrawFn) -> Body:
    """Draw minutes of one day."""
    minutes = draw(st.integers(1, 720))
    activity = draw(st.sampled_from([activity.value for activity in Activity]))
    required = draw(said) if activity in {"training", "test"} else None
    return {"worked_on": draw(days), "minutes": minutes, "activity": activity, "required": required}


@st.composite
def batches(draw: st.DrawFn) -> Body:
    """Draw tasks handed in, with outcomes that fit."""
    accepted, rejected, returned, pending = (draw(st.integers(0, 300)) for _ in range(4))
    return {
        "handed_in_on": draw(days),
        "unit": draw(st.sampled_from(["box", "clip"])),
        "unit_price": draw(prices),
        "submitted": accepted + rejected + returned + pending,
        "accepted": accepted,
        "rejected": rejected,
        "returned": returned,
    }


@st.composite
def payments(draw: st.DrawFn, currency: str) -> Body:
    """Draw money that came, with parts that fit."""
    parts = [draw(st.none() | st.integers(0, 40_000)) for _ in range(2)]
    plain = draw(st.integers(0, 400_000))
    return {
        "received_on": TODAY.isoformat(),
        "amount_minor": plain + sum(part or 0 for part in parts),
        "currency": currency,
        "for_period": draw(st.sampled_from(PERIODS)).isoformat(),
        "form": draw(st.sampled_from(["wage", "advance", "in_kind"])),
        "overtime_minor": parts[0],
        "allowance_minor": parts[1],
    }


@st.composite
def deductions(draw: st.DrawFn, currency: str) -> Body:
    """Draw what was withheld."""
    kind = draw(st.sampled_from(["fine", "tax", "insurance", "meals", "deposit"]))
    return {
        "withheld_on": draw(days),
        "amount_minor": draw(st.integers(0, 40_000)),
        "currency": currency,
        "kind": kind,
    }


@st.composite
def terms(draw: st.DrawFn, currency: str, place: Body) -> Body:
    """Draw terms of a job with pay months."""
    amount = st.sampled_from(["18", "20.5", "0.333333", "2610"])
    return {
        "rates": [{"basis": draw(bases), "amount": draw(amount)} for _ in range(draw(st.integers(1, 3)))],
        "currency": currency,
        "contract_kind": draw(st.sampled_from(["full_time", "part_time", "platform", "none_known"])),
        "pay_period": {"kind": "month"},
        "place": place,
        "began_on": draw(st.sampled_from(["2026-02-01", "2026-03-01", "2026-03-12"])),
        "ended_on": draw(st.none() | st.just("2026-04-20")),
        "waiting_required": draw(said),
    }


@st.composite
def jobs(draw: st.DrawFn) -> tuple[Reference, Body]:
    """Draw a whole job and the reference for its place."""
    reference, currency, place = draw(st.sampled_from(PLACES))
    marks = [{"for_period": day.isoformat(), "full_month": draw(said)} for day in PERIODS * 2]
    return reference, {
        "id": str(UUID(int=7)),
        "terms": draw(terms(currency, place)),
        "entries": draw(st.lists(entries(), max_size=12)),
        "batches": draw(st.lists(batches(), max_size=4)),
        "payments": draw(st.lists(payments(currency), max_size=3)),
        "deductions": draw(st.lists(deductions(currency), max_size=3)),
        "marks": marks,
    }


def answer(reference: Reference, job: Body, first: date = FIRST, last: date = LAST) -> EstimateOut:
    """Ask for the figures of one job, whose periods are all closed."""
    asked = {
        "today": TODAY.isoformat(),
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "jobs": [job],
    }
    return estimate(EstimateIn.model_validate(asked), reference)


@st.composite
def paid_around(draw: st.DrawFn) -> tuple[Reference, Body]:
    """Draw a job whose March was paid close to what the law's minimum is for it."""
    reference, job = draw(jobs())
    payment = {
        "received_on": TODAY.isoformat(),
        "currency": job["terms"]["currency"],
        "for_period": FIRST.isoformat(),
    }
    unpaid = job | {"payments": [payment | {"amount_minor": 1}]}
    legal = next(period.legal for period in answer(reference, unpaid).jobs[0].periods)
    around = {0, 1, legal.due_low_minor or 0, legal.due_high_minor or 0}
    amount = draw(st.sampled_from(sorted(around))) + draw(st.sampled_from([-1, 0, 1, 50_000]))
    return reference, job | {"payments": [payment | {"amount_minor": max(0, amount)}]}


def day_before(day: date) -> date:
    """Find the last day of the period before."""
    return day - timedelta(days=1)
