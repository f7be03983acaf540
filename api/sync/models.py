"""The ledger of everything that phones sent, in order (docs/sync.md)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class SyncState(SQLModel, table=True):
    """Locked first by whoever writes a worker's records; so their change numbers have no gaps."""

    __tablename__ = "sync_state"

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    generation: int = 1  # raised when the copy is deleted: older cursors lead nowhere
    last_change: int = Field(0, sa_type=BigInteger)
    held: int = 0  # how many operations wait: mostly none, and then nobody looks for them
    bytes: int = Field(0, sa_type=BigInteger)  # of bodies and sealed parts, stored or held


class Operation(SQLModel, table=True):
    """One applied operation: ledger, history and change log at once. Only ever added to."""

    __tablename__ = "operation"
    __table_args__ = (
        UniqueConstraint("worker_id", "op_id"),
        UniqueConstraint("worker_id", "entity_id", "revision", name="uq_operation_revision"),
        Index("ix_operation_device", "worker_id", "device_id", "seq"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("seq >= 1", name="seq"),
    )

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    change: int = Field(primary_key=True, sa_type=BigInteger)
    op_id: UUID
    device_id: UUID
    seq: int = Field(sa_type=BigInteger)
    kind: str  # of the row: time_entry
    entity_id: UUID
    revision: int
    body: dict[str, Any] | None = Field(None, sa_column=Column(JSONB(none_as_null=True)))  # None: removed
    sealed: bytes | None = None
    received_on: date


class HeldOperation(SQLModel, table=True):
    """An operation whose parent row has not come."""

    __tablename__ = "held_operation"
    __table_args__ = (Index("ix_held_operation_waits_for", "worker_id", "waits_for"),)

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    op_id: UUID = Field(primary_key=True)
    device_id: UUID
    seq: int = Field(sa_type=BigInteger)
    kind: str  # as it was sent: time_entry.put
    entity_id: UUID
    base: int
    body: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    sealed: bytes | None = None
    waits_for: UUID
    received_on: date


class DeviceSeq(SQLModel, table=True):
    """How far a phone has counted, and which numbers never came."""

    __tablename__ = "device_seq"

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    device_id: UUID = Field(primary_key=True)
    highest: int = Field(0, sa_type=BigInteger)
    missing: list[list[int]] = Field(sa_column=Column(JSONB, nullable=False))  # rising ranges (seqs.py)
    said_on: date
