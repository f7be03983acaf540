"""The buckets that count failures: keyed hashes, one for each handle, known phone or caller who may guess."""

from uuid import UUID

from api.pepper import keyed

CALLER_PURPOSES = ("session", "code", "vouch")  # what a signed-in caller can guess at


def handle_bucket(pepper: bytes, hashed: bytes) -> bytes:
    """Name the bucket of a handle's hash, whether it exists or not."""
    return keyed(pepper, "throttle handle", hashed)


def phone_bucket(pepper: bytes, hashed: bytes, device_id: UUID) -> bytes:
    """Name the bucket of a phone that has signed in to this handle before."""
    return keyed(pepper, "throttle phone", hashed + device_id.bytes)


def caller_bucket(pepper: bytes, purpose: str, worker_id: UUID) -> bytes:
    """Name the bucket of a signed-in caller for one kind of guess."""
    return keyed(pepper, f"throttle {purpose}", worker_id.bytes)
