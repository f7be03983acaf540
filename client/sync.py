"""Send changes and fetch rows (docs/sync.md). What the server may not read is sealed and opened here."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, Self
from urllib.parse import quote
from uuid import UUID

from client.account import Signed
from client.ids import uuid7
from client.sealing import Place, open_sealed, seal
from client.service import RefusedError

APP_VERSION = "cli-1"
MOST_AT_ONCE = 200
MOST_BYTES = 1_000_000  # the server takes 1 MB (docs/sync.md)
STORED = {"applied", "duplicate"}
Body = dict[str, Any]


class Change(NamedTuple):
    """A row as somebody wants it. No body: the row goes."""

    kind: str  # time_entry
    body: Body | None
    private: Body | None = None  # is sealed here
    id: UUID | None = None  # None: a new row
    base: int = 0  # the revision it started from


@dataclass(frozen=True)
class PushAnswer:
    """What became of each operation, in their order."""

    results: list[dict[str, Any]]
    received_at: str
    change: int
    missing: list[list[int]]
    leave: bool

    @property
    def stored(self) -> int:
        """Count what is on the server now, whether by this push or an earlier one."""
        return sum(result["outcome"] in STORED for result in self.results)

    def and_then(self, later: Self) -> Self:
        """Join the answers to two halves of a list."""
        return type(self)(
            self.results + later.results, later.received_at, later.change, later.missing, later.leave
        )


class Row(NamedTuple):
    """A row as the server has it, opened."""

    kind: str
    id: UUID
    revision: int
    removed: bool
    body: Body | None
    private: Body | None
    change: int | None = None


class Page(NamedTuple):
    """Some of what changed, and where to go on."""

    rows: list[Row]
    cursor: str
    more: bool


def operation(signed: Signed, seq: int, change: Change) -> Body:
    """Make the operation of a change: its id and number stay the same however often it is sent."""
    row = change.id or uuid7()
    verb = "delete" if change.body is None else "put"
    made: Body = {
        "op_id": str(uuid7()),
        "seq": seq,
        "kind": f"{change.kind}.{verb}",
        "id": str(row),
        "base": change.base,
    }
    if change.body is not None:
        made["body"] = change.body
    if change.private is not None:
        sealed = seal(signed.vault_key, private_place(change.kind, row, signed), change.private)
        made["sealed"] = b64encode(sealed).decode()
    return made


def push(
    signed: Signed,
    operations: Sequence[Body],
    *,
    highest_seq: int | None = None,
    given_up: Sequence[int] = (),
) -> PushAnswer:
    """Send operations, at most 200 at once; a batch that is too large is halved.

    `highest_seq` is the highest number ever allotted here; without it, the highest of these.
    """
    highest = max((each["seq"] for each in operations), default=0) if highest_seq is None else highest_seq
    if len(operations) > MOST_AT_ONCE:
        return halved(signed, operations, highest, given_up, MOST_AT_ONCE)
    body = {
        "device_id": signed.device.id,
        "app_version": APP_VERSION,
        "highest_seq": highest,
        "given_up": list(given_up),
        "operations": list(operations),
    }
    try:
        # who is refused while still sending may see the line cut instead of the answer
        if len(operations) > 1 and len(json.dumps(body, default=str)) > MOST_BYTES:
            raise RefusedError(413, "too-large", None, [])
        said = signed.service.post("/v1/sync/push", body)
    except RefusedError as error:
        if error.status != 413 or len(operations) < 2:
            raise
        return halved(signed, operations, highest, given_up, len(operations) // 2)
    return PushAnswer(said["results"], said["received_at"], said["change"], said["missing"], said["leave"])


def halved(
    signed: Signed, operations: Sequence[Body], highest: int, given_up: Sequence[int], at: int
) -> PushAnswer:
    """Send a list in two parts."""
    first = push(signed, operations[:at], highest_seq=highest, given_up=given_up)
    return first.and_then(push(signed, operations[at:], highest_seq=highest))


def pull(signed: Signed, cursor: str | None = None) -> Iterator[Page]:
    """Fetch what changed since a cursor, or everything, page by page."""
    more = True
    while more:
        said = signed.service.get("/v1/sync/pull" + (f"?cursor={quote(cursor, safe='')}" if cursor else ""))
        cursor, more = said["cursor"], said["more"]
        yield Page([opened(signed, change) for change in said["changes"]], said["cursor"], more)


def pull_all(signed: Signed) -> dict[UUID, Row]:
    """Fetch every row there is; removed ones are left out."""
    found = {row.id: row for page in pull(signed) for row in page.rows}
    return {row.id: row for row in found.values() if not row.removed}


def opened(signed: Signed, stored: Body) -> Row:
    """Open a row as a pull or a conflict gives it."""
    row, kind, sealed = UUID(stored["id"]), stored["kind"], stored.get("sealed")
    private = (
        open_sealed(signed.vault_key, private_place(kind, row, signed), b64decode(sealed)) if sealed else None
    )
    return Row(
        kind, row, stored["revision"], stored["removed"], stored["body"], private, stored.get("change")
    )


def private_place(kind: str, row: UUID, signed: Signed) -> Place:
    """Say where the sealed part of a row belongs."""
    return Place(kind, "private", row, signed.worker_id)


def receipt(signed: Signed) -> Body:
    """Ask what the server holds: counts, last change, digest (`ReceiptOut`)."""
    return signed.service.get("/v1/sync/receipt")


def digest(rows: Iterable[Row]) -> str:
    """Compute the receipt's digest, to prove that a copy is whole."""
    there = sorted((str(row.id), row.revision) for row in rows if not row.removed)
    return sha256("".join(f"{row} {revision}\n" for row, revision in there).encode()).hexdigest()
