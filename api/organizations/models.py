"""Organizations and who works for them; words and invitations without a graph (docs/accounts.md)."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from api.db import text_enum

MOMENT = DateTime(timezone=True)


class Role(StrEnum):
    """What staff may do; every one of them needs a second factor."""

    ORGANIZER = "organizer"
    MODERATOR = "moderator"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    ADMIN = "admin"
    PARTNER = "partner"


class Word(StrEnum):
    """Who vouched."""

    ORGANIZER = "organizer"
    MEMBER = "member"


ROLES = ", ".join(f"'{role}'" for role in Role)


def of_account() -> ForeignKeyConstraint:
    """Tie a row to its account, checked at commit: an invitation is spent before the account is stored."""
    return ForeignKeyConstraint(
        ["worker_id"], ["account.worker_id"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"
    )


class Organization(SQLModel, table=True):
    """A union or group on this host; the key that signs its inbox stays offline."""

    __tablename__ = "organization"

    id: UUID = Field(primary_key=True)
    name: str
    sign_key: bytes  # Ed25519, public
    inbox_recipient: str | None = None  # age1…
    inbox_signature: bytes | None = None
    inbox_since: date | None = None
    made_on: date


class Invitation(SQLModel, table=True):
    """A way in, used once. Who made it is forgotten with its use, or after 30 days."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint(f"role IS NULL OR role IN ({ROLES})", name="role"),)

    digest: bytes = Field(primary_key=True)  # SHA-256 of the token
    role: Role | None = Field(None, sa_type=text_enum(Role))
    organization_id: UUID | None = Field(None, foreign_key="organization.id", ondelete="CASCADE")
    word: Word | None = Field(None, sa_type=text_enum(Word))  # an organizer invites: an organizer vouches
    made_by: UUID | None = None
    tree_root: UUID
    tree_depth: int
    made_on: date
    expires_on: date


class RoleHeld(SQLModel, table=True):
    """A role of a staff account, in an organization or on the whole host."""

    __tablename__ = "role_held"
    __table_args__ = (CheckConstraint(f"role IN ({ROLES})", name="role"), of_account())

    worker_id: UUID = Field(primary_key=True)
    role: Role = Field(primary_key=True, sa_type=text_enum(Role))
    organization_id: UUID | None = Field(None, foreign_key="organization.id", ondelete="CASCADE")
    since: date


class Vouch(SQLModel, table=True):
    """A word for somebody. Whose it was is kept 30 days, so that nobody gives two."""

    __tablename__ = "vouch"
    __table_args__ = (
        CheckConstraint("word IN ('organizer', 'member')", name="word"),
        UniqueConstraint("worker_id", "given_by"),
        of_account(),
    )

    worker_id: UUID = Field(primary_key=True)
    id: UUID = Field(primary_key=True)  # random
    word: Word = Field(sa_type=text_enum(Word))
    given_by: UUID | None = None
    given_on: date


class VouchCode(SQLModel, table=True):
    """The code that one phone shows and another types."""

    __tablename__ = "vouch_code"

    digest: bytes = Field(primary_key=True)  # HMAC under the pepper
    worker_id: UUID = Field(unique=True, foreign_key="account.worker_id", ondelete="CASCADE")
    expires_at: datetime = Field(sa_type=MOMENT)
