"""The server's own secret: it keys every hash that could otherwise be tried out on a copy of the database."""

import hmac
import os
import secrets
import tempfile
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from api.settings import Settings

LEAST = 32  # bytes
IV_BYTES = 12


def keep_pepper(settings: Settings, *, accounts: bool) -> None:
    """Make the pepper when there is none, but never a new one for accounts that were made under another."""
    if accounts and not has_pepper(settings):
        raise PepperError(
            f"{pepper_file(settings)} is missing: the accounts in the database open only with it. "
            "Put it back from your backup, or set GONGYOU_PEPPER."
        )
    pepper_of(settings)


def pepper_of(settings: Settings) -> bytes:
    """Give the pepper: the host's setting, or the file under `home`, made when there is none."""
    if written := settings.pepper.get_secret_value():
        return b64decode(written)
    path = pepper_file(settings)
    if not path.exists():
        make_pepper(path)
    found = b64decode(path.read_text())
    if len(found) < LEAST:
        raise PepperError(f"{path} is not a pepper: put the one from your backup there.")
    return found


def has_pepper(settings: Settings) -> bool:
    """Tell whether there is one already; accounts made under another cannot be opened."""
    return bool(settings.pepper.get_secret_value()) or pepper_file(settings).exists()


def pepper_file(settings: Settings) -> Path:
    """Say where the pepper lies when it is no setting."""
    return settings.home / "pepper"


class PepperError(RuntimeError):
    """The pepper cannot be used; the message says why, for a person."""


def make_pepper(path: Path) -> None:
    """Make a pepper for its owner alone, whole or not at all; two who try at once end up with one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, new = tempfile.mkstemp(dir=path.parent, prefix=".pepper-")  # 0600 from the first byte
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(b64encode(secrets.token_bytes(LEAST)))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(new, path)  # a rename would replace what somebody made meanwhile
    finally:
        Path(new).unlink()


def keyed(pepper: bytes, purpose: str, value: bytes) -> bytes:
    """Give the keyed hash of a value: HMAC-SHA256, apart for each purpose."""
    return hmac.digest(pepper, f"gongyou/1 {purpose}\n".encode() + value, "sha256")


def derived(pepper: bytes, purpose: str) -> bytes:
    """Derive a key of 32 bytes (HKDF-SHA256, no salt), apart for each purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"gongyou/1 {purpose}".encode()).derive(pepper)


def seal(pepper: bytes, purpose: str, whose: UUID, secret: bytes) -> bytes:
    """Seal a secret, so that a copy of the database alone is no use; bound to whose it is."""
    iv = os.urandom(IV_BYTES)
    return iv + AESGCM(derived(pepper, purpose)).encrypt(iv, secret, whose.bytes)


def unseal(pepper: bytes, purpose: str, whose: UUID, sealed: bytes) -> bytes:
    """Open what `seal` sealed; raise `InvalidTag` under another pepper or for somebody else."""
    return AESGCM(derived(pepper, purpose)).decrypt(sealed[:IV_BYTES], sealed[IV_BYTES:], whose.bytes)
