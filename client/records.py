"""What others may read: an age file to a record key, grants of it, and its author (docs/accounts.md)."""

import json
import operator
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from client.sealing import Place, WillNotOpenError, compact

FORMAT = "record/1"
SMALL = (256, 1_024, 4_096, 16_384)
STEP = 65_536  # bytes, beyond the small sizes


class DamagedError(ValueError):
    """This is no record, or not a whole one."""

    code = "damaged"


class MisplacedError(ValueError):
    """This record was made for another place: somebody moved it."""

    code = "misplaced"


class SwappedError(ValueError):
    """This inbox key is not the pinned organization's. Nothing may be sealed to it."""

    code = "swapped"


class Sealed(NamedTuple):
    """An age file and the identity that opens it."""

    file: bytes
    identity: str  # AGE-SECRET-KEY-1…, of this record alone


class Opened(NamedTuple):
    """What a record holds. When it is not `theirs`, it must be shown as "not theirs"."""

    content: bytes
    theirs: bool  # signed by the author whom the reader expects


class Inbox(NamedTuple):
    """An organization's inbox key as a server hands it out."""

    organization_id: UUID
    recipient: str
    since: str  # YYYY-MM-DD
    sign_key: bytes
    signature: bytes


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign with Ed25519 (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether this key made this signature."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def record_message(place: Place, content: bytes) -> bytes:
    """Write what an author signs."""
    where = [place.kind, place.field, str(place.id), str(place.worker_id)]
    return b"gongyou/1 record\n" + compact([*where, sha256(content).hexdigest()])


def inbox_message(inbox: Inbox) -> bytes:
    """Write what an organization signs."""
    return b"gongyou/1 inbox\n" + compact([str(inbox.organization_id), inbox.recipient, inbox.since])


def plain(seed: bytes, place: Place, content: bytes) -> bytes:
    """Write the inside of a record: header, content, zero bytes up to the next size."""
    author = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    header = {
        "gongyou": FORMAT,
        "kind": place.kind,
        "field": place.field,
        "id": str(place.id),
        "worker_id": str(place.worker_id),
        "length": len(content),
        "author": b64encode(author).decode(),
        "signature": b64encode(sign(seed, record_message(place, content))).decode(),
    }
    inside = compact(header) + b"\n" + content
    size = next((size for size in SMALL if len(inside) <= size), -(-len(inside) // STEP) * STEP)
    return inside.ljust(size, b"\0")


def seal_record(seed: bytes, place: Place, content: bytes) -> Sealed:
    """Seal content to a fresh record key."""
    identity = pyrage.x25519.Identity.generate()
    return Sealed(pyrage.encrypt(plain(seed, place, content), [identity.to_public()]), str(identity))


def grant(identity: str, recipient: str) -> bytes:
    """Seal a record key to a reader."""
    return bytes(pyrage.encrypt(identity.encode(), [pyrage.x25519.Recipient.from_str(recipient)]))


def open_age(file: bytes, identity: str) -> bytes:
    """Open an age file."""
    try:
        return bytes(pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise WillNotOpenError("This does not open with this key.") from None


def open_grant(sealed: bytes, identity: str) -> str:
    """Give the record key that a grant holds."""
    return open_age(sealed, identity).decode()


def open_record(file: bytes, identity: str, place: Place, author: bytes) -> Opened:
    """Open a record found at `place`, where `author` is expected to have written."""
    return read_plain(open_age(file, identity), place, author)


def read_plain(inside: bytes, place: Place, author: bytes) -> Opened:
    """Read the inside of a record; raise `MisplacedError` when it belongs elsewhere."""
    line, _, rest = inside.partition(b"\n")
    try:
        header: dict[str, Any] = json.loads(line)
        found = tuple(header[name] for name in ("gongyou", "kind", "field", "id", "worker_id"))
        length = operator.index(header["length"])
    except (ValueError, KeyError, TypeError):
        raise DamagedError("This is not a record.") from None
    if found[0] != FORMAT or not 0 <= length <= len(rest) or any(rest[length:]):
        raise DamagedError("This is not a whole record.")
    if found[1:] != (place.kind, place.field, str(place.id), str(place.worker_id)):
        raise MisplacedError("This record was made for another place.")
    content = rest[:length]
    return Opened(content, is_theirs(header, place, content, author))


def is_theirs(header: dict[str, Any], place: Place, content: bytes, author: bytes) -> bool:
    """Tell whether the expected author signed this content for this place."""
    try:
        named, signature = b64decode(header["author"]), b64decode(header["signature"])
    except (ValueError, KeyError, TypeError):
        return False
    return named == author and is_signed(author, record_message(place, content), signature)


def fingerprint(sign_key: bytes) -> str:
    """Give what is printed on paper of an organization's key."""
    return sha256(sign_key).digest()[:16].hex()


def check_inbox(inbox: Inbox, pinned: str) -> str:
    """Give the inbox's recipient; raise `SwappedError` when key or signature do not fit the pin."""
    if fingerprint(inbox.sign_key) != pinned or not is_signed(
        inbox.sign_key, inbox_message(inbox), inbox.signature
    ):
        raise SwappedError("This inbox key is not the organization's that you know. Nothing was sent.")
    return inbox.recipient
