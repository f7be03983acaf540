"""What is sealed with the vault key: AES-256-GCM, bound to where it belongs (docs/accounts.md)."""

import json
import secrets
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DOMAIN = "gongyou/1"
SHAPE = 1  # of what blobs hold; their first byte
SIZES = (256, 1_024, 4_096, 16_000)  # bytes before sealing, so that a length tells little


class WillNotOpenError(ValueError):
    """This does not open: another key, another place, or it was changed."""


class TooLongError(ValueError):
    """There is no room for this much in one sealed field."""


class Place(NamedTuple):
    """Where a blob belongs. Opened anywhere else, it does not open."""

    kind: str
    field: str
    id: UUID
    worker_id: UUID


def compact(value: Any) -> bytes:
    """Write JSON as `JSON.stringify` does: no spaces, no escapes beyond the necessary.

    >>> compact(["a", 1, None])
    b'["a",1,null]'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def bound_to(place: Place) -> bytes:
    """Write the additional data of a blob."""
    return compact([DOMAIN, place.kind, place.field, str(place.id), str(place.worker_id), SHAPE])


def padded(body: Any) -> bytes:
    """Write a body as JSON, with spaces up to the next size."""
    plain = compact(body)
    size = next((size for size in SIZES if len(plain) <= size), None)
    if size is None:
        raise TooLongError("This is too long to be sealed in one field.")
    return plain.ljust(size)


def seal_bytes(key: bytes, place: Place, plain: bytes, iv: bytes | None = None) -> bytes:
    """Seal bytes as they are. `iv` is for test vectors; never give it elsewhere."""
    iv = iv or secrets.token_bytes(12)
    return bytes([SHAPE]) + iv + AESGCM(key).encrypt(iv, plain, bound_to(place))


def open_bytes(key: bytes, place: Place, sealed: bytes) -> bytes:
    """Open what `seal_bytes` made for this place."""
    if sealed[:1] != bytes([SHAPE]):
        raise WillNotOpenError("This was made by a newer version.")
    try:
        return AESGCM(key).decrypt(sealed[1:13], sealed[13:], bound_to(place))
    except (InvalidTag, ValueError):
        raise WillNotOpenError("This does not open with this key, or does not belong here.") from None


def seal(key: bytes, place: Place, body: Any, iv: bytes | None = None) -> bytes:
    """Seal a body, padded."""
    return seal_bytes(key, place, padded(body), iv)


def open_sealed(key: bytes, place: Place, sealed: bytes) -> Any:
    """Open a sealed body."""
    return json.loads(open_bytes(key, place, sealed))
