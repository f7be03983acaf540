"""What is kept of a secret: keyed and slow for the one that a passphrase leads to, keyed for the others."""

import hmac
from base64 import b64encode
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.accounts.handles import folded
from api.pepper import keyed

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16)
# nobody's: verifying against it costs what a real one costs, and fails
DUMMY = f"$argon2id$v=19$m=19456,t=2,p=1${b64encode(bytes(16)).decode().rstrip('=')}${'A' * 43}"


def handle_hash(pepper: bytes, handle: str) -> bytes:
    """Give what is kept of a handle; handles that look the same give the same."""
    return keyed(pepper, "handle", folded(handle).encode())


def salt_for(pepper: bytes, handle: str) -> bytes:
    """Make up the salt of a handle that does not exist: the same at each asking, like a real one."""
    return keyed(pepper, "salt", folded(handle).encode())[:16]


def auth_hash(pepper: bytes, auth_key: bytes) -> str:
    """Give what is kept of an auth key. Slow: run it in a slot."""
    return HASHER.hash(keyed(pepper, "auth", auth_key))


def is_auth_key(pepper: bytes, auth_key: bytes, kept: str) -> bool:
    """Tell whether an auth key is the one that was kept. Slow: run it in a slot."""
    try:
        return HASHER.verify(kept, keyed(pepper, "auth", auth_key))
    except (VerificationError, InvalidHashError):
        return False


def recovery_hash(pepper: bytes, recovery_key: bytes) -> bytes:
    """Give what is kept of a recovery key; it comes from 128 random bits, so a fast hash will do."""
    return keyed(pepper, "recovery", recovery_key)


def same(one: bytes | None, other: bytes) -> bool:
    """Compare without telling by the time it takes; None is like nothing."""
    return hmac.compare_digest(one or bytes(32), other) and one is not None


def digest(secret: bytes) -> bytes:
    """Give what is kept of 256 random bits."""
    return sha256(secret).digest()
