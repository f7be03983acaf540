"""What becomes of what a phone sends (docs/sync.md)."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from api.sync.schemas import Conflict, Held
from api.sync.service import ENTITIES, OtherDevice
from tests.sync.phones import a_job, a_phone, count, outcomes, rows

RECORDS = [entity.kind for entity in ENTITIES if not entity.added_only]
OF_A_JOB = [kind for kind in RECORDS if kind not in {"employer", "engagement"}]
TABLES = {entity.kind: str(entity.table.__tablename__) for entity in ENTITIES}


def test_every_kind_of_row_is_stored_with_what_was_sent_and_counted_once(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    sent = [phone.put(kind, {"engagement_id": str(job)}) for kind in OF_A_JOB]

    answer = phone.push(*sent)

    assert outcomes(answer.results) == ["applied"] * 6
    assert answer.change == 9
    assert answer.received_at == "2026-03-20T08:30:00Z"
    ledger = {str(row["op_id"]): row for row in rows(session, "operation", phone.worker_id)}
    for operation in sent:
        kept = ledger[operation["op_id"]]
        assert kept["body"] == operation["body"]
        assert kept["revision"] == 1
        [row] = rows(session, TABLES[kept["kind"]], phone.worker_id)
        assert str(row["id"]) == operation["id"]
        assert row["sealed"] == kept["sealed"]


def test_a_job_is_kept_in_columns_that_sums_can_read(session: Session) -> None:
    phone = a_phone(session)
    a_job(phone)

    [row] = rows(session, "engagement", phone.worker_id)

    assert row["period_kind"] == "month"
    assert (row["country"], row["region"], row["pay_after_days"]) == ("CN", "CN-52", 15)
    assert row["rates"] == [{"basis": "hour", "amount": "21.50"}, {"basis": "piece", "amount": "0.08"}]
    assert row["paid_activities"] == ["paid_work", "meeting", "broken_tool"]


def test_the_same_batch_sent_three_times_and_out_of_order_has_its_effect_once(session: Session) -> None:
    """T19, scenario 15."""
    phone = a_phone(session)
    job = a_job(phone)
    sent = [phone.put("time_entry", {"engagement_id": str(job)}) for _ in range(5)]

    first, second, third = phone.send(*sent), phone.send(*sent), phone.send(*reversed(sent))

    assert [outcomes(each) for each in (first, second, third)] == [
        ["applied"] * 5,
        ["duplicate"] * 5,
        ["duplicate"] * 5,
    ]
    assert count(session, "time_entry", phone.worker_id) == 5
    assert count(session, "operation", phone.worker_id) == 8


def test_an_operation_twice_in_one_push_is_applied_once(session: Session) -> None:
    phone = a_phone(session)
    party = phone.put("employer")

    assert outcomes(phone.send(party, party)) == ["applied", "duplicate"]


def test_one_wrong_item_of_twenty_is_refused_alone(session: Session) -> None:
    """Scenario 20, server half."""
    phone = a_phone(session)
    job = a_job(phone)
    sent = [phone.put("time_entry", {"engagement_id": str(job)}) for _ in range(20)]
    sent[2]["body"]["minutes"] = -5

    answer = phone.push(*sent)

    assert outcomes(answer.results) == ["applied"] * 2 + ["invalid"] + ["applied"] * 17
    assert answer.results[2].model_dump() == {
        "outcome": "invalid",
        "op_id": answer.results[2].op_id,
        "errors": [{"pointer": "/body/minutes", "code": "greater_than_equal"}],
    }
    assert str(answer.results[2].op_id) == sent[2]["op_id"]
    assert answer.missing == [(sent[2]["seq"], sent[2]["seq"])]
    assert outcomes(phone.send(sent[2] | {"body": sent[2]["body"] | {"minutes": 5}})) == ["applied"]


def test_a_stale_edit_is_a_conflict_that_shows_the_stored_row(session: Session) -> None:
    """T20 and scenario 29, server half."""
    phone = a_phone(session)
    other = phone.other()
    job = a_job(phone)
    entry = uuid4()
    made = phone.put("time_entry", {"engagement_id": str(job)}, id_=entry)
    here = phone.put("time_entry", {"engagement_id": str(job), "minutes": 100}, id_=entry, base=1)
    there = other.put("time_entry", {"engagement_id": str(job), "minutes": 120}, id_=entry, base=1)
    phone.send(made, here)

    [result] = other.send(there)

    assert isinstance(result, Conflict)
    assert result.stored.revision == 2
    assert result.stored.body is not None
    assert result.stored.body["minutes"] == 100
    assert result.stored.sealed == here["sealed"]
    again = other.put("time_entry", {"engagement_id": str(job), "minutes": 120}, id_=entry, base=2)
    assert outcomes(other.send(again)) == ["applied"]
    history = [row for row in rows(session, "operation", phone.worker_id) if row["entity_id"] == entry]
    assert sorted((row["revision"], row["body"]["minutes"]) for row in history) == [
        (1, 95),
        (2, 100),
        (3, 120),
    ]


def test_a_delete_wins_over_an_edit_in_either_order(session: Session) -> None:
    """Scenario 30, server half."""
    phone = a_phone(session)
    other = phone.other()
    first, second = uuid4(), uuid4()
    phone.send(phone.put("employer", id_=first), phone.put("employer", id_=second))

    deleted_first = [
        *phone.send(phone.delete("employer", first)),
        *other.send(other.put("employer", id_=first, base=1)),
    ]
    edited_first = [
        *other.send(other.put("employer", id_=second, base=1)),
        *phone.send(phone.delete("employer", second)),
    ]

    assert outcomes(deleted_first) == ["applied", "conflict"]
    assert isinstance(deleted_first[1], Conflict)
    assert deleted_first[1].stored.removed
    assert outcomes(edited_first) == ["applied", "applied"]
    assert outcomes(other.send(other.put("employer", id_=first, base=2))) == ["conflict"]
    assert count(session, "own_employer", phone.worker_id) == 0


def test_a_row_that_the_server_does_not_have_takes_any_base(session: Session) -> None:
    phone = a_phone(session)

    [result] = phone.send(phone.put("employer", base=6))

    assert result.model_dump()["revision"] == 7


def test_an_id_of_another_kind_is_refused(session: Session) -> None:
    phone = a_phone(session)
    party = uuid4()
    phone.send(phone.put("employer", id_=party))

    [result] = phone.send(phone.put("cost", id_=party, base=1))

    assert result.model_dump()["errors"] == [{"pointer": "/id", "code": "another_kind"}]


def test_the_rows_of_two_workers_with_the_same_ids_are_two_rows(session: Session) -> None:
    one, two = a_phone(session), a_phone(session)
    sent = one.put("employer", {"name": "One"})

    results = [*one.send(sent), *two.send(sent | {"body": {"name": "Two", "kind": "centre"}})]

    assert outcomes(results) == ["applied", "applied"]
    assert [row["name"] for row in rows(session, "own_employer", one.worker_id)] == ["One"]
    assert [row["name"] for row in rows(session, "own_employer", two.worker_id)] == ["Two"]


def test_a_child_is_held_until_its_parent_comes_and_survives_that_parent(session: Session) -> None:
    phone = a_phone(session)
    job, party = uuid4(), uuid4()
    hours = phone.put("time_entry", {"engagement_id": str(job)})

    [held] = phone.send(hours)
    [still] = phone.send(hours)
    [parent] = phone.send(phone.put("engagement", {"employer_id": str(party)}, id_=job))

    assert isinstance(held, Held)
    assert held == still
    assert held.waits_for == job
    assert parent.outcome == "held"
    assert outcomes(phone.send(phone.put("employer", id_=party))) == ["applied"]
    assert outcomes(phone.send(hours)) == ["duplicate"]
    assert count(session, "held_operation", phone.worker_id) == 0
    assert outcomes(phone.send(phone.delete("engagement", job))) == ["applied"]
    assert outcomes(phone.send(phone.put("cost", {"engagement_id": str(job)}))) == ["applied"]


def test_parties_that_name_one_another_do_not_wait_for_ever(session: Session) -> None:
    phone = a_phone(session)
    one, two, three, own = uuid4(), uuid4(), uuid4(), uuid4()
    ring = [
        phone.put("employer", {"client_id": str(two)}, id_=one),
        phone.put("employer", {"client_id": str(three)}, id_=two),
        phone.put("employer", {"client_id": str(one)}, id_=three),
        phone.put("employer", {"client_id": str(three)}, id_=own),
    ]
    itself = phone.put("employer", {"client_id": str(own)}, id_=own, base=1)

    results = [phone.send(each)[0].outcome for each in (*ring, itself)]

    assert results == ["held", "held", "applied", "applied", "applied"]
    assert count(session, "own_employer", phone.worker_id) == 4


def test_only_the_phone_that_signed_in_may_push(session: Session) -> None:
    phone = a_phone(session)

    with pytest.raises(OtherDevice):
        phone.push(phone.put("employer"), device_id=str(uuid4()))

    assert count(session, "own_employer", phone.worker_id) == 0


def test_a_leaving_phone_may_send_what_it_owes_and_is_told_to_leave(session: Session) -> None:
    phone = a_phone(session)
    assert not phone.push().leave
    phone.leaving = True

    answer = phone.push(phone.put("employer"))

    assert answer.leave
    assert outcomes(answer.results) == ["applied"]


def test_thirty_operations_of_an_old_app_are_all_taken(session: Session) -> None:
    """Scenario 37: fields that came later are missing and take their defaults."""
    phone = a_phone(session)
    job = a_job(phone)
    payment = {"engagement_id": str(job), "received_on": "2025-02-01", "amount_minor": 100, "currency": "CNY"}
    sent = [phone.put("payment") | {"body": payment, "sealed": None} for _ in range(30)]

    answer = phone.push(*sent, app_version="0.0.1")

    assert outcomes(answer.results) == ["applied"] * 30
    assert {row["form"] for row in rows(session, "payment", phone.worker_id)} == {"wage"}
