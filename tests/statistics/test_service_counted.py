"""Who is counted: vouched for, and both a copy and being counted allowed, on the day of the freeze."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from api.accounts.consents import standing
from api.accounts.models import Consent, Withdrawal
from api.accounts.schemas import ConsentKept, WithdrawalKept
from api.accounts.service.counted import counted_workers
from api.organizations.models import Word
from tests.accounts.rows import stored_account
from tests.statistics.workers import FREEZE, a_worker, by_work, vouch

ORGANIZER, MEMBER = Word.ORGANIZER, Word.MEMBER


def test_a_worker_who_is_vouched_for_and_allows_both_is_counted(session: Session) -> None:
    worker = a_worker(session)

    assert counted_workers(session, FREEZE) == [worker.worker_id]


@pytest.mark.parametrize(
    ("made_on", "counts"),
    [(date(2026, 3, 18), True), (date(2026, 3, 19), False)],
    ids=["14 days", "13 days"],
)
def test_an_account_counts_from_its_fourteenth_day(session: Session, made_on: date, *, counts: bool) -> None:
    a_worker(session, made_on=made_on)

    assert bool(counted_workers(session, FREEZE)) == counts


@pytest.mark.parametrize(
    ("words", "counts"),
    [([], False), ([MEMBER], False), ([MEMBER, MEMBER], True), ([ORGANIZER], True)],
    ids=["nobody's word", "one member's", "two members'", "an organizer's"],
)
def test_a_worker_counts_by_an_organizers_word_or_two_members(
    session: Session, words: list[Word], *, counts: bool
) -> None:
    a_worker(session, words=words)

    assert bool(counted_workers(session, FREEZE)) == counts


def test_words_for_others_are_no_words_for_a_worker(session: Session) -> None:
    a_worker(session, words=[MEMBER])
    a_worker(session, words=[MEMBER])

    assert counted_workers(session, FREEZE) == []


def test_an_account_by_work_is_never_counted_whoever_speaks_for_it(session: Session) -> None:
    by_work(session)

    assert counted_workers(session, FREEZE) == []


@pytest.mark.parametrize("purposes", [(), ("copy",), ("count",)], ids=str)
def test_both_consents_are_needed(session: Session, purposes: tuple[str, ...]) -> None:
    worker_id = stored_account(session, made_on=date(2026, 1, 2)).worker_id
    vouch(session, worker_id, [ORGANIZER])
    session.add_all(consent(worker_id, purpose=purpose) for purpose in purposes)
    session.flush()

    assert counted_workers(session, FREEZE) == []


@pytest.mark.parametrize("purpose", ["copy", "count"])
def test_whoever_withdrew_either_is_not_counted(session: Session, purpose: str) -> None:
    a_worker(session).withdraw(purpose)

    assert counted_workers(session, FREEZE) == []


def test_a_consent_counts_until_its_last_day(session: Session) -> None:
    worker = a_worker(session, until=FREEZE.isoformat())

    assert counted_workers(session, FREEZE) == [worker.worker_id]
    assert counted_workers(session, FREEZE + timedelta(days=1)) == []


def test_in_bulk_the_rule_is_the_one_that_holds_for_one_worker(session: Session) -> None:
    """Six hundred workers with consents, withdrawals, organizations, days and knowledge at random."""
    chance = random.Random(5)
    today = date(2026, 4, 1)
    wanted, passed_over = set(), 0
    for _ in range(600):
        worker_id = stored_account(session, made_on=date(2026, 1, 2)).worker_id
        vouch(session, worker_id, [ORGANIZER])
        given = [consent(worker_id, **at_random(chance, today)) for _ in range(chance.randrange(7))]
        taken = [withdrawal(worker_id, chance) for _ in range(chance.choice([0, 0, 1, 2, 4]))]
        session.add_all([*given, *taken])
        said = [ConsentKept.model_construct(None, **row.model_dump()) for row in given]
        withdrawn = [WithdrawalKept.model_construct(None, **row.model_dump()) for row in taken]
        if all(standing(said, withdrawn, purpose, None, today) for purpose in ("copy", "count")):
            wanted.add(worker_id)
        elif said:
            passed_over += 1
    session.flush()

    assert set(counted_workers(session, today)) == wanted
    assert len(wanted) > 50
    assert passed_over > 50


def at_random(chance: random.Random, today: date) -> dict[str, Any]:
    return {
        "purpose": chance.choice(["copy", "count", "count", "share"]),
        "organization_id": chance.choice([None, None, None, UUID(int=7)]),
        "until": today + timedelta(days=chance.choice([-1, 0, 1, 90])),
        "knows": chance.randrange(3),
    }


def consent(worker_id: UUID, **given: Any) -> Consent:
    fields = {"purpose": "copy", "organization_id": None, "until": date(2027, 1, 1), "knows": 0} | given
    return Consent(
        worker_id=worker_id, id=uuid4(), text_version="count-1", given_on=date(2026, 1, 2), **fields
    )


def withdrawal(worker_id: UUID, chance: random.Random) -> Withdrawal:
    return Withdrawal(
        worker_id=worker_id,
        id=uuid4(),
        purpose=chance.choice(["copy", "count", "share"]),
        organization_id=chance.choice([None, None, UUID(int=7)]),
        withdrawn_on=date(2026, 2, 1),
    )
