"""Accounts as they travel (docs/accounts.md)."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from api.organizations.schemas import Key, Recipient, RoleOut, VouchedOut
from api.schema import Blob, Day, Id, Input, Output, Text, from_base64, in_base64

Salt = Annotated[bytes, BeforeValidator(from_base64), Field(min_length=16, max_length=16), in_base64(16)]
Wrapped = Annotated[bytes, BeforeValidator(from_base64), Field(min_length=61, max_length=61), in_base64(61)]
Handle = Annotated[Text, Field(min_length=2, max_length=80)]
Token = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{22,64}$")]
Code = Annotated[str, Field(pattern="^[0-9]{6}$")]
Purpose = Literal["copy", "count", "share"]


class HandleIn(Input):
    """Whose salt."""

    handle: Handle


class SaltOut(Output):
    """How to derive keys from the passphrase; the same kind of answer for a handle that does not exist."""

    salt: str
    memory_kib: int = 19_456
    passes: int = 2


class ChallengeOut(Output):
    """Work to do instead of an invitation."""

    challenge: str  # base64
    bits: int
    memory_kib: int = 1_024
    expires_at: datetime


class DeviceIn(Input):
    """The phone that signs in."""

    device_id: Id
    device_key: Key  # random, made on the phone, kept there


class WorkIn(Input):
    """A challenge and the nonce that solves it."""

    challenge: Annotated[str, Field(max_length=200, pattern="^[A-Za-z0-9+/]+={0,2}$")]
    nonce: Annotated[str, Field(pattern="^[!-~]{1,40}$")]


class PassphraseIn(Input):
    """What a new passphrase leads to."""

    salt: Salt
    auth_key: Key
    wrapped_by_passphrase: Wrapped


class PhraseIn(Input):
    """What a new recovery phrase leads to."""

    recovery_key: Key
    wrapped_by_phrase: Wrapped


class AccountIn(Input):
    """A sign-up. An invitation, or work."""

    worker_id: Id
    handle: Handle
    passphrase: PassphraseIn
    phrase: PhraseIn
    keyring: Blob
    sign_key: Key
    age_recipient: Recipient
    device: DeviceIn
    invitation: Token | None = None
    work: WorkIn | None = None


class SignInIn(Input):
    """A sign-in by passphrase."""

    handle: Handle
    auth_key: Key
    device: DeviceIn


class SignedInOut(Output):
    """What the phone needs to open the worker's records. The session travels in the cookie."""

    worker_id: UUID
    wrapped_by_passphrase: str
    keyring: str


class RecoveryOpenIn(Input):
    """A recovery phrase, shown once to get the keys that it opens."""

    handle: Handle
    recovery_key: Key


class RecoveryOpenOut(Output):
    """The vault key, wrapped by the phrase. Nothing has changed yet."""

    worker_id: UUID
    wrapped_by_phrase: str
    keyring: str


class RecoveryIn(RecoveryOpenIn):
    """The same phrase with everything that replaces it; all older sessions end."""

    passphrase: PassphraseIn
    phrase: PhraseIn
    device: DeviceIn


class NewPassphraseIn(Input):
    """The old proof and the new passphrase."""

    auth_key: Key
    new: PassphraseIn


class NewPhraseIn(Input):
    """The proof by passphrase and a new phrase."""

    auth_key: Key
    new: PhraseIn


class AuthIn(Input):
    """A proof by passphrase, for what cannot be undone."""

    auth_key: Key


class EndIn(Input):
    """Which sessions to end."""

    everywhere: bool = False  # all others instead of this one


class EndedOut(Output):
    """How many sessions ended."""

    sessions: int


class AccountOut(Output):
    """The caller's own account."""

    worker_id: UUID
    made_on: date
    proof: Literal["invitation", "work"]
    has_phrase: bool
    roles: list[RoleOut]
    vouched: VouchedOut
    second_factor: Literal["none", "unconfirmed", "asked", "given"]


class DeviceOut(Output):
    """A phone of the caller's."""

    device_id: UUID
    label: str | None  # sealed, base64
    made_on: date
    seen_on: date
    this: bool
    leaving: bool
    missing: int  # changes that it counted and that never came; of this phone, see the push's answer
    highest_seq: int


class LabelIn(Input):
    """What a phone is called, sealed."""

    label: Blob


class ErasedOut(Output):
    """What was deleted: rows by table."""

    rows: dict[str, int]
    erased_on: date


class ExportOut(Output):
    """Every row that names the caller, by table; bytes as base64, secrets of the server left out."""

    tables: dict[str, list[dict[str, object]]]


class CodeIn(Input):
    """Six digits of an authenticator."""

    code: Code


class TotpOut(Output):
    """The secret, shown until it is confirmed and never again."""

    secret: str  # base32
    uri: str  # otpauth://


class About(Input):
    """What is allowed or no longer allowed."""

    purpose: Purpose
    organization_id: Id | None = None

    @model_validator(mode="after")
    def names_an_organization_to_share_with(self) -> Self:
        """Refuse what no withdrawal would match: sharing with nobody, a copy with somebody."""
        if (self.purpose == "share") != (self.organization_id is not None):
            raise ValueError("sharing names an organization, and nothing else does")
        return self


class ConsentKept(About):
    """A consent, as it is sent."""

    text_version: Annotated[str, Field(max_length=40, pattern="^[a-z0-9.-]+$")]
    given_on: Day
    until: Day
    knows: Annotated[int, Field(ge=0, le=100)]


class WithdrawalKept(About):
    """A withdrawal, as it is sent."""

    withdrawn_on: Day
