"""A phone gets everything back, page by page, and can prove that it has all of it."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from api.sync.service import CursorTooOld
from tests.sync.phones import Phone, a_job, a_phone, outcomes


def mirrored(
    phone: Phone, known: dict[UUID, Any] | None = None, cursor: str | None = None
) -> dict[UUID, Any]:
    """Pull page by page, as a phone does."""
    known = {} if known is None else known
    while True:
        page = phone.pull(cursor, limit=2)
        for change in page.changes:
            known[change.id] = change
        cursor = page.cursor
        if not page.more:
            return known


def digest(known: dict[UUID, Any]) -> str:
    """Compute a receipt's digest as docs/sync.md says."""
    there = sorted((str(row.id), row.revision) for row in known.values() if not row.removed)
    return sha256("".join(f"{id_} {revision}\n" for id_, revision in there).encode()).hexdigest()


def test_pages_give_the_latest_state_of_each_row_once_in_the_order_of_changes(session: Session) -> None:
    phone = a_phone(session)
    one, two = uuid4(), uuid4()
    phone.send(phone.put("employer", id_=one), phone.put("employer", id_=two))
    phone.send(phone.put("employer", {"name": "Renamed"}, id_=one, base=1), phone.delete("employer", two))

    page = phone.pull()

    assert [(change.kind, change.change, change.revision) for change in page.changes] == [
        ("consent", 1, 1),
        ("employer", 4, 2),
        ("employer", 5, 2),
    ]
    assert page.changes[1].body["name"] == "Renamed"
    assert (page.changes[2].id, page.changes[2].removed) == (two, True)
    assert (page.changes[2].body, page.changes[2].sealed) == (None, None)
    assert not page.more
    assert phone.pull(page.cursor).changes == []
    assert phone.pull(page.cursor).cursor == page.cursor


def test_rows_that_change_between_two_pages_are_not_skipped(session: Session) -> None:
    phone = a_phone(session)
    ids = [uuid4() for _ in range(5)]
    phone.send(*(phone.put("employer", id_=each) for each in ids))
    first = phone.pull(limit=2)
    phone.send(phone.put("employer", {"name": "Late"}, id_=ids[0], base=1), phone.delete("employer", ids[3]))

    known = mirrored(phone, {change.id: change for change in first.changes}, first.cursor)

    assert known[ids[0]].body["name"] == "Late"
    assert known[ids[3]].removed
    assert digest(known) == phone.receipt().digest


def test_a_new_phone_gets_everything_that_was_sent_and_a_receipt_proves_it(session: Session) -> None:
    phone = a_phone(session)
    job = a_job(phone)
    sent = [phone.put("time_entry", {"engagement_id": str(job)}) for _ in range(7)]
    phone.send(*sent, phone.put("cost", {"engagement_id": str(job)}))
    phone.send(phone.delete("time_entry", sent[0]["id"]))

    known = mirrored(phone.other())

    receipt = phone.receipt()
    assert receipt.counts == {"consent": 1, "employer": 1, "engagement": 1, "time_entry": 6, "cost": 1}
    assert receipt.digest == digest(known)
    assert receipt.change == 12
    for operation in sent[1:]:
        row = known[UUID(operation["id"])]
        assert (row.body, row.sealed) == (operation["body"], operation["sealed"])


def test_another_workers_rows_are_never_given(session: Session) -> None:
    phone, stranger = a_phone(session), a_phone(session)
    phone.send(phone.put("employer"))
    cursor = phone.pull().cursor

    assert [change.kind for change in stranger.pull().changes] == ["consent"]
    with pytest.raises(CursorTooOld):  # beyond what the stranger's own ledger has
        stranger.pull(cursor)


@pytest.mark.parametrize("cursor", ["", "x", "1-", "2-0", "1-99", "1-1 ", "-1-1", "1-" + "9" * 30, "１-0"])
def test_a_cursor_that_leads_nowhere_costs_a_download_and_nothing_else(session: Session, cursor: str) -> None:
    """Scenario 33, server half: what waits to be sent is taken as before."""
    phone = a_phone(session)

    with pytest.raises(CursorTooOld):
        phone.pull(cursor)

    assert outcomes(phone.send(phone.put("employer"))) == ["applied"]
    assert len(mirrored(phone)) == 2


def test_who_never_sent_anything_has_an_empty_copy(session: Session) -> None:
    phone = a_phone(session, allowed=False)

    assert phone.pull().model_dump() == {"changes": [], "cursor": "1-0", "more": False}
    assert phone.receipt().digest == sha256(b"").hexdigest()
