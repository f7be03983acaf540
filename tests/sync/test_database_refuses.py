"""When the database refuses a row that our schemas let through, that operation alone is refused."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from pydantic import Field
from sqlmodel import Session

from api.sync.service import ENTITIES
from api.synced import Entity
from api.worklog.schemas import OfEngagement, TimeEntry
from tests.sync.phones import a_job, a_phone, count, outcomes, rows


class Careless(TimeEntry, OfEngagement):
    """A schema that forgot a rule which the table still has."""

    minutes: int = Field(le=10**12)


CARELESS: tuple[Entity, ...] = tuple(
    replace(entity, body=Careless) if entity.kind == "time_entry" else entity for entity in ENTITIES
)


@pytest.mark.parametrize("minutes", [0, 1_441, 10**12])
def test_one_refused_row_hurts_no_other_in_its_push(session: Session, minutes: int) -> None:
    phone = a_phone(session, entities=CARELESS)
    job = a_job(phone)

    def entry(**more: Any) -> Any:
        return phone.put("time_entry", {"engagement_id": str(job), **more})

    sent = [entry(), entry(), entry(minutes=minutes), entry()]

    first, second = phone.push(*sent), phone.push(*sent)

    assert outcomes(first.results) == ["applied", "applied", "invalid", "applied"]
    assert first.results[2].model_dump()["errors"] == [{"pointer": "", "code": "refused"}]
    assert outcomes(second.results) == ["duplicate", "duplicate", "invalid", "duplicate"]
    assert count(session, "time_entry", phone.worker_id) == 3
    assert first.change == second.change == 6
    assert [row["change"] for row in rows(session, "operation", phone.worker_id)] == [1, 2, 3, 4, 5, 6]


def test_a_refused_row_that_waited_blocks_neither_its_parent_nor_its_siblings(session: Session) -> None:
    phone = a_phone(session, entities=CARELESS)
    job, party = uuid4(), uuid4()
    good = phone.put("time_entry", {"engagement_id": str(job)})
    bad = phone.put("time_entry", {"engagement_id": str(job), "minutes": 0})
    parents = [
        phone.put("employer", id_=party),
        phone.put("engagement", {"employer_id": str(party)}, id_=job),
    ]
    assert outcomes(phone.send(bad, good)) == ["held", "held"]

    assert outcomes(phone.send(*parents)) == ["applied", "applied"]

    assert outcomes(phone.send(bad, good)) == ["invalid", "applied"]
    assert count(session, "held_operation", phone.worker_id) == 0
    assert count(session, "time_entry", phone.worker_id) == 1
