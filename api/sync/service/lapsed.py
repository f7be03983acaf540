"""Copies whose consent ran out long ago."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from api.accounts import ops as accounts
from api.sync.models import Operation
from api.sync.service import found
from api.sync.service.book import Book
from api.sync.service.registry import ENTITIES
from api.sync.service.writing import write

GRACE = timedelta(days=90)  # time to notice, or to sign in on a new phone


def forget_lapsed(session: Session, today: date) -> None:
    """Delete the records of everybody whose last consent to a copy ran out before the grace."""
    records = [entity.kind for entity in ENTITIES if not entity.added_only]
    connection = session.connection()
    for worker_id in accounts.ran_out_before(connection, today - GRACE):
        kept = select(Operation.change).where(
            col(Operation.worker_id) == worker_id, col(Operation.kind).in_(records)
        )
        position = found.locked(connection, worker_id)
        if session.exec(kept.limit(1)).first() is None:
            continue
        book = Book(worker_id, today, ENTITIES, position)
        book.wipe()
        write(connection, book)
