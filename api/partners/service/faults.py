"""Deliveries that a fault of ours kept from going out: they wait until it is mended, as if never tried."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from api.partners.models import Delivery

LATER = timedelta(minutes=30)


def postpone(session: Session, ids: Sequence[UUID], now: datetime) -> None:
    """Give deliveries back as they were taken, to be taken again later.

    One that is locked is left alone, since it is no turn of ours to wait for it (endpoints are locked first):
    it is free again when `taken_until` has passed.
    """
    free = select(Delivery.id).where(col(Delivery.id).in_(ids)).with_for_update(skip_locked=True)
    held = session.exec(free).all()
    session.execute(
        update(Delivery).where(col(Delivery.id).in_(held)).values(due_at=now + LATER, taken_until=None)
    )
