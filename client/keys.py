"""The keys of an account: derived from a passphrase or a phrase, wrapped, never sent (docs/accounts.md)."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage import x25519

from client.sealing import Place, open_bytes, open_sealed, seal, seal_bytes
from client.words import normal

LEAST_MEMORY_KIB, LEAST_PASSES = 19_456, 2
MOST_MEMORY_KIB, MOST_PASSES = 1_048_576, 16
WrappedBy = Literal["passphrase", "phrase"]


class WeakDerivationError(ValueError):
    """The server asks for less work than this client does, or for more than anybody can."""


class Derived(NamedTuple):
    """What a secret leads to: one key is shown to the server, the other wraps the vault key here."""

    shown: bytes
    wrap: bytes


def from_passphrase(
    passphrase: str, salt: bytes, memory_kib: int = LEAST_MEMORY_KIB, passes: int = LEAST_PASSES
) -> Derived:
    """Derive the auth key and the wrap key; a server cannot make the work easier than we set it."""
    if not (LEAST_MEMORY_KIB <= memory_kib <= MOST_MEMORY_KIB and LEAST_PASSES <= passes <= MOST_PASSES):
        raise WeakDerivationError("This server asks for a derivation that is not safe. Nothing was sent.")
    root = argon2id(normal(passphrase).encode(), salt, memory_kib, passes)
    return Derived(hkdf(root, "gongyou/1 auth"), hkdf(root, "gongyou/1 wrap"))


def from_secret(secret: bytes) -> Derived:
    """Derive the recovery key and its wrap key from the 16 bytes behind a recovery phrase."""
    return Derived(hkdf(secret, "gongyou/1 recovery"), hkdf(secret, "gongyou/1 recovery wrap"))


def argon2id(secret: bytes, salt: bytes, memory_kib: int, passes: int) -> bytes:
    """Run Argon2id (RFC 9106) with one lane, for 32 bytes."""
    return hash_secret_raw(
        secret,
        salt,
        time_cost=passes,
        memory_cost=memory_kib,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )


def hkdf(key: bytes, info: str) -> bytes:
    """Run HKDF-SHA256 (RFC 5869) without salt, for 32 bytes."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(key)


def vault_place(by: WrappedBy, worker_id: UUID) -> Place:
    """Say where a wrapped vault key belongs."""
    return Place("vault", by, worker_id, worker_id)


def wrap(key: bytes, by: WrappedBy, worker_id: UUID, vault_key: bytes, iv: bytes | None = None) -> bytes:
    """Wrap the vault key: 61 bytes."""
    return seal_bytes(key, vault_place(by, worker_id), vault_key, iv)


def unwrap(key: bytes, by: WrappedBy, worker_id: UUID, wrapped: bytes) -> bytes:
    """Unwrap the vault key."""
    return open_bytes(key, vault_place(by, worker_id), wrapped)


@dataclass(frozen=True)
class Keyring:
    """A worker's own keys: one signs, to the other is sealed."""

    ed25519: bytes  # seed
    age: str  # AGE-SECRET-KEY-1…

    @classmethod
    def new(cls) -> Self:
        """Make both keys."""
        return cls(secrets.token_bytes(32), str(x25519.Identity.generate()))

    @property
    def sign_key(self) -> bytes:
        """The public half of the signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.ed25519).public_key().public_bytes_raw()

    @property
    def recipient(self) -> str:
        """The public half of the age key."""
        return str(x25519.Identity.from_str(self.age).to_public())

    def sealed(self, vault_key: bytes, worker_id: UUID, iv: bytes | None = None) -> bytes:
        """Seal both keys with the vault key."""
        body = {"ed25519": b64encode(self.ed25519).decode(), "age": self.age}
        return seal(vault_key, keyring_place(worker_id), body, iv)

    @classmethod
    def opened(cls, vault_key: bytes, worker_id: UUID, sealed: bytes) -> Self:
        """Open a sealed keyring."""
        body = open_sealed(vault_key, keyring_place(worker_id), sealed)
        return cls(b64decode(body["ed25519"], validate=True), body["age"])


def keyring_place(worker_id: UUID) -> Place:
    """Say where a keyring belongs."""
    return Place("keyring", "body", worker_id, worker_id)
