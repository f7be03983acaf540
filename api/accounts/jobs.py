"""Delete what is over: sessions, spent challenges, failures that nobody adds to."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from api.accounts.models import SpentChallenge
from api.accounts.service import erasure, sessions, throttle
from api.scheduler import every


@every("23 * * * *")
def forget_what_is_over(session: Session, now: datetime) -> None:
    """Delete it; each row says itself when it is over."""
    sessions.forget_ended(session, now)
    throttle.forget_old(session, now)
    session.execute(delete(SpentChallenge).where(col(SpentChallenge.expires_at) <= now))
    erasure.drop_tombstones(session, now.date())
