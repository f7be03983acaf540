"""What waits for a row that never comes is bounded, in number and in work."""

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from api.sync.decide import ripe
from api.sync.service import book
from tests.sync.phones import a_job, a_phone, count, outcomes


@dataclass(frozen=True)
class Link:
    """A row that names one other. It counts how often it is looked at."""

    id: UUID
    named: UUID
    looked: list[None]

    @property
    def parents(self) -> tuple[UUID, ...]:
        self.looked.append(None)
        return (self.named,)


def a_chain(length: int, looked: list[None]) -> list[Link]:
    ids = [uuid4() for _ in range(length + 1)]
    return [Link(mine, before, looked) for before, mine in pairwise(ids)]


def test_a_chain_without_its_head_costs_a_look_at_each_link_and_no_more() -> None:
    looked: list[None] = []
    chain = a_chain(1_000, looked)

    assert ripe(chain, {}) == []
    assert len(looked) <= 2 * len(chain)


def test_what_may_be_stored_is_found_in_its_order_beside_what_may_not() -> None:
    chain, headless = a_chain(4, []), a_chain(4, [])
    one, other = uuid4(), uuid4()
    ring = [Link(one, other, []), Link(other, one, [])]
    twice = Link(
        chain[0].id, headless[3].id, []
    )  # another edit of a row that goes in, naming one that does not
    waiting = [*reversed(chain), twice, *headless, *ring]

    assert ripe(waiting, {chain[0].named: None}) == [*reversed(chain), *ring]


def test_too_many_operations_that_wait_are_invalid_and_those_that_wait_already_stay(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "MOST_HELD", 3)
    phone, absent = a_phone(session), str(uuid4())
    waiting = [phone.put("time_entry", {"engagement_id": absent}) for _ in range(5)]

    first, second = phone.send(*waiting[:2]), phone.send(*waiting)

    assert outcomes(first) == ["held"] * 2
    assert outcomes(second) == ["held"] * 3 + ["invalid"] * 2
    assert second[4].model_dump()["errors"] == [{"pointer": "", "code": "too_many_wait"}]
    assert count(session, "held_operation", phone.worker_id) == 3
    job = a_job(phone)
    entry = phone.put("time_entry", {"engagement_id": str(job)})
    assert outcomes(phone.send(entry)) == ["applied"]
