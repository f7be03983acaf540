"""The signature of releases: by a key derived from the pepper, so that there is no other secret to keep."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from api.organizations.inbox import is_signed
from api.pepper import derived

DOMAIN = b"gongyou/1 release\n"


def release_key(pepper: bytes) -> Ed25519PrivateKey:
    """Derive the key that signs this server's releases."""
    return Ed25519PrivateKey.from_private_bytes(derived(pepper, "releases"))


def public_key(pepper: bytes) -> bytes:
    """Give the raw key that verifies this server's releases."""
    return release_key(pepper).public_key().public_bytes_raw()


def sign(pepper: bytes, document: str) -> bytes:
    """Sign a release's canonical JSON."""
    return release_key(pepper).sign(DOMAIN + document.encode())


def verify(document: str, signature: bytes, public_key: bytes) -> bool:
    """Tell whether a signature is that key's over that document."""
    return is_signed(public_key, DOMAIN + document.encode(), signature)
