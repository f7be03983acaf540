"""What a push leaves in the database: one statement a table, however many operations there were."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    String,
    Uuid,
    any_,
    bindparam,
    cast,
    delete,
    func,
    select,
    update,
)
from sqlmodel import col

from api.sync.models import HeldOperation, Operation, SyncState
from api.sync.operations import Change
from api.sync.service.book import Book
from api.sync.service.found import Position
from api.sync.service.rows import store, table_of
from api.synced import Entity

WORKER = bindparam("of_worker", type_=Uuid)
IDS: Any = bindparam("ids", type_=ARRAY(Uuid))


def size_of(table: type[Operation | HeldOperation]) -> ColumnElement[int]:
    """Measure body and sealed part of a row, as `Change.size` does."""
    body, sealed = cast(col(table.body), String), col(table.sealed)
    return func.coalesce(func.octet_length(body), 0) + func.coalesce(func.octet_length(sealed), 0)


MOVE = (
    update(SyncState)
    .where(col(SyncState.worker_id) == WORKER)
    .values(
        generation=bindparam("to_generation", type_=Integer),
        last_change=bindparam("to_change", type_=BigInteger),
        held=bindparam("to_held", type_=Integer),
        bytes=bindparam("to_bytes", type_=BigInteger),
    )
)
NOT_HELD = (
    delete(HeldOperation)
    .where(col(HeldOperation.worker_id) == WORKER, col(HeldOperation.op_id) == any_(IDS))
    .returning(size_of(HeldOperation))
)
WHAT_STAYS = select(func.coalesce(func.sum(size_of(Operation)), 0)).where(col(Operation.worker_id) == WORKER)


def write(connection: Connection, book: Book) -> None:
    """Write what was decided."""
    if book.wiped:
        wipe(connection, book)
    if book.ledger:
        store(connection, table_of(Operation), book.ledger)
        book.position.bytes += sum(book.sizes[row["change"]] for row in book.ledger)
        for entity in book.entities:
            write_rows(connection, book, entity)
    if write_held(connection, book) or book.ledger or book.wiped:
        move(connection, book.worker_id, book.position)


def move(connection: Connection, worker_id: UUID, to: Position) -> None:
    """Note how far the ledger has come."""
    so_far = {"to_generation": to.generation, "to_change": to.last_change, "to_held": to.held}
    connection.execute(MOVE, {"of_worker": worker_id, "to_bytes": to.bytes, **so_far})


def wipe(connection: Connection, book: Book) -> None:
    """Delete the copy: every record, what is held, and their operations."""
    of = {"of_worker": book.worker_id}
    for entity in book.entities:
        if not entity.added_only:
            table = table_of(entity.table)
            connection.execute(delete(table).where(table.c.worker_id == WORKER), of)
    connection.execute(delete(HeldOperation).where(col(HeldOperation.worker_id) == WORKER), of)
    gone = [entity.kind for entity in book.entities if not entity.added_only]
    records = delete(Operation).where(col(Operation.worker_id) == WORKER, col(Operation.kind).in_(gone))
    connection.execute(records, of)
    book.position.bytes = connection.execute(WHAT_STAYS, of).scalar_one()


def write_rows(connection: Connection, book: Book, entity: Entity) -> None:
    """Bring the current rows of one kind to their last revision."""
    mine = [of for of in book.last.values() if of[0].entity is entity]
    table = table_of(entity.table)
    puts = [row(book.worker_id, change, revision) for change, revision in mine if not change.delete]
    gone = [change.id for change, _ in mine if change.delete]
    if puts:
        store(connection, table, puts, replace=not entity.added_only)
    if gone:
        of = {"of_worker": book.worker_id, "ids": gone}
        connection.execute(delete(table).where(table.c.worker_id == WORKER, table.c.id == any_(IDS)), of)


def row(worker_id: UUID, change: Change, revision: int) -> dict[str, Any]:
    """Give the current row that a change makes."""
    columns = {"worker_id": worker_id, "id": change.id, **change.entity.columns(change.body)}
    if not change.entity.added_only:
        columns["revision"] = revision
        columns["sealed"] = change.sealed
    return columns


def write_held(connection: Connection, book: Book) -> bool:
    """Keep what waits, and let go of what does no longer; tell whether anything changed."""
    now = {op_id: (change, book.waits_for(change)) for op_id, change in book.waiting.items()}
    gone = [op_id for op_id, of in book.held.items() if now.get(op_id) != of]
    new = [of for op_id, of in now.items() if book.held.get(op_id) != of]
    if gone:
        let_go(connection, book.worker_id, book.position, gone)
    if new:
        book.position.held += len(new)
        book.position.bytes += sum(change.size for change, _ in new)
        store(connection, table_of(HeldOperation), [held_row(book, *of) for of in new])
    return bool(gone or new)


def let_go(connection: Connection, worker_id: UUID, position: Position, op_ids: Sequence[UUID]) -> None:
    """Hold operations no longer, if they were held."""
    gone = connection.execute(NOT_HELD, {"of_worker": worker_id, "ids": list(op_ids)}).scalars().all()
    position.held -= len(gone)
    position.bytes -= sum(gone)


def held_row(book: Book, change: Change, waits_for: UUID) -> dict[str, Any]:
    """Give the row of an operation that waits."""
    return {
        "worker_id": book.worker_id,
        "op_id": change.op_id,
        "device_id": change.device_id,
        "seq": change.seq,
        "kind": f"{change.entity.kind}.put",  # a delete waits for nothing
        "entity_id": change.id,
        "base": change.base,
        "body": change.sent,
        "sealed": change.sealed,
        "waits_for": waits_for,
        "received_on": book.today,
    }
