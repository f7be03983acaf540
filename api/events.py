"""What happened, written down in the transaction in which it happened (docs/webhooks.md)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, DateTime, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel

from api.world import World


class Kind(StrEnum):
    """Everything that partners can hear of. Ids, kinds and counts; never a person, never text."""

    RELEASE_PUBLISHED = "release.published"
    TEST = "endpoint.test"


class Event(SQLModel, table=True):
    """One thing that happened. It is told to every endpoint, or to one."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("kind IN ('release.published', 'endpoint.test')", name="kind"),
        Index("ix_event_unfanned", "id", postgresql_where=text("NOT fanned_out")),
    )

    id: UUID = Field(primary_key=True)
    kind: str
    happened_at: datetime = Field(sa_type=DateTime(timezone=True))
    data: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    endpoint_id: UUID | None = None  # only for this one; None: for all
    fanned_out: bool = False  # its deliveries have been written


def publish(
    session: Session, kind: Kind, data: dict[str, Any], world: World, *, endpoint_id: UUID | None = None
) -> None:
    """Write down that something happened; the caller's transaction decides whether it did."""
    session.add(Event(id=uuid4(), kind=kind, happened_at=world.now, data=data, endpoint_id=endpoint_id))
