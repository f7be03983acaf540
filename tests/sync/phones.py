"""Phones for tests of sync: they number what they make, and send it straight to the service's function."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import Session

from api.accounts.caller import Caller
from api.sync import service
from api.sync.schemas import PushIn, PushOut, Result
from api.synced import Entity
from tests.accounts.people import a_blob, coded
from tests.accounts.rows import stored_account

NOW = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
Sent = dict[str, Any]


@dataclass
class Phone:
    """One phone of a worker."""

    session: Session
    worker_id: UUID
    device_id: UUID = field(default_factory=uuid4)
    leaving: bool = False
    highest: int = 0
    now: datetime = NOW
    entities: tuple[Entity, ...] = service.ENTITIES

    @property
    def caller(self) -> Caller:
        return Caller(self.worker_id, self.device_id, b"", frozenset(), None, False, self.leaving)

    def other(self) -> "Phone":
        """Give a second phone of the same worker."""
        return Phone(self.session, self.worker_id, now=self.now, entities=self.entities)

    def put(
        self, kind: str, body: Sent | None = None, *, id_: UUID | None = None, base: int = 0, **more: Any
    ) -> Sent:
        """Make an operation; the body is a valid one with these fields in it."""
        self.highest += 1
        made = {"op_id": str(uuid4()), "seq": self.highest, "kind": f"{kind}.put", "id": str(id_ or uuid4())}
        sealed = None if kind in {"consent", "withdrawal"} else blob()
        return made | {"base": base, "body": BODIES[kind] | (body or {}), "sealed": sealed} | more

    def delete(self, kind: str, id_: UUID | str, *, base: int = 1) -> Sent:
        """Make an operation that removes a row."""
        self.highest += 1
        made = {"op_id": str(uuid4()), "seq": self.highest, "kind": f"{kind}.delete", "id": str(id_)}
        return made | {"base": base, "body": None, "sealed": None}

    def consent(self, *, knows: int = 0, until: str = "2027-03-20", purpose: str = "copy") -> Sent:
        return self.put("consent", {"knows": knows, "until": until, "purpose": purpose})

    def withdrawal(self, *, purpose: str = "copy") -> Sent:
        return self.put("withdrawal", {"purpose": purpose})

    def push(self, *operations: Any, **more: Any) -> PushOut:
        said = {"device_id": str(self.device_id), "app_version": "0.9.0", "highest_seq": self.highest}
        data = PushIn.model_validate(said | {"operations": list(operations)} | more)
        return service.push(self.session, self.caller, data, now=self.now, entities=self.entities)

    def send(self, *operations: Any) -> list[Result]:
        return list(self.push(*operations).results)

    def pull(self, cursor: str | None = None, limit: int = 200) -> Any:
        return service.pull(self.session, self.worker_id, cursor=cursor, limit=limit)

    def receipt(self) -> Any:
        return service.receipt(self.session, self.worker_id, now=self.now)


def a_phone(session: Session, *, allowed: bool = True, **more: Any) -> Phone:
    """Give a phone of a new worker, who lets the server keep a copy unless told otherwise."""
    phone = Phone(session, stored_account(session).worker_id, **more)
    if allowed:
        phone.send(phone.consent())
    return phone


def a_job(phone: Phone) -> UUID:
    """Send an employer and a job; give the job's id."""
    party, job = uuid4(), uuid4()
    sent = [phone.put("employer", id_=party), phone.put("engagement", {"employer_id": str(party)}, id_=job)]
    assert outcomes(phone.send(*sent)) == ["applied", "applied"]
    return job


def outcomes(results: Sequence[Result]) -> list[str]:
    return [result.outcome for result in results]


def blob(size: int = 256) -> str:
    """Make what a sealed and padded text looks like from outside."""
    return coded(a_blob(size))


def rows(session: Session, table: str, worker_id: UUID) -> list[dict[str, Any]]:
    """Read a worker's rows of a table."""
    session.flush()
    found = session.connection().execute(
        text(f"SELECT * FROM {table} WHERE worker_id = :w"), {"w": worker_id}
    )
    return [dict(row) for row in found.mappings()]


def count(session: Session, table: str, worker_id: UUID) -> int:
    return len(rows(session, table, worker_id))


JOB = str(uuid4())  # replaced by whoever needs one that is there
BODIES: dict[str, Sent] = {
    "employer": {"name": "Bright Labels", "kind": "centre"},
    "engagement": {
        "rates": [{"basis": "hour", "amount": "21.50"}, {"basis": "piece", "amount": "0.08"}],
        "currency": "CNY",
        "contract_kind": "part_time",
        "pay_period": {"kind": "month", "starts_on": 1, "pay_after_days": 15},
        "place": {"country": "CN", "region": "CN-52", "tier": "2"},
        "began_on": "2026-01-05",
        "employer_id": JOB,
    },
    "time_entry": {"engagement_id": JOB, "worked_on": "2026-03-18", "minutes": 95, "activity": "paid_work"},
    "batch": {"engagement_id": JOB, "handed_in_on": "2026-03-18", "unit_price": "0.08", "submitted": 400},
    "payment": {
        "engagement_id": JOB,
        "received_on": "2026-03-15",
        "amount_minor": 286_000,
        "currency": "CNY",
    },
    "deduction": {
        "engagement_id": JOB,
        "withheld_on": "2026-03-15",
        "amount_minor": 5_000,
        "currency": "CNY",
        "kind": "fine",
    },
    "cost": {
        "engagement_id": JOB,
        "spent_on": "2026-03-02",
        "amount_minor": 8_900,
        "currency": "CNY",
        "kind": "data",
    },
    "period_mark": {"engagement_id": JOB, "for_period": "2026-03-01", "all_paid": True},
    "consent": {
        "purpose": "copy",
        "text_version": "copy-1",
        "given_on": "2026-03-20",
        "until": "2027-03-20",
        "knows": 0,
    },
    "withdrawal": {"purpose": "copy", "withdrawn_on": "2026-03-20"},
}
