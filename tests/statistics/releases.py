"""Read releases in tests: as the document says them, and as they lie in the database."""

import json
from datetime import date

from sqlalchemy import text
from sqlmodel import Session, select

from api.events import Event
from api.statistics import service
from api.statistics.models import Release, ReleaseCell
from tests.statistics.workers import FREEZE, world


def frozen(session: Session, day: date = FREEZE) -> Release:
    """Freeze what is due on a day, which must be something."""
    release = service.freeze_due(session, world(day))
    assert release is not None
    return release


def shown(release: Release) -> dict[tuple[str, str, str], int]:
    """Read the figures out of the document."""
    return {
        (table["name"], cell["row"], cell["column"]): cell["workers"]
        for table in json.loads(release.document)["tables"]
        for cell in table["cells"]
    }


def events(session: Session) -> list[tuple[str, object]]:
    return [(event.kind, event.data) for event in session.exec(select(Event))]


def cells(session: Session) -> list[ReleaseCell]:
    return list(session.exec(select(ReleaseCell)))


def archive(session: Session) -> dict[str, str]:
    """Read releases and their cells as they lie in the database."""
    session.flush()
    rows = session.execute(
        text(
            "SELECT 'release ' || last_day, release::text FROM release UNION ALL SELECT "
            "'cell ' || concat_ws(' ', last_day, table_name, row_key, column_key), release_cell::text "
            "FROM release_cell"
        )
    )
    return {row[0]: row[1] for row in rows}
