"""Do the work that lets in whoever has no invitation (docs/accounts.md, Signing up)."""

from base64 import b64decode
from itertools import count
from typing import Any

from client.keys import argon2id

MOST_BITS, MOST_MEMORY_KIB = 24, 65_536  # more would be hours on a laptop


class TooMuchWorkError(ValueError):
    """The server asks for more work than anybody can do."""


def solved(challenge: dict[str, Any]) -> dict[str, str]:
    """Find a nonce whose Argon2id with the challenge begins with so many zero bits."""
    bits, memory_kib = int(challenge["bits"]), int(challenge["memory_kib"])
    if bits > MOST_BITS or memory_kib > MOST_MEMORY_KIB:
        raise TooMuchWorkError("This server asks for more work than a sign-up is worth.")
    salt = b64decode(challenge["challenge"])
    found = (number for number in count() if tried(str(number), salt, memory_kib) >= bits)
    return {"challenge": challenge["challenge"], "nonce": str(next(found))}


def tried(nonce: str, salt: bytes, memory_kib: int) -> int:
    """Try a nonce; give the zero bits that its hash begins with."""
    return zero_bits(argon2id(nonce.encode(), salt, memory_kib, 1))


def zero_bits(found: bytes) -> int:
    r"""Count the zero bits that bytes begin with.

    >>> zero_bits(b"\x00\x1f")
    11
    """
    return 8 * len(found) - int.from_bytes(found, "big").bit_length()
