"""What a phone sent comes back in the shape it was sent in, as far back as pay needs it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from api.schema import Input
from api.worklog import service
from api.worklog.logged import LoggedJob
from api.worklog.schemas import (
    Batch,
    Cost,
    Deduction,
    Payment,
    PeriodMark,
    Terms,
    TimeEntry,
)
from tests.sync.phones import BODIES, Phone, a_phone, outcomes

FIRST, LAST = date(2026, 2, 16), date(2026, 3, 18)
SHAPES: dict[str, tuple[str, type[Input]]] = {
    "time_entry": ("entries", TimeEntry),
    "batch": ("batches", Batch),
    "payment": ("payments", Payment),
    "deduction": ("deductions", Deduction),
    "cost": ("costs", Cost),
    "period_mark": ("marks", PeriodMark),
}
FULL: dict[str, dict[str, Any]] = {  # every field that may be left out
    "time_entry": {"activity": "training", "required": False, "source": "later"},
    "batch": {
        "accepted": 300,
        "rejected": 60,
        "returned": 40,
        "reason": "quality",
        "task_type": "boxes",
        "approved_on": "2026-03-19",
        "paid_on": "2026-03-20",
    },
    "payment": {
        "for_period": "2026-02-01",
        "form": "advance",
        "overtime_minor": 10,
        "allowance_minor": 20,
        "channel": "wechat",
    },
    "deduction": {"for_period": "2026-02-01"},
    "cost": {"refunded_minor": 900, "for_period": "2026-03-01"},
    "period_mark": {"full_month": False},
}


def a_job(phone: Phone, terms: dict[str, Any] | None = None, employer: dict[str, Any] | None = None) -> UUID:
    party, job = uuid4(), uuid4()
    sent = [
        phone.put("employer", employer, id_=party),
        phone.put("engagement", {"employer_id": str(party)} | (terms or {}), id_=job),
    ]
    assert outcomes(phone.send(*sent)) == ["applied", "applied"]
    return job


def add(phone: Phone, job: UUID, kind: str, **fields: Any) -> dict[str, Any]:
    """Send a row; give its body."""
    operation = phone.put(kind, {"engagement_id": str(job)} | fields)
    results = phone.send(operation)
    assert outcomes(results) == ["applied"], results
    body: dict[str, Any] = operation["body"]
    return body


def read(session: Session, phone: Phone) -> list[LoggedJob]:
    return service.logged(session, [phone.worker_id], FIRST, LAST).get(phone.worker_id, [])


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("full", [False, True], ids=["least", "full"])
def test_a_row_equals_what_its_shape_would_have_made_of_the_body(
    session: Session, kind: str, *, full: bool
) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    body = add(phone, job, kind, **(FULL[kind] if full else {}))
    into, shape = SHAPES[kind]
    rest = {"unit": "piece"} if kind == "batch" else {}

    [found] = read(session, phone)

    wanted = shape.model_validate({name: body[name] for name in body if name != "engagement_id"} | rest)
    [row] = getattr(found, into)
    assert row == wanted
    assert [type(getattr(row, name)) for name in shape.model_fields] == [
        type(getattr(wanted, name)) for name in shape.model_fields
    ]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {
            "place": {"country": "KE"},
            "pay_period": {"kind": "week", "starts_on": 5, "pay_after_days": 3},
            "ended_on": "2026-03-19",
            "weekly_minutes_agreed": 600,
            "waiting_required": False,
            "paid_activities": ["paid_work", "training"],
        },
    ],
    ids=["least", "full"],
)
def test_terms_equal_what_their_shape_would_have_made_of_the_body(
    session: Session, more: dict[str, Any]
) -> None:
    phone = a_phone(session)
    job = a_job(phone, more, {"name": "Clear Frames", "directory_id": "clear_frames"})

    [found] = read(session, phone)

    wanted = {name: value for name, value in (BODIES["engagement"] | more).items() if name != "employer_id"}
    assert found.terms == Terms.model_validate(wanted)
    assert (found.id, found.employer_name, found.directory_id) == (job, "Clear Frames", "clear_frames")


def test_rows_come_as_far_back_as_the_earliest_period_that_is_paid_in_the_window(session: Session) -> None:
    """Paid 10 days after its end, a month is paid on 16 February at the earliest if it ended on the 6th.

    So it began on 7 January at the earliest; 6 January is 10 + 31 days before the window.
    """
    phone = a_phone(session)
    job = a_job(phone, {"pay_period": {"kind": "month", "starts_on": 7, "pay_after_days": 10}})
    days = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-03-18", "2026-03-19"]
    for day in days:
        add(phone, job, "time_entry", worked_on=day)

    [found] = read(session, phone)

    assert sorted(entry.worked_on.isoformat() for entry in found.entries) == days[1:4]


def test_of_a_job_that_is_paid_as_a_whole_every_row_comes(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone, {"pay_period": {"kind": "whole", "pay_after_days": 0}, "began_on": "2020-01-01"})
    add(phone, job, "time_entry", worked_on="2020-01-01")

    [found] = read(session, phone)

    assert [entry.worked_on for entry in found.entries] == [date(2020, 1, 1)]


def test_money_that_came_early_for_a_period_of_the_window_is_not_missed(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    add(phone, job, "payment", received_on="2025-12-01", for_period="2026-02-01")
    add(phone, job, "payment", received_on="2025-12-01", for_period=None, amount_minor=1)

    [found] = read(session, phone)

    assert [payment.amount_minor for payment in found.payments] == [286_000]


def test_a_removed_employer_leaves_the_job_without_a_name(session: Session) -> None:
    phone = a_phone(session)
    party = uuid4()
    sent = [phone.put("employer", id_=party), phone.put("engagement", {"employer_id": str(party)})]
    phone.send(*sent)
    phone.send(phone.delete("employer", party))

    [found] = read(session, phone)

    assert (found.employer_id, found.employer_name, found.directory_id) == (party, "", None)


def test_hours_of_a_removed_job_are_nobodys(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    add(phone, job, "time_entry")
    phone.send(phone.delete("engagement", job))

    assert read(session, phone) == []


def test_each_worker_has_only_their_own(session: Session) -> None:
    one, other, stranger = (a_phone(session) for _ in range(3))
    for phone, minutes in ((one, 10), (other, 20), (stranger, 30)):
        add(phone, a_job(phone), "time_entry", minutes=minutes)

    found = service.logged(session, [one.worker_id, other.worker_id], FIRST, LAST)

    assert {id_: [entry.minutes for entry in jobs[0].entries] for id_, jobs in found.items()} == {
        one.worker_id: [10],
        other.worker_id: [20],
    }


def test_nobodys_log_is_read_beyond_what_a_person_can_live(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_ROWS", 2)
    service.rows_question.cache_clear()
    phone, other = a_phone(session), a_phone(session)
    job, theirs = a_job(phone), a_job(other)
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        add(phone, job, "time_entry", worked_on=day)
    add(other, theirs, "time_entry")

    found = service.logged(session, [phone.worker_id, other.worker_id], FIRST, LAST)
    service.rows_question.cache_clear()

    assert [entry.worked_on.day for entry in found[phone.worker_id][0].entries] == [3, 2]
    assert len(found[other.worker_id][0].entries) == 1


def test_a_price_is_the_number_that_was_sent(session: Session) -> None:
    phone = a_phone(session)
    add(phone, a_job(phone), "batch", unit_price="0.080001")

    [found] = read(session, phone)

    assert found.batches[0].unit_price == Decimal("0.080001")
