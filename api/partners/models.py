"""Endpoints of organizations, and what became of each event for them. Bodies of answers are never kept."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, text
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
    url: str
    secret_sealed: bytes  # under the pepper
    made_on: date
    failing_since: datetime | None = Field(None, sa_type=MOMENT)  # nothing got through since
    stopped: Stopped | None = Field(None, sa_type=text_enum(Stopped))


class Delivery(SQLModel, table=True):
    """One event on its way to one endpoint. Its id is the webhook-id: the same at every try."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'given_up')", name="state"),
        Index("ix_delivery_due", "due_at", postgresql_where=text("state = 'waiting'")),
    )

    id: UUID = Field(primary_key=True)
    endpoint_id: UUID = Field(foreign_key="endpoint.id", ondelete="CASCADE", index=True)
    event_id: UUID = Field(foreign_key="event.id", ondelete="CASCADE")
    state: State = Field(State.WAITING, sa_type=text_enum(State))
    due_at: datetime = Field(sa_type=MOMENT)  # while it is being sent: when somebody else may try
    tries: int = 0


class Attempt(SQLModel, table=True):
    """One try at a delivery: when, and how it ended in one word."""

    __tablename__ = "attempt"

    delivery_id: UUID = Field(primary_key=True, foreign_key="delivery.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=MOMENT)
    outcome: str  # "204", "refused_address", "no_answer" …: a status or a code of ours (docs/webhooks.md)
    milliseconds: int
