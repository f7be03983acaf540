"""Who acts in a request, and for how long a session means anything (docs/accounts.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from api.problems import Problem

IDLE = timedelta(days=30)
POWERS_IDLE = timedelta(minutes=30)
POWERS_LAST = timedelta(hours=12)


class SignedOut(Problem):
    """There is no session, or it is over."""

    status, code, title = 401, "signed-out", "You are not signed in."


@dataclass(frozen=True)
class Caller:
    """A signed-in worker, on a phone."""

    worker_id: UUID
    device_id: UUID
    session: bytes  # SHA-256 of the token: the session's key
    roles: frozenset[str]  # only those that count now: empty without a second factor given in this session
    organization_id: UUID | None  # where the organizer's role is held, else the partner's, else any
    second_factor: bool
    leaving: bool  # this phone was signed out from elsewhere


def is_alive(used_at: datetime, now: datetime) -> bool:
    """Tell whether a session is still one.

    >>> from datetime import UTC
    >>> is_alive(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))
    True
    >>> is_alive(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC))
    False
    """
    return now < used_at + IDLE


def has_powers(given_at: datetime | None, used_at: datetime | None, now: datetime) -> bool:
    """Tell whether a second factor given in this session still counts."""
    if given_at is None:
        return False
    return now < given_at + POWERS_LAST and now < (used_at or given_at) + POWERS_IDLE
