"""Forget who invited and who vouched, and what nobody can use any more."""

from datetime import date, timedelta

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from api.organizations.models import Invitation, Vouch, VouchCode, Word
from api.organizations.vouching import MEMBERS_NEEDED
from api.scheduler import every
from api.world import World

KEPT = timedelta(days=30)


@every("41 2 * * *")
def forget_givers(session: Session, world: World) -> None:
    """Forget who gave a word or made an invitation, 30 days later; the word itself stays.

    Not a member's word that is still alone: the same member could give the second one, unrecognised.
    """
    day = world.today - KEPT
    drop_lone_words(session, day)
    session.execute(
        update(Vouch)
        .where(col(Vouch.given_on) <= day, col(Vouch.given_by).is_not(None))
        .values(given_by=None)
    )
    session.execute(
        update(Invitation)
        .where(col(Invitation.made_on) <= day, col(Invitation.made_by).is_not(None))
        .values(made_by=None)
    )


def drop_lone_words(session: Session, day: date) -> None:
    """Delete a member's word of this day or before if no second one has come."""
    alone = (
        select(col(Vouch.worker_id))
        .where(col(Vouch.word) == Word.MEMBER)
        .group_by(col(Vouch.worker_id))
        .having(func.count() < MEMBERS_NEEDED)
    )
    session.execute(
        delete(Vouch).where(
            col(Vouch.word) == Word.MEMBER, col(Vouch.given_on) <= day, col(Vouch.worker_id).in_(alone)
        )
    )


@every("43 2 * * *")
def drop_expired(session: Session, world: World) -> None:
    """Delete invitations and codes whose time is over."""
    session.execute(delete(Invitation).where(col(Invitation.expires_on) < world.today))
    session.execute(delete(VouchCode).where(col(VouchCode.expires_at) <= world.now))
