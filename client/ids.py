"""Ids made where the record is made: UUIDv7 (RFC 9562 §5.7)."""

import secrets
import time
from uuid import UUID

LAST = [0]  # the 60 bits of time and count in the newest id of this process


def uuid7(now_ms: int | None = None) -> UUID:
    """Make an id that sorts after every other one of this process, even when the clock goes back.

    >>> first, second = uuid7(1_800_000_000_000), uuid7(1_700_000_000_000)
    >>> first.version, first < second
    (7, True)
    """
    at = (time.time_ns() // 1_000_000 if now_ms is None else now_ms) << 12
    LAST[0] = max(LAST[0] + 1, at | secrets.randbits(11))  # half the count is left for the same millisecond
    milliseconds, count = LAST[0] >> 12, LAST[0] & 0xFFF
    return UUID(int=milliseconds << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | secrets.randbits(62))
