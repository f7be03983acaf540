"""One worker's books, open for one push: everything is looked up first, decided here, and written once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from api.accounts import ops as accounts
from api.accounts.consents import standing
from api.accounts.schemas import ConsentKept, WithdrawalKept
from api.schema import FieldError
from api.sync.decide import Stored, first_missing, next_revision, ripe
from api.sync.operations import Change
from api.sync.schemas import Applied, Conflict, Duplicate, Forbidden, Held, Refused, Result, StoredOut
from api.sync.service import found
from api.sync.service.parsing import again
from api.synced import Entity

MOST_HELD = 5_000  # operations of one worker that wait: each is read again whenever its parent is named
MOST_SAID = 1_000  # consents and withdrawals of one worker: all are read at each push


@dataclass
class Book:
    """What is known of a worker's rows while a push is decided, and what is to be written."""

    worker_id: UUID
    today: date
    entities: tuple[Entity, ...]
    position: found.Position
    seen: dict[UUID, tuple[str, int]] = field(default_factory=dict)  # op id: kind, revision
    stored: dict[UUID, Stored] = field(default_factory=dict)
    consents: list[ConsentKept] = field(default_factory=list)
    withdrawals: list[WithdrawalKept] = field(default_factory=list)
    held: dict[UUID, tuple[Change, UUID]] = field(default_factory=dict)  # in the database, and for what
    waiting: dict[UUID, Change] = field(default_factory=dict)  # held now
    ledger: list[dict[str, Any]] = field(default_factory=list)  # new rows
    sizes: dict[int, int] = field(default_factory=dict)  # of new rows, by change
    last: dict[UUID, tuple[Change, int]] = field(default_factory=dict)  # the last of them for each row
    newly_held: int = 0  # of this push; some may go in with it after all
    wiped: bool = False
    allowed: bool = False

    def look_up(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Read what these changes meet: two or three questions, however many they are."""
        ids = {change.id for change in changes}
        op_ids = {change.op_id for change in changes}
        if self.position.held:
            self.look_up_held(connection, op_ids, ids)
        asked = [*changes, *self.waiting.values()]
        rows = ids.union((change.id for change in asked), *(change.parents for change in asked))
        before = found.before(connection, self.worker_id, op_ids, rows)
        self.seen, self.stored = before.seen, before.stored
        self.consents, self.withdrawals = accounts.said_by(connection, self.worker_id)
        self.look_at_consents()

    def look_up_held(self, connection: Connection, op_ids: set[UUID], ids: set[UUID]) -> None:
        """Read what waits and may wait no longer."""
        for row in found.held(connection, self.worker_id, op_ids, ids):
            change = again(row, self.entities)
            if change is not None:
                self.held[change.op_id] = (change, row["waits_for"])
                self.waiting[change.op_id] = change

    def look_at_consents(self) -> None:
        """Tell whether a copy may be kept today."""
        self.allowed = standing(self.consents, self.withdrawals, "copy", None, self.today)

    def take(self, change: Change) -> Result | None:
        """Decide a change that arrived; None: what becomes of it shows at the end."""
        if change.op_id in self.seen:
            return Duplicate(op_id=change.op_id, revision=self.seen[change.op_id][1])
        self.waiting.pop(change.op_id, None)
        there = self.stored.get(change.id)
        if there is not None and there.kind != change.entity.kind:
            return Refused(op_id=change.op_id, errors=[FieldError(pointer="/id", code="another_kind")])
        if change.entity.added_only:
            if there is None and len(self.consents) + len(self.withdrawals) >= MOST_SAID:
                return Refused(op_id=change.op_id, errors=[FieldError(pointer="", code="too_many")])
        else:
            if not self.allowed:
                return Forbidden(op_id=change.op_id)
            if first_missing(change, self.stored) is not None:
                return self.hold(change)
        revision = self.keep(change)
        return None if revision is None else Applied(op_id=change.op_id, revision=revision)

    def hold(self, change: Change) -> Refused | None:
        """Let a change wait for its parent, unless too many wait: it stays on its phone then."""
        if change.op_id not in self.held:
            if self.position.held + self.newly_held >= MOST_HELD:
                return Refused(op_id=change.op_id, errors=[FieldError(pointer="", code="too_many_wait")])
            self.newly_held += 1
        self.waiting[change.op_id] = change
        return None

    def keep(self, change: Change) -> int | None:
        """Enter a change into the ledger, unless another edit came first."""
        there = self.stored.get(change.id)
        added_only = change.entity.added_only
        revision = next_revision(there, change.base, delete=change.delete, added_only=added_only)
        if revision is None:
            return None
        self.position.last_change += 1
        self.seen[change.op_id] = (change.entity.kind, revision)
        self.stored[change.id] = Stored(change.entity.kind, revision, change.delete)
        self.last[change.id] = (change, revision)
        self.ledger.append(self.row(change, revision))
        self.sizes[self.position.last_change] = change.size
        if added_only:
            self.hear(change.body)
        return revision

    def row(self, change: Change, revision: int) -> dict[str, Any]:
        """Write a row of the ledger."""
        return {
            "worker_id": self.worker_id,
            "change": self.position.last_change,
            "op_id": change.op_id,
            "device_id": change.device_id,
            "seq": change.seq,
            "kind": change.entity.kind,
            "entity_id": change.id,
            "revision": revision,
            "body": change.sent,
            "sealed": change.sealed,
            "received_on": self.today,
        }

    def hear(self, body: ConsentKept | WithdrawalKept) -> None:
        """Heed a consent at once, and a withdrawal by forgetting the copy unless a later consent stands."""
        if isinstance(body, ConsentKept):
            self.consents.append(body)
        else:
            self.withdrawals.append(body)
        self.look_at_consents()
        if isinstance(body, WithdrawalKept) and body.purpose == "copy" and not self.allowed:
            self.wipe()

    def wipe(self) -> None:
        """Forget every record, what is held and what this push brought so far; consents stay."""
        stay = {entity.kind for entity in self.entities if entity.added_only}
        self.seen = {op_id: of for op_id, of in self.seen.items() if of[0] in stay}
        self.stored = {id_: there for id_, there in self.stored.items() if there.kind in stay}
        self.last = {id_: of for id_, of in self.last.items() if of[0].entity.kind in stay}
        self.ledger = [row for row in self.ledger if row["kind"] in stay]
        self.held.clear()
        self.waiting.clear()
        self.position.held = self.newly_held = 0
        if not self.wiped:
            self.position.generation += 1
        self.wiped = True

    def release(self) -> None:
        """Keep whatever waits no longer. One that comes too late is dropped: sent again, it is told so."""
        for change in ripe(self.waiting.values(), self.stored):
            del self.waiting[change.op_id]
            there = self.stored.get(change.id)
            if there is None or there.kind == change.entity.kind:
                self.keep(change)

    def waits_for(self, change: Change) -> UUID:
        """Say for what a held operation waits."""
        return first_missing(change, self.stored) or change.id

    def settled(self, change: Change, stored: dict[UUID, StoredOut]) -> Result:
        """Say at the end what became of a change."""
        if change.op_id in self.seen:
            return Applied(op_id=change.op_id, revision=self.seen[change.op_id][1])
        if change.op_id in self.waiting:
            return Held(op_id=change.op_id, waits_for=self.waits_for(change))
        if change.id not in stored:  # a withdrawal in the same push took the row
            return Forbidden(op_id=change.op_id)
        return Conflict(op_id=change.op_id, stored=stored[change.id])


def rows_in_doubt(book: Book, changes: Iterable[Change]) -> set[UUID]:
    """List the rows that an answer has to show."""
    return {c.id for c in changes if c.op_id not in book.seen and c.op_id not in book.waiting}
