"""A worker's copy has an end, and what is counted is what is there (docs/sync.md)."""

import sys
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlmodel import Session

from api.sync.service import CopyFull, book
from tests.accounts.people import sign_up
from tests.sync.phones import Phone, a_job, a_phone, blob, count, outcomes

PUSH = sys.modules["api.sync.service.push"]  # the package has a function of this name
COUNTED = """
SELECT bytes, (SELECT coalesce(sum(octet_length(body::text) + coalesce(octet_length(sealed), 0)), 0)
               FROM (SELECT worker_id, body, sealed FROM operation WHERE body IS NOT NULL
                     UNION ALL SELECT worker_id, body, sealed FROM held_operation) AS kept
               WHERE worker_id = :w)
FROM sync_state WHERE worker_id = :w"""


def counted(session: Session, worker_id: UUID) -> int:
    """Give how many bytes are counted, which are as many as there are."""
    said, there = session.connection().execute(text(COUNTED), {"w": worker_id}).one()
    assert said == there
    return int(said)


def test_what_is_stored_or_held_is_counted_once_and_falls_when_the_copy_goes(session: Session) -> None:
    phone = a_phone(session)
    sizes = [counted(session, phone.worker_id)]
    party = phone.put("employer", {"name": "蓝鳗 “x”\n\\ é"}, sealed=blob(1_024))
    late = uuid4()
    waits = phone.put("engagement", {"employer_id": str(late)})

    for sent in ([party, waits], [party, waits], [phone.put("employer", id_=late)]):
        phone.send(*sent)
        sizes.append(counted(session, phone.worker_id))
    phone.send(phone.put("cost", {"engagement_id": str(uuid4())}), phone.withdrawal())
    left = counted(session, phone.worker_id)

    assert sizes[1] - sizes[0] > 1_024 + 256
    assert sizes[2] == sizes[1]
    assert sizes[3] - sizes[2] < 256 + 100 + 29  # the second employer, and the job was counted before
    assert sizes[0] < left < 2 * sizes[0]  # the consent and the withdrawal


def test_what_waited_and_was_stored_is_counted_once(session: Session) -> None:
    phone = a_phone(session)
    party, job = uuid4(), uuid4()
    phone.send(*[phone.put("cost", {"engagement_id": str(job)}) for _ in range(3)])
    held = counted(session, phone.worker_id)
    parents = [
        phone.put("employer", id_=party),
        phone.put("engagement", {"employer_id": str(party)}, id_=job),
    ]

    phone.send(*parents)

    assert count(session, "held_operation", phone.worker_id) == 0
    assert counted(session, phone.worker_id) > held


def test_a_full_copy_takes_what_fits_and_no_byte_more(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = a_phone(session)
    before = counted(session, phone.worker_id)
    first, second = phone.put("employer"), phone.put("employer")
    phone.send(first)
    each = counted(session, phone.worker_id) - before
    monkeypatch.setattr(PUSH, "MOST_BYTES", before + 2 * each - 1)

    with pytest.raises(CopyFull), session.begin_nested():
        phone.send(second)
    after = count(session, "operation", phone.worker_id)
    monkeypatch.setattr(PUSH, "MOST_BYTES", before + 2 * each)

    assert after == 2
    assert outcomes(phone.send(second)) == ["applied"]


def test_a_full_copy_counts_what_waits_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = a_phone(session)
    monkeypatch.setattr(PUSH, "MOST_BYTES", counted(session, phone.worker_id) + 100)

    with pytest.raises(CopyFull):
        phone.send(phone.put("cost"))


def test_a_full_copy_still_hears_removals_resends_consents_and_withdrawals(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    entry = phone.put("time_entry", {"engagement_id": str(job)})
    phone.send(entry)
    monkeypatch.setattr(PUSH, "MOST_BYTES", 1)

    assert outcomes(phone.send(entry)) == ["duplicate"]
    assert outcomes(phone.send(phone.delete("time_entry", entry["id"]))) == ["applied"]
    assert outcomes(phone.send(phone.consent(purpose="count"), phone.withdrawal(purpose="count"))) == [
        "applied",
        "applied",
    ]
    assert outcomes(phone.send(phone.put("employer"), phone.withdrawal())) == ["applied", "applied"]
    assert count(session, "own_employer", phone.worker_id) == 0


def test_a_full_copy_is_answered_as_a_problem_and_nothing_is_stored(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sign_up(client)
    phone = Phone(session, person.worker_id, person.device_id)
    body = {"device_id": str(person.device_id), "app_version": "1.0", "highest_seq": 2}
    operations = [phone.consent(), phone.put("employer")]
    monkeypatch.setattr(PUSH, "MOST_BYTES", 300)

    answer = client.post("/v1/sync/push", json=body | {"operations": operations}, headers=person.headers)
    empty = client.post("/v1/sync/push", json=body | {"operations": []}, headers=person.headers)

    assert (answer.status_code, answer.json()["code"]) == (507, "copy-full")
    assert count(session, "operation", person.worker_id) == 0
    assert empty.status_code == 200


def test_consents_and_withdrawals_of_one_worker_are_bounded(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "MOST_SAID", 3)
    phone = a_phone(session)
    first = phone.withdrawal(purpose="count")
    further = [phone.consent(), phone.consent(), phone.withdrawal()]

    results = phone.send(first, *further)
    again = phone.send(first)

    assert outcomes(results) == ["applied", "applied", "invalid", "invalid"]
    assert results[3].model_dump()["errors"] == [{"pointer": "", "code": "too_many"}]
    assert outcomes(again) == ["duplicate"]
