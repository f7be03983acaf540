"""Slow down whoever guesses: each bucket (a handle, a known phone) counts its own failures.

A try is counted as failed before it is looked at: many at once cannot slip in before the first is counted.
"""

import math
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.accounts.models import Throttle
from api.accounts.waits import wait_after
from api.problems import Problem

FORGOTTEN_AFTER = timedelta(days=1)


class SlowDown(Problem):
    """Too many failures: the wait doubles with each."""

    status, code, title = 429, "slow-down", "Too many tries. Wait a little."


def begin_try(session: Session, bucket: bytes, now: datetime) -> None:
    """Count a try as failed, or raise `SlowDown` while the bucket waits; such a try does not count."""
    first = insert(Throttle).values(bucket=bucket, failures=0, last_at=now).on_conflict_do_nothing()
    session.execute(first)
    row = session.exec(select(Throttle).where(col(Throttle.bucket) == bucket).with_for_update()).one()
    if row.blocked_until is not None and now < row.blocked_until:
        seconds = math.ceil((row.blocked_until - now).total_seconds())
        raise SlowDown(headers={"Retry-After": str(seconds)})
    row.failures += 1
    row.last_at = now
    wait = wait_after(row.failures)
    row.blocked_until = now + wait if wait else None
    session.add(row)


def succeed(session: Session, bucket: bytes) -> None:
    """Forget a bucket's failures."""
    session.execute(delete(Throttle).where(col(Throttle.bucket) == bucket))


def take_back(session: Session, bucket: bytes) -> None:
    """Uncount a try that was never looked at."""
    session.execute(
        update(Throttle)
        .where(col(Throttle.bucket) == bucket, col(Throttle.failures) > 0)
        .values(failures=Throttle.failures - 1, blocked_until=None)
    )


def forget_old(session: Session, now: datetime) -> None:
    """Delete buckets that nobody tried for a day."""
    session.execute(delete(Throttle).where(col(Throttle.last_at) < now - FORGOTTEN_AFTER))
