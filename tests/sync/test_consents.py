"""No standing consent, no copy: in whatever order consents, withdrawals and records arrive."""

import random
from datetime import date, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from sqlmodel import Session

from api.sync.service import CursorTooOld
from api.sync.service.lapsed import forget_lapsed
from tests.sync.phones import NOW, a_job, a_phone, count, outcomes, rows


def test_without_a_consent_records_are_refused_and_nothing_of_them_is_kept(session: Session) -> None:
    phone = a_phone(session, allowed=False)

    results = phone.send(phone.put("employer"), phone.delete("employer", uuid4()), phone.put("cost"))

    assert outcomes(results) == ["forbidden"] * 3
    assert [count(session, table, phone.worker_id) for table in ("operation", "held_operation")] == [0, 0]


def test_a_consent_in_the_same_push_lets_in_what_follows_it_only(session: Session) -> None:
    phone = a_phone(session, allowed=False)
    early, late = phone.put("employer"), phone.put("employer")

    results = phone.send(early, phone.consent(), late)

    assert outcomes(results) == ["forbidden", "applied", "applied"]


@pytest.mark.parametrize("purpose", ["count"])
def test_another_consent_is_not_one_to_keep_a_copy(session: Session, purpose: str) -> None:
    phone = a_phone(session, allowed=False)

    assert outcomes(phone.send(phone.consent(purpose=purpose), phone.put("employer"))) == [
        "applied",
        "forbidden",
    ]


def test_a_withdrawal_deletes_the_copy_and_keeps_what_was_said(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    waits = phone.put("cost", {"engagement_id": str(uuid4())})
    phone.send(phone.put("time_entry", {"engagement_id": str(job)}), waits)
    before = phone.pull().cursor

    answer = phone.push(phone.withdrawal())

    assert outcomes(answer.results) == ["applied"]
    assert answer.change == 5
    for table in ("own_employer", "engagement", "time_entry", "held_operation"):
        assert count(session, table, phone.worker_id) == 0, table
    kept = rows(session, "operation", phone.worker_id)
    assert sorted((row["change"], row["kind"]) for row in kept) == [(1, "consent"), (5, "withdrawal")]
    assert phone.receipt().counts == {"consent": 1, "withdrawal": 1}
    with pytest.raises(CursorTooOld):
        phone.pull(before)
    assert [change.kind for change in phone.pull().changes] == ["consent", "withdrawal"]
    assert outcomes(phone.send(waits)) == ["forbidden"]


def test_a_withdrawal_touches_no_other_worker(session: Session) -> None:
    phone, neighbour = a_phone(session), a_phone(session)
    neighbour.send(neighbour.put("employer"), neighbour.put("cost", {"engagement_id": str(uuid4())}))

    phone.send(phone.put("employer"), phone.withdrawal())

    tables = ("own_employer", "operation", "held_operation")
    assert [count(session, table, neighbour.worker_id) for table in tables] == [1, 2, 1]


def test_what_came_before_a_withdrawal_in_the_same_push_goes_with_it(session: Session) -> None:
    phone = a_phone(session, allowed=False)
    early, late = phone.put("employer"), phone.put("employer")
    waits = phone.put("cost", {"engagement_id": str(uuid4())})

    results = phone.send(phone.consent(), early, waits, phone.withdrawal(), late)

    assert outcomes(results) == ["applied", "applied", "forbidden", "applied", "forbidden"]
    assert count(session, "own_employer", phone.worker_id) == 0
    assert phone.receipt().counts == {"consent": 1, "withdrawal": 1}


def test_after_a_new_consent_the_same_operations_are_taken_again(session: Session) -> None:
    phone = a_phone(session)
    party = phone.put("employer")
    phone.send(party, phone.withdrawal())

    answer = phone.push(phone.consent(knows=1), party)

    assert outcomes(answer.results) == ["applied", "applied"]
    assert answer.change == 5
    assert answer.missing == []


def test_withdrawn_offline_on_one_phone_and_allowed_on_another_ends_withdrawn_in_every_order(
    session: Session,
) -> None:
    """Scenario 31: phone B had not heard of A's withdrawal when it was asked again."""
    for order in permutations(range(4)):
        a = a_phone(session, allowed=False)
        b = a.other()
        sent = [(b, b.consent()), (a, a.withdrawal()), (b, b.consent(knows=0)), (b, b.put("employer"))]

        for at in order:
            phone, operation = sent[at]
            phone.send(operation)

        assert outcomes(a.send(a.put("employer"))) == ["forbidden"], order
        assert count(session, "own_employer", a.worker_id) == 0, order


def test_a_consent_that_knew_of_the_withdrawal_stands_in_every_order(session: Session) -> None:
    for order in permutations(range(3)):
        a = a_phone(session, allowed=False)
        b = a.other()
        sent = [(b, b.consent()), (a, a.withdrawal()), (a, a.consent(knows=1))]

        for at in order:
            phone, operation = sent[at]
            phone.send(operation)

        assert outcomes(a.send(a.put("employer"))) == ["applied"], order


def test_a_withdrawal_that_a_standing_consent_knew_of_deletes_nothing_when_it_comes_late(
    session: Session,
) -> None:
    phone = a_phone(session, allowed=False)
    late = phone.withdrawal()
    phone.send(phone.consent(knows=1), phone.put("employer"))

    assert outcomes(phone.send(late)) == ["applied"]
    assert count(session, "own_employer", phone.worker_id) == 1


def test_a_withdrawal_of_another_purpose_deletes_nothing(session: Session) -> None:
    phone = a_phone(session)

    phone.send(phone.put("employer"), phone.withdrawal(purpose="count"))

    assert count(session, "own_employer", phone.worker_id) == 1


def test_a_consent_ends_with_its_last_day(session: Session) -> None:
    phone = a_phone(session, allowed=False)
    phone.send(phone.consent(until="2026-03-21"))

    phone.now = NOW + timedelta(days=1)
    last_day = phone.send(phone.put("employer"))
    phone.now = NOW + timedelta(days=2)
    day_after = phone.send(phone.put("employer"))

    assert outcomes([*last_day, *day_after]) == ["applied", "forbidden"]


def test_consents_are_never_changed_and_never_removed(session: Session) -> None:
    phone = a_phone(session, allowed=False)
    said = uuid4()
    phone.send(phone.put("consent", {"until": "2026-03-21"}, id_=said))

    results = phone.send(phone.put("consent", id_=said, base=1), phone.delete("consent", said))

    assert outcomes(results) == ["conflict", "invalid"]
    assert [str(row["until"]) for row in rows(session, "consent", phone.worker_id)] == ["2026-03-21"]


@pytest.mark.parametrize(
    "body",
    [
        {"purpose": "copy", "organization_id": str(uuid4())},
        {"purpose": "share", "organization_id": None},
        {"purpose": "everything"},
        {"knows": -1},
        {"knows": 101},
        {"text_version": "Bad Version"},
    ],
)
def test_a_consent_that_could_not_be_counted_against_a_withdrawal_is_refused(
    session: Session, body: dict[str, str]
) -> None:
    phone = a_phone(session, allowed=False)

    assert outcomes(phone.send(phone.put("consent", body))) == ["invalid"]


def test_many_random_orders_end_as_the_rule_says(session: Session) -> None:
    for seed in range(30):
        dice = random.Random(seed)
        phone = a_phone(session, allowed=False)
        known = dice.randint(0, 2)
        withdrawals = dice.randint(0, 2)
        sent = [phone.consent(knows=known), *(phone.withdrawal() for _ in range(withdrawals))]
        dice.shuffle(sent)

        for operation in sent:
            phone.send(operation)

        expected = "applied" if known >= withdrawals else "forbidden"
        assert outcomes(phone.send(phone.put("employer"))) == [expected], seed


def test_a_copy_is_deleted_90_days_after_its_consent_ran_out_and_not_a_day_before(session: Session) -> None:
    ended, renewed = a_phone(session), a_phone(session)
    for phone in (ended, renewed):
        a_job(phone)
    renewed.send(renewed.consent(until="2028-03-20"))
    last_day = date(2027, 3, 20)

    forget_lapsed(session, last_day + timedelta(days=90))
    before = [count(session, "engagement", phone.worker_id) for phone in (ended, renewed)]
    forget_lapsed(session, last_day + timedelta(days=91))
    forget_lapsed(session, last_day + timedelta(days=92))

    assert before == [1, 1]
    assert [count(session, "engagement", phone.worker_id) for phone in (ended, renewed)] == [0, 1]
    assert ended.receipt().counts == {"consent": 1}
    assert rows(session, "sync_state", ended.worker_id)[0]["generation"] == 2
