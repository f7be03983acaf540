"""What a slice tells sync about its entities; its `ops.py` does so in `ENTITIES` (docs/sync.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from api.schema import Input


def no_parents(body: Any) -> Sequence[UUID]:
    """Name no parent."""
    return ()


@dataclass(frozen=True)
class Entity:
    """One kind of row that phones write."""

    kind: str  # its name on the wire: time_entry.put, time_entry.delete
    table: type[SQLModel]  # current rows: worker_id, id, revision, sealed, and `columns`
    body: type[Input]  # what may travel in clear
    columns: Callable[[Any], dict[str, Any]]  # a parsed body as the table's columns
    parents: Callable[[Any], Sequence[UUID]] = no_parents  # rows that must be there before it
    added_only: bool = False  # consents: never changed, never deleted, and no consent needed to send them
