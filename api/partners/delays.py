"""When a delivery is tried again, and when an endpoint is given up (docs/webhooks.md)."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24)))
)
SPREAD = 0.2  # each wait is up to this share longer or shorter, so that not all come back at once
LONGEST_ASKED = timedelta(hours=24)
WORN_OUT_AFTER = timedelta(days=5)
DIGITS = 9  # of Retry-After that are read: more than thirty years, and it is cut to a day anyway


def next_wait(failed: int, chance: float, asked: timedelta | None = None) -> timedelta | None:
    """Give the wait after so many failed tries, or None when that was the last; `chance` is 0 to 1.

    >>> next_wait(2, 0.5), next_wait(1, 1.0), next_wait(10, 0.5)
    (datetime.timedelta(seconds=300), datetime.timedelta(seconds=6), None)
    >>> next_wait(1, 0.5, timedelta(hours=1))
    datetime.timedelta(seconds=3600)
    """
    if failed > len(WAITS):
        return None
    wait = WAITS[failed - 1] * (1 - SPREAD + 2 * SPREAD * chance)
    return max(wait, asked) if asked is not None else wait


def asked_wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date, at most a day; None when it says nothing.

    >>> asked_wait("120", datetime(2026, 3, 2, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    >>> asked_wait("Tue, 03 Mar 2026 12:00:00 GMT", datetime(2026, 3, 2, tzinfo=UTC))
    datetime.timedelta(days=1)
    """
    said = (retry_after or "").strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:DIGITS])), LONGEST_ASKED)
    try:
        when = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(when - now, timedelta()), LONGEST_ASKED)


def is_worn_out(failing_since: datetime, now: datetime) -> bool:
    """Tell whether nothing has got through for so long that nobody seems to be there."""
    return now - failing_since >= WORN_OUT_AFTER
