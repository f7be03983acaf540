"""What the server keeps of an account (docs/accounts.md). Keys are hashed or wrapped; no name, no address."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index
from sqlmodel import Field, SQLModel

from api.db import text_enum

MOMENT = DateTime(timezone=True)


class Proof(StrEnum):
    """What let an account in. One by work alone counts in nothing public."""

    INVITATION = "invitation"
    WORK = "work"


class Account(SQLModel, table=True):
    """One worker's keys, as far as this server has them."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("proof IN ('invitation', 'work')", name="proof"),
        CheckConstraint("tree_depth >= 0", name="tree_depth"),
    )

    worker_id: UUID = Field(primary_key=True)  # made on the phone at its first open
    handle_hash: bytes = Field(unique=True)  # HMAC under the pepper
    salt: bytes
    auth_hash: str  # Argon2id of HMAC(pepper, auth key)
    wrapped_by_passphrase: bytes
    recovery_hash: bytes | None = None  # HMAC under the pepper; None: no phrase is left
    wrapped_by_phrase: bytes | None = None
    keyring: bytes  # sealed with the vault key
    sign_key: bytes  # Ed25519, public
    age_recipient: str
    made_on: date
    proof: Proof = Field(sa_type=text_enum(Proof))
    tree_root: UUID  # random: an invitation's tree, without its people
    tree_depth: int
    totp_sealed: bytes | None = None  # sealed under the pepper
    totp_confirmed: bool = False
    totp_step: int | None = None  # the last step used; only ever moved forward


class Device(SQLModel, table=True):
    """A phone of a worker. What it is called is sealed."""

    __tablename__ = "device"

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    id: UUID = Field(primary_key=True)
    key_hash: bytes  # SHA-256: shown at sign-in, this phone is known
    label: bytes | None = None  # sealed with the vault key
    made_on: date
    seen_on: date
    leaving_since: date | None = None  # signed out from elsewhere; may still send what it owes


class LoginSession(SQLModel, table=True):
    """A signed-in phone. The token itself is nowhere."""

    __tablename__ = "login_session"
    __table_args__ = (Index("ix_login_session_worker", "worker_id", "device_id"),)

    token_hash: bytes = Field(primary_key=True)  # SHA-256
    worker_id: UUID = Field(foreign_key="account.worker_id", ondelete="CASCADE")
    device_id: UUID
    begun_at: datetime = Field(sa_type=MOMENT)
    used_at: datetime = Field(sa_type=MOMENT)
    factor_at: datetime | None = Field(None, sa_type=MOMENT)
    factor_used_at: datetime | None = Field(None, sa_type=MOMENT)


class Throttle(SQLModel, table=True):
    """Failed sign-ins of one handle or one known phone; the bucket is a keyed hash."""

    __tablename__ = "throttle"

    bucket: bytes = Field(primary_key=True)
    failures: int
    blocked_until: datetime | None = Field(None, sa_type=MOMENT)
    last_at: datetime = Field(sa_type=MOMENT)


class SpentChallenge(SQLModel, table=True):
    """A proof of work that was used, until it would have expired anyway."""

    __tablename__ = "spent_challenge"

    digest: bytes = Field(primary_key=True)
    expires_at: datetime = Field(sa_type=MOMENT)


class Erased(SQLModel, table=True):
    """That somebody was erased, so that a restored backup erases again."""

    __tablename__ = "erased"

    digest: bytes = Field(primary_key=True)  # SHA-256 of the worker id
    erased_on: date


class Consent(SQLModel, table=True):
    """What a worker allowed. Rows are only ever added; `api/accounts/consents.py` says which stand."""

    __tablename__ = "consent"
    __table_args__ = (CheckConstraint("purpose IN ('copy', 'count', 'share')", name="purpose"),)

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    id: UUID = Field(primary_key=True)
    purpose: str
    organization_id: UUID | None = None
    text_version: str
    given_on: date
    until: date
    knows: int


class Withdrawal(SQLModel, table=True):
    """That a worker no longer allows something."""

    __tablename__ = "withdrawal"
    __table_args__ = (CheckConstraint("purpose IN ('copy', 'count', 'share')", name="purpose"),)

    worker_id: UUID = Field(primary_key=True, foreign_key="account.worker_id", ondelete="CASCADE")
    id: UUID = Field(primary_key=True)
    purpose: str
    organization_id: UUID | None = None
    withdrawn_on: date
