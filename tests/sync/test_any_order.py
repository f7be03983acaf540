"""Whatever the network does to a phone's operations, the same rows come of them, each once."""

import random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import Session

from api.sync.schemas import Conflict, Held
from tests.sync.phones import Phone, Sent, a_phone, rows

TABLES = ("own_employer", "engagement", "time_entry", "payment", "cost")


def a_working_life(phone: Phone, dice: random.Random) -> list[Sent]:
    """Make what two phones of a worker did: parties in a chain, jobs, rows of them, edits and removals."""
    phones = [phone, phone.other()]
    parties = [uuid4() for _ in range(3)]
    jobs = [uuid4() for _ in range(2)]
    made: list[Sent] = []
    for party, client in zip(parties, [*parties[1:], None], strict=True):
        body = {"client_id": client and str(client), "name": f"Party {len(made)}"}
        made.append(dice.choice(phones).put("employer", body, id_=party))
    for job in jobs:
        body = {"employer_id": str(parties[0]), "paid_by": str(parties[2])}
        made.append(dice.choice(phones).put("engagement", body, id_=job))
    for _ in range(8):
        kind, job, row = dice.choice(["time_entry", "payment", "cost"]), dice.choice(jobs), uuid4()
        by = dice.choice(phones)
        made.append(by.put(kind, {"engagement_id": str(job)}, id_=row))
        if dice.random() < 0.3:
            made.append(dice.choice(phones).delete(kind, row))
        elif dice.random() < 0.5:
            more = {"minutes": 7} if kind == "time_entry" else {"amount_minor": 700}
            made.append(by.put(kind, {"engagement_id": str(job)} | more, id_=row, base=1))
    return made


def deliver(phone: Phone, sent: list[Sent], dice: random.Random) -> None:
    """Deliver operations in any order, in batches of any size, some of them again and again.

    What is held, or found an older row than its own base, is sent again, as a phone does.
    """
    owed = list(sent)
    while owed:
        dice.shuffle(owed)
        size = dice.randint(1, len(owed))
        batch = owed[:size] + dice.sample(sent, dice.randint(0, 3))
        results = phone.send(*batch)
        settled = set()
        for operation, result in zip(batch, results, strict=True):
            assert result.outcome != "invalid"
            too_early = isinstance(result, Conflict) and result.stored.revision <= operation["base"]
            if not isinstance(result, Held) and not too_early:
                settled.add(operation["op_id"])
        owed = [operation for operation in owed if operation["op_id"] not in settled]


def final(session: Session, worker_id: UUID) -> list[Any]:
    """Read the rows that came of it, without what tells two workers apart."""
    found = []
    for table in TABLES:
        for row in rows(session, table, worker_id):
            found.append((table, *(str(value) for name, value in row.items() if name != "worker_id")))
    return sorted(found)


def test_any_order_any_repetition_and_any_split_end_in_the_same_rows(session: Session) -> None:
    """T19, scenario 15; the ledger has each operation once, and its numbers have no gaps."""
    for seed in range(25):
        dice = random.Random(seed)
        in_order = a_phone(session)
        sent = a_working_life(in_order, dice)
        in_order.send(*sent)
        expected = final(session, in_order.worker_id)
        assert expected

        for _ in range(3):
            phone = a_phone(session)
            deliver(phone, sent, dice)

            assert final(session, phone.worker_id) == expected, seed
            ledger = ledger_of(session, phone.worker_id)
            assert ledger["rows"] == ledger["ops"] == ledger["last"] == ledger["state"], seed
            assert ledger["held"] == ledger["told"] == 0, seed
            assert ledger["bytes"] == ledger["kept"], seed


def ledger_of(session: Session, worker_id: UUID) -> dict[str, int]:
    asked = """
    SELECT count(*) AS rows, count(DISTINCT op_id) AS ops, max(change) AS last,
           (SELECT last_change FROM sync_state WHERE worker_id = :w) AS state,
           (SELECT held FROM sync_state WHERE worker_id = :w) AS told,
           (SELECT count(*) FROM held_operation WHERE worker_id = :w) AS held,
           (SELECT bytes FROM sync_state WHERE worker_id = :w) AS bytes,
           sum(coalesce(octet_length(body::text), 0) + coalesce(octet_length(sealed), 0)) AS kept
    FROM operation WHERE worker_id = :w"""
    return dict(session.connection().execute(text(asked), {"w": worker_id}).mappings().one())


def test_a_chain_that_arrives_backwards_one_by_one_is_stored_when_its_head_comes(session: Session) -> None:
    phone = a_phone(session)
    parties = [uuid4() for _ in range(12)]
    chain = [
        phone.put("employer", {"client_id": client and str(client)}, id_=party)
        for party, client in zip(parties, [*parties[1:], None], strict=True)
    ]

    results = [phone.send(operation)[0].outcome for operation in chain[:-1]]
    waiting = ledger_of(session, phone.worker_id)
    results.append(phone.send(chain[-1])[0].outcome)

    assert waiting["held"] == waiting["told"] == 11
    assert results == ["held"] * 11 + ["applied"]
    assert len(rows(session, "own_employer", phone.worker_id)) == 12


def test_two_edits_that_wait_for_the_same_job_are_stored_in_their_order(session: Session) -> None:
    phone = a_phone(session)
    party, job, entry = uuid4(), uuid4(), uuid4()
    first = phone.put("time_entry", {"engagement_id": str(job), "minutes": 10}, id_=entry)
    second = phone.put("time_entry", {"engagement_id": str(job), "minutes": 20}, id_=entry, base=1)
    phone.send(second, first)

    phone.send(
        phone.put("employer", id_=party), phone.put("engagement", {"employer_id": str(party)}, id_=job)
    )

    [row] = rows(session, "time_entry", phone.worker_id)
    assert (row["minutes"], row["revision"]) == (20, 2)


def test_what_was_removed_while_it_waited_stays_removed(session: Session) -> None:
    phone = a_phone(session)
    party, job, entry = uuid4(), uuid4(), uuid4()
    waits = phone.put("time_entry", {"engagement_id": str(job)}, id_=entry)
    phone.send(waits, phone.delete("time_entry", entry))

    phone.send(
        phone.put("employer", id_=party), phone.put("engagement", {"employer_id": str(party)}, id_=job)
    )

    assert rows(session, "time_entry", phone.worker_id) == []
    [late] = phone.send(waits)
    assert isinstance(late, Conflict)
    assert late.stored.removed
