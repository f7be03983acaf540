"""Endpoints of organizations, and what became of each event for them. Bodies of answers are never kept."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from api.db import text_enum

MOMENT = DateTime(timezone=True)


class State(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given_up"


class Stopped(StrEnum):
    """Why an endpoint is told nothing any more."""

    GONE = "gone"  # it answered 410
    FAILING = "failing"  # nothing got through for five days
    BY_HAND = "by_hand"


class Endpoint(SQLModel, table=True):
    """Where an organization hears of events."""

    __tablename__ = "endpoint"
    __table_args__ = (
        CheckConstraint("stopped IN ('gone', 'failing', 'by_hand')", name="stopped"),
        CheckConstraint("char_length(url) <= 500", name="url"),
        Index(
            "uq_endpoint_active", "organization_id", unique=True, postgresql_where=text("stopped IS NULL")
        ),  # one that works for each organization
    )

    id: UUID = Field(primary_key=True)
    organization_id: UUID = Field(foreign_key="organization.id", ondelete="CASCADE", index=True)
    url: str  # may hold a secret; once it is stopped, only scheme, host and port are left
    secret_sealed: bytes  # under the pepper; empty once it is stopped
    made_on: date
    failing_since: datetime | None = Field(None, sa_type=MOMENT)  # nothing got through since
    stopped: Stopped | None = Field(None, sa_type=text_enum(Stopped))


class Delivery(SQLModel, table=True):
    """One event on its way to one endpoint. Its id is the webhook-id: the same at every try."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'given_up')", name="state"),
        UniqueConstraint("event_id", "endpoint_id"),
        Index("ix_delivery_due", "due_at", postgresql_where=text("state = 'waiting'")),
        Index("ix_delivery_taken", "taken_until", postgresql_where=text("taken_until IS NOT NULL")),
    )

    id: UUID = Field(primary_key=True)
    endpoint_id: UUID = Field(foreign_key="endpoint.id", ondelete="CASCADE", index=True)
    event_id: UUID = Field(foreign_key="event.id", ondelete="CASCADE")
    state: State = Field(default=State.WAITING, sa_type=text_enum(State))
    due_at: datetime = Field(sa_type=MOMENT)
    taken_until: datetime | None = Field(default=None, sa_type=MOMENT)  # a sender has it; then another may
    tries: int = 0


class Attempt(SQLModel, table=True):
    """One try at a delivery: when, and how it ended in one word."""

    __tablename__ = "attempt"
    __table_args__ = (CheckConstraint("outcome ~ '^[a-z0-9_]{1,20}$'", name="outcome"),)

    delivery_id: UUID = Field(primary_key=True, foreign_key="delivery.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=MOMENT)
    outcome: str  # "204", "timeout" …: a status or a word of docs/webhooks.md
    milliseconds: int
