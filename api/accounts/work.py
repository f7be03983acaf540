"""Proof of work for whoever has no invitation (docs/accounts.md). A challenge is stored nowhere."""

import binascii
import hmac
import secrets
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from argon2.low_level import Type, hash_secret_raw

from api.pepper import keyed
from api.schema import to_base64

LIFETIME = timedelta(minutes=10)
MEMORY_KIB = 1_024
HEAD = 8 + 1 + 16  # seconds since 1970, bits, random


@dataclass(frozen=True)
class Challenge:
    """Work that this server asked for."""

    raw: bytes
    bits: int
    expires_at: datetime

    @property
    def text(self) -> str:
        """Write it as it travels."""
        return to_base64(self.raw)

    @property
    def digest(self) -> bytes:
        """Give what is kept once it is spent."""
        return sha256(self.raw).digest()


def ask(pepper: bytes, bits: int, now: datetime) -> Challenge:
    """Make a challenge that is recognised by its keyed hash."""
    until = (now + LIFETIME).replace(microsecond=0)
    head = int(until.timestamp()).to_bytes(8, "big") + bytes([bits]) + secrets.token_bytes(16)
    return Challenge(head + keyed(pepper, "challenge", head), bits, until)


def recognised(pepper: bytes, text: str, now: datetime) -> Challenge | None:
    """Read a challenge back, or give None if it is not ours or is over."""
    try:
        raw = b64decode(text, validate=True)
    except binascii.Error:
        return None
    head, seal = raw[:HEAD], raw[HEAD:]
    if not hmac.compare_digest(seal, keyed(pepper, "challenge", head)):
        return None
    until = datetime.fromtimestamp(int.from_bytes(head[:8], "big"), UTC)
    return Challenge(raw, head[8], until) if now < until else None


def is_solved(challenge: Challenge, nonce: str) -> bool:
    """Tell whether the nonce does it: Argon2id of it begins with that many zero bits. Half a millisecond."""
    found = hash_secret_raw(nonce.encode(), challenge.raw, 1, MEMORY_KIB, 1, 32, Type.ID)
    return int.from_bytes(found, "big") >> (256 - challenge.bits) == 0
