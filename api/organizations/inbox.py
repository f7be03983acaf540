"""An organization's offline key: its fingerprint, and the inbox that it signs (docs/accounts.md)."""

import json
from datetime import date
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

DOMAIN = b"gongyou/1 inbox\n"


def fingerprint(sign_key: bytes) -> str:
    """Write what a phone pins and a poster shows: the first 16 bytes of the key's SHA-256, in hex.

    >>> fingerprint(bytes(32))
    '66687aadf862bd776c8fc18b8e9f8e20'
    """
    return sha256(sign_key).digest()[:16].hex()


def inbox_message(organization_id: UUID, recipient: str, since: date) -> bytes:
    r"""Write what the offline key signs; the organization's id keeps it from being used for another.

    >>> inbox_message(UUID(int=7), "age1q", date(2026, 3, 2)).decode()
    'gongyou/1 inbox\n["00000000-0000-0000-0000-000000000007","age1q","2026-03-02"]'
    """
    said = [str(organization_id), recipient, since.isoformat()]
    return DOMAIN + json.dumps(said, separators=(",", ":")).encode()


def is_signed(sign_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature is that key's over that message."""
    try:
        Ed25519PublicKey.from_public_bytes(sign_key).verify(signature, message)
    except (InvalidSignature, ValueError):  # ValueError: these bytes are no key
        return False
    return True
