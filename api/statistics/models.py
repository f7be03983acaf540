"""Releases and what is remembered of their figures. No row names a worker, and no figure is below k."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime
from sqlmodel import Field, SQLModel


class Release(SQLModel, table=True):
    """A frozen publication, or the note that there were too few to publish anything."""

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("state IN ('published', 'too_few')", name="state"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("base >= 0", name="base"),
    )

    last_day: date = Field(primary_key=True)  # of its window; the permanent id
    number: int = Field(unique=True)
    frozen_at: datetime = Field(sa_type=DateTime(timezone=True))
    state: str
    base: int  # workers counted when that figure last moved
    document: str  # canonical JSON, as it was signed and is served
    signature: bytes  # Ed25519
    public_key: bytes  # that verifies it


class ReleaseCell(SQLModel, table=True):
    """What a figure was when it last moved, so that it moves in steps. Hidden ones are remembered too."""

    __tablename__ = "release_cell"
    __table_args__ = (CheckConstraint("base >= 5", name="base"),)

    last_day: date = Field(primary_key=True, foreign_key="release.last_day", ondelete="CASCADE")
    table_name: str = Field(primary_key=True)
    row_key: str = Field(primary_key=True)  # "*" is the margin
    column_key: str = Field(primary_key=True)
    base: int  # workers when it last moved
    shown: bool
