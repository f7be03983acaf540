"""Codes of an authenticator (RFC 6238, 30 s, one step of skew), whose secret is sealed under the pepper."""

import hmac

import pyotp

SECONDS = 30
SKEW = 1  # steps


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
