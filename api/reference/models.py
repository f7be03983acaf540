"""The reference files as the database keeps them, so that an admin can replace one without a release."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

import api.db  # noqa: F401 (it names the constraints, so it must come before any table)


class ReferenceFile(SQLModel, table=True):
    """One published file: its body and the hash of its canonical bytes."""

    __tablename__ = "reference_file"
    __table_args__ = (
        CheckConstraint("name ~ '^[a-z]{3,20}$'", name="name"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
        CheckConstraint("shipped_sha256 ~ '^[0-9a-f]{64}$'", name="shipped_sha256"),
    )

    name: str = Field(primary_key=True)
    sha256: str
    shipped_sha256: str  # what the release brought; differs from `sha256` once an admin has replaced the body
    loaded_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    body: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
