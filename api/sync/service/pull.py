"""Give a worker's rows back: what changed since, and a receipt of everything."""

import re
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from api.problems import Problem
from api.sync.models import Operation, SyncState
from api.sync.schemas import ChangeOut, PullOut, ReceiptOut
from api.sync.service.found import stored_fields

CURSOR = re.compile(r"([0-9]{1,9})-([0-9]{1,18})", re.ASCII)


class CursorTooOld(Problem):
    """The cursor leads nowhere: the copy was deleted since, or it is not one of ours."""

    status, code, title = 410, "cursor-too-old", "Start again without a cursor."


LATER = aliased(Operation)
LATEST = (  # the last row that the ledger has of each entity
    select(
        col(Operation.change),
        col(Operation.kind),
        col(Operation.entity_id),
        col(Operation.revision),
        col(Operation.body),
        col(Operation.sealed),
    )
    .where(
        col(Operation.worker_id) == bindparam("worker_id"),
        ~select(literal(1))
        .where(
            col(LATER.worker_id) == col(Operation.worker_id),
            col(LATER.entity_id) == col(Operation.entity_id),
            col(LATER.revision) > col(Operation.revision),
        )
        .exists(),
    )
    .order_by(col(Operation.change))
)
PAGE = LATEST.where(col(Operation.change) > bindparam("after")).limit(bindparam("most"))
THERE = (
    LATEST.with_only_columns(col(Operation.kind), col(Operation.entity_id), col(Operation.revision))
    .where(col(Operation.body).is_not(None))
    .order_by(None)
)


def pull(session: Session, worker_id: UUID, *, cursor: str | None, limit: int) -> PullOut:
    """Give the latest state of each row that changed after the cursor, in the order of the changes."""
    generation, last_change = position(session, worker_id)
    after = read(cursor, generation, last_change)
    asked = {"worker_id": worker_id, "after": after, "most": limit + 1}
    rows = session.connection().execute(PAGE, asked).all()
    page = rows[:limit]
    end = page[-1].change if page else after
    return PullOut(
        changes=[ChangeOut(change=row.change, **stored_fields(row)) for row in page],
        cursor=f"{generation}-{end}",
        more=len(rows) > limit,
    )


def position(session: Session, worker_id: UUID) -> tuple[int, int]:
    """Say how far the ledger has come, before anything of it is read."""
    asked = select(col(SyncState.generation), col(SyncState.last_change)).where(
        col(SyncState.worker_id) == worker_id
    )
    found = session.connection().execute(asked).one_or_none()
    return (1, 0) if found is None else (found[0], found[1])


def read(cursor: str | None, generation: int, last_change: int) -> int:
    """Read a cursor: everything up to this change is known."""
    if cursor is None:
        return 0
    parts = CURSOR.fullmatch(cursor)
    if parts is None or int(parts[1]) != generation or int(parts[2]) > last_change:
        raise CursorTooOld
    return int(parts[2])


def receipt(session: Session, worker_id: UUID, *, now: datetime) -> ReceiptOut:
    """Count the rows that the server holds, and hash them in a form that the phone can compute too."""
    _, last_change = position(session, worker_id)
    there = session.connection().execute(THERE, {"worker_id": worker_id}).all()
    counts: dict[str, int] = {}
    for kind, _, _ in there:
        counts[kind] = counts.get(kind, 0) + 1
    lines = "".join(sorted(f"{id_} {revision}\n" for _, id_, revision in there))
    return ReceiptOut(
        counts=counts,
        change=last_change,
        digest=sha256(lines.encode()).hexdigest(),
        at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
