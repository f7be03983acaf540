"""Forget who invited and who vouched, and what nobody can use any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from api.organizations.models import Invitation, Vouch, VouchCode
from api.scheduler import every

KEPT = timedelta(days=30)


@every("41 2 * * *")
def forget_givers(session: Session, now: datetime) -> None:
    """Forget who gave a word or made an invitation, 30 days later; the word itself stays."""
    day = now.date() - KEPT
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


@every("43 2 * * *")
def drop_expired(session: Session, now: datetime) -> None:
    """Delete invitations and codes whose time is over."""
    session.execute(delete(Invitation).where(col(Invitation.expires_on) < now.date()))
    session.execute(delete(VouchCode).where(col(VouchCode.expires_at) <= now))
