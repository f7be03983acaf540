"""Codes of an authenticator (RFC 6238, 30 s, one step of skew), whose secret is sealed under the pepper."""

import hmac
import os
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECONDS = 30
SKEW = 1  # steps
IV_BYTES = 12


def matching_step(secret: str, code: str, moment: float) -> int | None:
    """Find the step that a code belongs to, if it is the one at `moment` (Unix seconds) or its neighbour.

    >>> matching_step("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "287082", 59)  # RFC 6238, appendix B
    1
    >>> matching_step("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "287082", 59 + 120) is None
    True
    """
    now = int(moment // SECONDS)
    generator = pyotp.TOTP(secret)
    fitting = None
    for step in range(max(0, now - SKEW), now + SKEW + 1):  # all of them: the time taken says nothing
        if hmac.compare_digest(generator.generate_otp(step), code):
            fitting = step
    return fitting


def enrolment_uri(secret: str, host_name: str) -> str:
    """Write what an authenticator scans. It names the host and nobody."""
    return pyotp.TOTP(secret).provisioning_uri(name="Gongyou", issuer_name=host_name)


def seal_secret(secret: str, worker_id: UUID, pepper: bytes) -> bytes:
    """Seal a secret, so that a copy of the database alone makes no codes; bound to its worker."""
    iv = os.urandom(IV_BYTES)
    return iv + AESGCM(sealing_key(pepper)).encrypt(iv, secret.encode(), worker_id.bytes)


def open_secret(sealed: bytes, worker_id: UUID, pepper: bytes) -> str:
    """Open what `seal_secret` sealed; raise `InvalidTag` under another pepper or for another worker."""
    key = AESGCM(sealing_key(pepper))
    return key.decrypt(sealed[:IV_BYTES], sealed[IV_BYTES:], worker_id.bytes).decode()


def sealing_key(pepper: bytes) -> bytes:
    """Derive the key that seals secrets of authenticators."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"gongyou/1 totp").derive(pepper)
