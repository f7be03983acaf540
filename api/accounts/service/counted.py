"""Who is counted (docs/releases.md): in bulk what consents.py and vouching say of one worker."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, literal
from sqlmodel import Session, col, select

from api.accounts.models import Account, Consent, Withdrawal
from api.organizations import service as organizations

NEEDED = ("copy", "count")  # purposes that must both stand


def counted_workers(session: Session, today: date) -> list[UUID]:
    """List who is vouched for and allows both a copy and being counted, today."""
    withdrawn = (
        select(col(Withdrawal.worker_id), col(Withdrawal.purpose), func.count().label("times"))
        .where(col(Withdrawal.organization_id).is_(None), col(Withdrawal.purpose).in_(NEEDED))
        .group_by(col(Withdrawal.worker_id), col(Withdrawal.purpose))
        .subquery()
    )
    same = (withdrawn.c.worker_id == col(Consent.worker_id)) & (withdrawn.c.purpose == col(Consent.purpose))
    standing = (
        select(col(Consent.worker_id))
        .outerjoin(withdrawn, same)
        .where(
            col(Consent.organization_id).is_(None),
            col(Consent.purpose).in_(NEEDED),
            col(Consent.knows) >= func.coalesce(withdrawn.c.times, 0),
            col(Consent.until) >= literal(today),
        )
        .group_by(col(Consent.worker_id))
        .having(func.count(func.distinct(col(Consent.purpose))) == len(NEEDED))
    )
    agreed = session.execute(
        select(col(Account.worker_id), col(Account.made_on), col(Account.proof)).where(
            col(Account.worker_id).in_(standing)
        )
    )
    return organizations.all_vouched(session, ((row[0], row[1], row[2]) for row in agreed), today)
