"""Push and pull as they travel (docs/sync.md)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.schema import FieldError, Id, Input, Output, Sealed

Seq = Annotated[int, Field(ge=1, le=2**53)]


class OperationIn(Input):
    """One change of one row, before its body is looked at."""

    op_id: Id
    seq: Seq
    kind: str = Field(max_length=40, pattern=r"^[a-z_]+\.(put|delete)$")
    id: Id
    base: int = Field(ge=0, le=2**31 - 2)
    body: dict[str, Any] | None = None  # absent: a delete
    sealed: Sealed | None = None


class PushIn(Input):
    """What a phone sends at once. Each operation is parsed on its own."""

    device_id: Id
    app_version: str = Field("", max_length=40, pattern=r"^[A-Za-z0-9._+-]*$")
    highest_seq: int = Field(ge=0, le=2**53)
    given_up: list[Seq] = Field([], max_length=500)
    operations: list[Any] = Field(max_length=200)


class StoredOut(Output):
    """A row as the server has it."""

    kind: str
    id: UUID
    revision: int
    removed: bool
    body: dict[str, Any] | None
    sealed: str | None  # base64


class ChangeOut(StoredOut):
    """The latest state of a row, and the number of its last change."""

    change: int


class Applied(Output):
    """Stored."""

    outcome: Literal["applied"] = "applied"
    op_id: UUID
    revision: int


class Duplicate(Output):
    """Stored before."""

    outcome: Literal["duplicate"] = "duplicate"
    op_id: UUID
    revision: int


class Conflict(Output):
    """Another edit came first."""

    outcome: Literal["conflict"] = "conflict"
    op_id: UUID
    stored: StoredOut


class Held(Output):
    """Kept until its parent comes."""

    outcome: Literal["held"] = "held"
    op_id: UUID
    waits_for: UUID


class Refused(Output):
    """Not as it must be. The op id is missing where it could not be read."""

    outcome: Literal["invalid"] = "invalid"
    op_id: UUID | None
    errors: list[FieldError]


class Forbidden(Output):
    """No standing consent for it."""

    outcome: Literal["forbidden"] = "forbidden"
    op_id: UUID


Result = Annotated[
    Applied | Duplicate | Conflict | Held | Refused | Forbidden, Field(discriminator="outcome")
]


class PushOut(Output):
    """One result for each operation, in their order."""

    results: list[Result]
    received_at: str  # ISO 8601, UTC, to the second
    change: int  # the worker's last change number
    missing: list[tuple[int, int]]  # numbers of this phone that never came, as ranges; at most 100
    leave: bool  # this phone was signed out from elsewhere


class PullOut(Output):
    """A page of what changed."""

    changes: list[ChangeOut]
    cursor: str
    more: bool


class ReceiptOut(Output):
    """What the server holds, in a form that the phone can compute too."""

    counts: dict[str, int]
    change: int
    digest: str  # SHA-256 in hex over "id revision\\n", sorted by id, of rows that are not removed
    at: str
