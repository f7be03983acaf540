"""What a push looks up: a few questions for any number of operations, each written once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CompoundSelect,
    Connection,
    Row,
    RowMapping,
    Select,
    Uuid,
    any_,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlmodel import col

from api.schema import to_base64
from api.sync.decide import Stored
from api.sync.models import HeldOperation, Operation, SyncState
from api.sync.schemas import StoredOut
from api.sync.service.rows import table_of

WORKER = bindparam("worker_id", type_=Uuid)
IDS: Any = bindparam("ids", type_=ARRAY(Uuid))
OPS: Any = bindparam("ops", type_=ARRAY(Uuid))

PATIENCE = select(func.set_config("lock_timeout", bindparam("patience"), literal(value=True))).cte()
LOCK = (  # says how long to wait and locks, in one question
    select(col(SyncState.generation), col(SyncState.last_change), col(SyncState.held), col(SyncState.bytes))
    .join_from(PATIENCE, SyncState, col(SyncState.worker_id) == WORKER)
    .with_for_update(of=SyncState)
)
BEGIN = (
    insert(SyncState)
    .values(worker_id=WORKER, generation=1, last_change=0, held=0, bytes=0)
    .on_conflict_do_nothing()
)
ASKED_OP = select(func.unnest(OPS, type_=Uuid).label("id")).subquery("asked_op")
ASKED_ROW = select(func.unnest(IDS, type_=Uuid).label("id")).subquery("asked_row")
# One by one, by the index: asked for all at once, the planner, which knows how much a worker has on average,
# reads the whole ledger of one who has more.
SEEN_ONE = (
    select(col(Operation.kind), col(Operation.revision), col(Operation.body).is_(None).label("removed"))
    .where(col(Operation.worker_id) == WORKER, col(Operation.op_id) == ASKED_OP.c.id)
    .limit(1)
    .lateral("seen")
)
LATEST_ONE = (
    select(col(Operation.kind), col(Operation.revision), col(Operation.body).is_(None).label("removed"))
    .where(col(Operation.worker_id) == WORKER, col(Operation.entity_id) == ASKED_ROW.c.id)
    .order_by(col(Operation.revision).desc())
    .limit(1)
    .lateral("latest")
)
SEEN = select(
    literal(value=True), ASKED_OP.c.id, SEEN_ONE.c.kind, SEEN_ONE.c.revision, SEEN_ONE.c.removed
).join_from(ASKED_OP, SEEN_ONE, true())
LATEST = select(
    literal(value=False), ASKED_ROW.c.id, LATEST_ONE.c.kind, LATEST_ONE.c.revision, LATEST_ONE.c.removed
).join_from(ASKED_ROW, LATEST_ONE, true())
BEFORE: CompoundSelect[Any] = union_all(SEEN, LATEST)
WHOLE = (
    select(
        col(Operation.entity_id),
        col(Operation.kind),
        col(Operation.revision),
        col(Operation.body),
        col(Operation.sealed),
    )
    .where(col(Operation.worker_id) == WORKER, col(Operation.entity_id) == any_(IDS))
    .ext(distinct_on(col(Operation.entity_id)))
    .order_by(col(Operation.entity_id), col(Operation.revision).desc())
)


def with_all_that_wait() -> Select[Any]:
    """Ask for held operations: those sent again, and whatever waits for these rows, link by link."""
    held = table_of(HeldOperation)
    further = held.alias("further")
    chain = (
        select(held.c.op_id, held.c.entity_id)
        .where(held.c.worker_id == WORKER, or_(held.c.op_id == any_(OPS), held.c.waits_for == any_(IDS)))
        .cte("chain", recursive=True)
    )
    chain = chain.union(  # without repeats: rows may wait for one another
        select(further.c.op_id, further.c.entity_id).where(
            further.c.worker_id == WORKER, further.c.waits_for == chain.c.entity_id
        )
    )
    return (
        select(held)
        .where(held.c.worker_id == WORKER, held.c.op_id.in_(select(chain.c.op_id)))
        .order_by(held.c.device_id, held.c.seq)
    )


HELD = with_all_that_wait()


@dataclass
class Position:
    """How far a worker's ledger has come. `generation` is raised when the copy is deleted."""

    generation: int
    last_change: int
    held: int
    bytes: int


def locked(connection: Connection, worker_id: UUID, patience: str = "0") -> Position:
    """Lock a worker's books, so that nobody else gives out their next number.

    `patience` is how long this transaction waits for any lock from now on, as PostgreSQL writes it.
    """
    asked = {"worker_id": worker_id, "patience": patience}
    found = connection.execute(LOCK, asked).one_or_none()
    if found is None:
        connection.execute(BEGIN, {"worker_id": worker_id})
        found = connection.execute(LOCK, asked).one()
    return Position(*found)


@dataclass(frozen=True)
class Before:
    """What the ledger has of the operations and rows that were asked for."""

    seen: dict[UUID, tuple[str, int]]  # op id: kind and revision
    stored: dict[UUID, Stored]  # the latest of each row


def before(
    connection: Connection, worker_id: UUID, op_ids: Collection[UUID], ids: Collection[UUID]
) -> Before:
    """Find which operations were stored before, and the latest revision of each row."""
    found = Before({}, {})
    asked = {"worker_id": worker_id, "ops": list(op_ids), "ids": list(ids)}
    for of_operation, id_, kind, revision, removed in connection.execute(BEFORE, asked):
        if of_operation:
            found.seen[id_] = (kind, revision)
        else:
            found.stored[id_] = Stored(kind, revision, removed)
    return found


def held(
    connection: Connection, worker_id: UUID, op_ids: Collection[UUID], ids: Collection[UUID]
) -> Sequence[RowMapping]:
    """Find the held operations that a push may set free."""
    asked = {"worker_id": worker_id, "ops": list(op_ids), "ids": list(ids)}
    return connection.execute(HELD, asked).mappings().all()


def whole(connection: Connection, worker_id: UUID, ids: Collection[UUID]) -> dict[UUID, StoredOut]:
    """Read rows as the phone is told of them."""
    rows = connection.execute(WHOLE, {"worker_id": worker_id, "ids": list(ids)})
    return {row.entity_id: StoredOut(**stored_fields(row)) for row in rows}


def stored_fields(row: Row[Any]) -> dict[str, Any]:
    """Give the fields of `StoredOut` from a row of the ledger."""
    return {
        "kind": row.kind,
        "id": row.entity_id,
        "revision": row.revision,
        "removed": row.body is None,
        "body": row.body,
        "sealed": None if row.sealed is None else to_base64(row.sealed),
    }
