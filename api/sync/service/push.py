"""Take what a phone sends: every operation has its effect once, and none hurts another (docs/sync.md)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session, col, select

from api.accounts.caller import Caller
from api.problems import Problem
from api.schema import FieldError
from api.sync.models import DeviceSeq
from api.sync.operations import Change
from api.sync.schemas import PushIn, PushOut, Refused, Result
from api.sync.seqs import how_many, still_missing
from api.sync.service import found
from api.sync.service.book import Book, rows_in_doubt
from api.sync.service.parsing import understood
from api.sync.service.registry import ENTITIES
from api.sync.service.writing import let_go, move, write
from api.synced import Entity

COUNTED = select(col(DeviceSeq.highest), col(DeviceSeq.missing), col(DeviceSeq.said_on)).where(
    col(DeviceSeq.worker_id) == bindparam("of_worker"), col(DeviceSeq.device_id) == bindparam("of_device")
)
NEW_COUNT = insert(DeviceSeq)
COUNT = NEW_COUNT.on_conflict_do_update(
    index_elements=["worker_id", "device_id"],
    set_={name: NEW_COUNT.excluded[name] for name in ("highest", "missing", "said_on")},
)
CAME = {"applied", "duplicate", "held"}
MOST_TOLD = 100
MOST_BYTES = 64 * 1024 * 1024  # of bodies and sealed parts of one worker: years of work
PATIENCE = "2s"  # then the phone is told to come back, and this thread is free
REFUSED = (DataError, IntegrityError)  # by the database, for what is in a row


class OtherDevice(Problem):
    """The request names another phone than the one that signed in."""

    status, code, title = 403, "other-device", "This phone is not the one that signed in."


class CopyFull(Problem):
    """With these operations the copy would be larger than one worker's may be; nothing was stored."""

    status, code, title = 507, "copy-full", "Your copy on this server is full."


class Scribe:
    """Stores the operations of one push."""

    def __init__(self, session: Session, caller: Caller, today: date, entities: tuple[Entity, ...]) -> None:
        self.connection = session.connection()
        self.worker_id = caller.worker_id
        self.today = today
        self.entities = entities
        self.position = found.locked(self.connection, caller.worker_id, PATIENCE)

    def store(self, items: Sequence[Change | Refused]) -> list[Result]:
        """Store all at once; if the database refuses, one by one, so that one bad item blocks no other.

        What makes a full copy grow raises `CopyFull`; consents and withdrawals are heard even then.
        """
        changes = [item for item in items if isinstance(item, Change)]
        most = max(MOST_BYTES, self.position.bytes + sum(c.size for c in changes if c.entity.added_only))
        try:
            results = iter(self.in_bulk(changes) if changes else [])
        except REFUSED:
            results = iter([self.alone(change) for change in changes])
        if self.position.bytes > most:
            raise CopyFull
        return [next(results) if isinstance(item, Change) else item for item in items]

    def alone(self, change: Change) -> Result:
        """Store one change; what waited for it and is itself refused goes on waiting."""
        for release in (True, False):
            try:
                return self.in_bulk([change], release=release)[0]
            except REFUSED:
                continue
        let_go(self.connection, self.worker_id, self.position, [change.op_id])
        move(self.connection, self.worker_id, self.position)
        return Refused(op_id=change.op_id, errors=[FieldError(pointer="", code="refused")])

    def in_bulk(self, changes: Sequence[Change], *, release: bool = True) -> list[Result]:
        """Look up, decide, write: all of it or, after an error, nothing."""
        position = replace(self.position)
        book = Book(self.worker_id, self.today, self.entities, position)
        with self.connection.begin_nested():
            book.look_up(self.connection, changes)
            results = [book.take(change) for change in changes]
            if release:
                book.release()
            write(self.connection, book)
        self.position = position
        open_ = [change for change, result in zip(changes, results, strict=True) if result is None]
        doubtful = rows_in_doubt(book, open_)
        stored = found.whole(self.connection, self.worker_id, doubtful) if doubtful else {}
        return [
            book.settled(change, stored) if result is None else result
            for change, result in zip(changes, results, strict=True)
        ]


def see_device(caller: Caller, device_id: UUID | None) -> None:
    """Refuse a phone whose browser has another session by now; None is a client that does not say."""
    if device_id not in {None, caller.device_id}:
        raise OtherDevice


def push(
    session: Session,
    caller: Caller,
    data: PushIn,
    *,
    now: datetime,
    entities: tuple[Entity, ...] = ENTITIES,
) -> PushOut:
    """Take a push of the caller's phone and say what became of each operation."""
    see_device(caller, data.device_id)
    scribe = Scribe(session, caller, now.date(), entities)
    items = [understood(sent, data.device_id, entities) for sent in data.operations]
    results = scribe.store(items)
    came = {
        item.seq
        for item, result in zip(items, results, strict=True)
        if isinstance(item, Change) and result.outcome in CAME
    }
    missing = count(scribe.connection, caller, now.date(), data, came)
    return PushOut(
        results=results,
        received_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        change=scribe.position.last_change,
        missing=[(first, last) for first, last in missing[:MOST_TOLD]],
        leave=caller.leaving,
    )


def count(
    connection: Connection, caller: Caller, today: date, data: PushIn, came: set[int]
) -> list[list[int]]:
    """Note how far the phone has counted, and give the numbers that never came."""
    of = {"of_worker": caller.worker_id, "of_device": caller.device_id}
    before = connection.execute(COUNTED, of).one_or_none()
    highest = before.highest if before else 0
    said = max(highest, data.highest_seq, *came) if came else max(highest, data.highest_seq)
    missing = still_missing(before.missing if before else [], highest, said, came.union(data.given_up))
    now = {"highest": said, "missing": missing, "said_on": today}
    if before is None or before._asdict() != now:
        connection.execute(COUNT, {"worker_id": caller.worker_id, "device_id": caller.device_id, **now})
    return missing


def gaps(session: Session, worker_id: UUID) -> dict[UUID, tuple[int, int]]:
    """Say of each phone how far it has counted and how many of its numbers never came."""
    rows = session.exec(select(DeviceSeq).where(col(DeviceSeq.worker_id) == worker_id))
    return {row.device_id: (row.highest, how_many(row.missing)) for row in rows}
