"""Delete what is over: sessions, spent challenges, failures that nobody adds to."""

from sqlalchemy import delete
from sqlmodel import Session, col

from api.accounts.models import SpentChallenge
from api.accounts.service import erasure, sessions, throttle
from api.scheduler import every
from api.world import World


@every("23 * * * *")
def forget_what_is_over(session: Session, world: World) -> None:
    """Delete it; each row says itself when it is over."""
    sessions.forget_ended(session, world.now)
    throttle.forget_old(session, world.now)
    session.execute(delete(SpentChallenge).where(col(SpentChallenge.expires_at) <= world.now))
    erasure.drop_tombstones(session, world.today)
