"""Tokens of invitations and codes of vouching: made at random, kept only as digests."""

import secrets
from hashlib import sha256

from api.pepper import keyed

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # base 32 without I, L, O and U, which people misread
CODE_LETTERS = 10  # 50 bits: with a limit on guesses and a day to live


def new_token() -> str:
    """Make an invitation's token: 128 bits."""
    return secrets.token_urlsafe(16)


def token_digest(token: str) -> bytes:
    """Give what is kept of a token; 128 random bits need no key."""
    return sha256(token.encode()).digest()


def new_code() -> str:
    """Make a code that one phone shows and another types."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LETTERS))


def code_digest(code: str, pepper: bytes) -> bytes:
    """Give what is kept of a code: 50 bits could be tried out on a copy of the table without the pepper."""
    return keyed(pepper, "vouch code", code.encode())


def join_path(token: str, fingerprint: str | None) -> str:
    """Write the part of an invitation's link that this server never sees: it stands behind the #."""
    return f"/#/join/{token}.{fingerprint}" if fingerprint else f"/#/join/{token}"
