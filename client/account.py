"""Make an account, come back to it, change its keys, leave it (docs/accounts.md)."""

import secrets
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from api.accounts.handles import LONGEST, SHORTEST, fits
from client.ids import uuid7
from client.keys import Derived, Keyring, from_passphrase, from_secret, unwrap, wrap
from client.service import NoAnswerError, Service
from client.work import solved

KEY = 32


class BadHandleError(ValueError):
    """Too short or too long for a handle."""


@dataclass(frozen=True)
class Device:
    """This machine, as the server knows it."""

    id: UUID = field(default_factory=uuid7)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY), repr=False)

    def body(self) -> dict[str, Any]:
        """Say which machine signs in."""
        return {"device_id": self.id, "device_key": self.key}


@dataclass(frozen=True)
class Signed:
    """A worker who is signed in, with the key to everything of theirs."""

    service: Service
    worker_id: UUID
    device: Device
    vault_key: bytes = field(repr=False)
    keyring: Keyring | None = field(default=None, repr=False)  # None: from a home, which does not keep it


def sign_up(at: str, handle: str, passphrase: str, secret: bytes, invitation: str | None = None) -> Signed:
    """Make an account; `secret` is what the recovery phrase says. Without an invitation, work is done for it.

    When no answer comes, the very same sign-up is sent once more: if the first one arrived, that signs in.
    """
    if not fits(handle):
        raise BadHandleError(f"A handle has {SHORTEST} to {LONGEST} characters that can be seen.")
    service, device, worker_id = Service(at), Device(), uuid7()
    vault_key, ring = secrets.token_bytes(KEY), Keyring.new()
    body = {
        "worker_id": worker_id,
        "handle": handle,
        "passphrase": by_passphrase(passphrase, worker_id, vault_key),
        "phrase": by_phrase(secret, worker_id, vault_key),
        "keyring": ring.sealed(vault_key, worker_id),
        "sign_key": ring.sign_key,
        "age_recipient": ring.recipient,
        "device": device.body(),
    }
    if invitation:
        body["invitation"] = invitation
    else:
        body["work"] = solved(service.post("/v1/accounts/challenge"))
    try:
        service.post("/v1/accounts", body)
    except NoAnswerError:
        service.post("/v1/accounts", body)
    return Signed(service, worker_id, device, vault_key, ring)


def sign_in(at: str, handle: str, passphrase: str, device: Device | None = None) -> Signed:
    """Sign in; a machine that has been signed in before shows its device."""
    service, device = Service(at), device or Device()
    derived = derived_for(service, handle, passphrase)
    body = {"handle": handle, "auth_key": derived.shown, "device": device.body()}
    said = service.post("/v1/sessions", body)
    worker_id = UUID(said["worker_id"])
    vault_key = unwrap(derived.wrap, "passphrase", worker_id, b64decode(said["wrapped_by_passphrase"]))
    return Signed(service, worker_id, device, vault_key, keyring_of(said, vault_key))


def recover(at: str, handle: str, secret: bytes, passphrase: str, new_secret: bytes) -> Signed:
    """Come back with the recovery phrase and spend it: `new_secret` makes the next. All sessions end."""
    service, device, old = Service(at), Device(), from_secret(secret)
    proof = {"handle": handle, "recovery_key": old.shown}
    found = service.post("/v1/recovery/open", proof)
    worker_id = UUID(found["worker_id"])
    vault_key = unwrap(old.wrap, "phrase", worker_id, b64decode(found["wrapped_by_phrase"]))
    new = {
        "passphrase": by_passphrase(passphrase, worker_id, vault_key),
        "phrase": by_phrase(new_secret, worker_id, vault_key),
    }
    service.post("/v1/recovery", proof | new | {"device": device.body()})
    return Signed(service, worker_id, device, vault_key, keyring_of(found, vault_key))


def change_passphrase(signed: Signed, handle: str, old: str, new: str) -> None:
    """Replace the passphrase; all other sessions end."""
    proof = derived_for(signed.service, handle, old).shown
    wrapped = by_passphrase(new, signed.worker_id, signed.vault_key)
    signed.service.post("/v1/account/passphrase", {"auth_key": proof, "new": wrapped})


def change_phrase(signed: Signed, handle: str, passphrase: str, secret: bytes) -> None:
    """Replace the recovery phrase; the old one opens nothing from then on."""
    proof = derived_for(signed.service, handle, passphrase).shown
    wrapped = by_phrase(secret, signed.worker_id, signed.vault_key)
    signed.service.post("/v1/account/phrase", {"auth_key": proof, "new": wrapped})


def about(signed: Signed) -> dict[str, Any]:
    """Ask what the server says of the account (`AccountOut`)."""
    return signed.service.get("/v1/account")


def devices(signed: Signed) -> list[dict[str, Any]]:
    """List the worker's phones and machines (`DeviceOut`)."""
    found: list[dict[str, Any]] = signed.service.get("/v1/devices")["items"]
    return found


def sign_out_device(signed: Signed, device_id: UUID, handle: str, passphrase: str) -> None:
    """Sign a phone out: it may still send what it owes, and deletes itself then."""
    proof = derived_for(signed.service, handle, passphrase).shown
    signed.service.post(f"/v1/devices/{device_id}/sign-out", {"auth_key": proof})


def sign_out(signed: Signed, *, everywhere: bool = False) -> None:
    """End this session, or with `everywhere` all others."""
    signed.service.post("/v1/sessions/end", {"everywhere": everywhere})


def erase(signed: Signed, handle: str, passphrase: str) -> dict[str, int]:
    """Delete the account and all of its rows; give how many of each table went."""
    proof = derived_for(signed.service, handle, passphrase).shown
    rows: dict[str, int] = signed.service.post("/v1/account/erase", {"auth_key": proof})["rows"]
    return rows


def derived_for(service: Service, handle: str, passphrase: str) -> Derived:
    """Ask for a handle's salt and derive the keys here."""
    said = service.post("/v1/accounts/salt", {"handle": handle})
    return from_passphrase(passphrase, b64decode(said["salt"]), said["memory_kib"], said["passes"])


def keyring_of(said: dict[str, Any], vault_key: bytes) -> Keyring:
    """Open the keyring of an answer."""
    return Keyring.opened(vault_key, UUID(said["worker_id"]), b64decode(said["keyring"]))


def by_passphrase(passphrase: str, worker_id: UUID, vault_key: bytes) -> dict[str, Any]:
    """Make what the server keeps of a passphrase: salt, proof, and the vault key wrapped by it."""
    salt = secrets.token_bytes(16)
    derived = from_passphrase(passphrase, salt)
    wrapped = wrap(derived.wrap, "passphrase", worker_id, vault_key)
    return {"salt": salt, "auth_key": derived.shown, "wrapped_by_passphrase": wrapped}


def by_phrase(secret: bytes, worker_id: UUID, vault_key: bytes) -> dict[str, Any]:
    """Make what the server keeps of a recovery phrase."""
    derived = from_secret(secret)
    wrapped = wrap(derived.wrap, "phrase", worker_id, vault_key)
    return {"recovery_key": derived.shown, "wrapped_by_phrase": wrapped}
