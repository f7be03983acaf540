"""Organizations, invitations and words as they travel (docs/accounts.md)."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from api.schema import Day, Id, Input, Output, Text, from_base64, in_base64

Key = Annotated[bytes, BeforeValidator(from_base64), Field(min_length=32, max_length=32), in_base64(32)]
Signature = Annotated[bytes, BeforeValidator(from_base64), Field(min_length=64, max_length=64), in_base64(64)]
Recipient = Annotated[str, Field(pattern="^age1[02-9ac-hj-np-z]{58}$")]


class RoleOut(Output):
    """A role that is held."""

    role: str
    organization_id: UUID | None
    organization_name: str | None


class VouchedOut(Output):
    """What is there of being vouched for."""

    vouched: bool
    organizer_words: int
    member_words: int
    old_enough_on: date


class OrganizationIn(Input):
    """A new organization and the public half of its offline key."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    sign_key: Key


class InboxIn(Input):
    """An inbox key, signed by the offline key."""

    recipient: Recipient
    since: Day
    signature: Signature


class OrganizationOut(Output):
    """An organization, with what a phone needs to check its inbox against the pin."""

    id: UUID
    name: str
    sign_key: str
    fingerprint: str  # first 16 bytes of SHA-256 of the key, hex
    inbox_recipient: str | None
    inbox_signature: str | None
    inbox_since: date | None


class InvitationIn(Input):
    """Whom to let in. A role only by an admin."""

    role: Literal["organizer", "moderator", "custodian", "auditor", "admin", "partner"] | None = None
    organization_id: Id | None = None


class InvitationOut(Output):
    """The token, shown once; the link carries it behind the #, so no server sees it in an address."""

    token: str
    fingerprint: str | None  # of the organization, to pin
    expires_on: date


class VouchCodeOut(Output):
    """The code that the other phone types."""

    code: str
    expires_at: datetime


class VouchIn(Input):
    """The code that the other phone shows."""

    code: Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{10}$")]  # Crockford's base 32


class WordOut(Output):
    """A word that was given. It does not say for whom: who shows the code knows, and nobody else need."""

    word: Literal["organizer", "member"]
    given_on: date


class StaffOut(Output):
    """Who holds a role."""

    worker_id: UUID
    role: str
    organization_id: UUID | None
    since: date
