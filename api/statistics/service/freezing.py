"""Freeze the window that is due: count, decide what may be shown, sign, keep (docs/releases.md)."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlmodel import Session, col, select

from api.employers import service as employers
from api.events import Kind, publish
from api.reference.service import floors_checked_on
from api.statistics.counting import MARGIN, TOTALS, Key, count
from api.statistics.document import Head, canonical, published, unpublished
from api.statistics.frozen import Frozen
from api.statistics.hiding import freeze
from api.statistics.models import Release, ReleaseCell
from api.statistics.schemas import ReleaseDocument, RowName
from api.statistics.service.deriving import contributions
from api.statistics.signing import public_key, sign
from api.statistics.steps import enough, too_few
from api.statistics.windows import Window, due
from api.world import World

ONE_AT_A_TIME = text("LOCK TABLE release IN SHARE ROW EXCLUSIVE MODE")  # readers go on


def freeze_due(session: Session, world: World, *, after_gap: bool = False) -> Release | None:
    """Freeze the window that is due, if one is; raise `Unsafe` or `WrongClock`, with nothing stored."""
    session.execute(ONE_AT_A_TIME)
    last = latest(session)
    window = due(world.today, last.last_day if last else None, after_gap=after_gap)
    if window is None:
        return None
    number = last.number + 1 if last else 1
    counts = count(contributions(session, window, world.today))
    return keep(session, counts, Head(number, window, world.today, floors_checked_on()), world)


def keep(session: Session, counts: Mapping[Key, int], head: Head, world: World) -> Release:
    """Make a release of a window's counts, with figures if there are enough workers."""
    active = counts.get(TOTALS[0], 0)
    last, shown = latest(session), latest(session, state="published")
    base = shown.base if shown else None
    if not enough(active, base, after_too_few=last is not None and last.state == "too_few"):
        before = latest(session, state="too_few")
        base = too_few(active, before.base if before else None)
        return signed(session, unpublished(head, base), base, world)
    frozen = freeze(counts, remembered(session))
    document = published(head, frozen, row_names(session, frozen))
    release = signed(session, document, frozen.bases[TOTALS[0]], world)
    session.add_all(cells(head.window, frozen))
    session.flush()
    happened = {"release": head.window.last_day.isoformat(), "number": head.number}
    publish(session, Kind.RELEASE_PUBLISHED, happened, world)
    return release


def latest(session: Session, *, state: str | None = None) -> Release | None:
    """Find the newest release, or the newest in a state."""
    found = select(Release).order_by(col(Release.last_day).desc()).limit(1)
    return session.exec(found.where(Release.state == state) if state else found).first()


def remembered(session: Session) -> dict[Key, int]:
    """Give what the figures of the last published release were when they last moved."""
    last = latest(session, state="published")
    if last is None:
        return {}
    rows = session.exec(select(ReleaseCell).where(ReleaseCell.last_day == last.last_day))
    return {Key(row.table_name, row.row_key, row.column_key): row.base for row in rows}  # type: ignore[arg-type]  # a table's name


def row_names(session: Session, frozen: Frozen) -> dict[str, RowName]:
    """Give the names of the employers that have a figure."""
    shown = {key.row for key in frozen.shown if key.table == "employer_issue"} - {MARGIN}
    return {
        id_: RowName(key=id_, name_en=names.en, name_zh=names.zh)
        for id_, names in employers.names_of(session, shown).items()
    }


def signed(session: Session, document: ReleaseDocument, base: int, world: World) -> Release:
    """Sign a document, and keep it for ever."""
    written = canonical(document)
    release = Release(
        last_day=document.last_day,
        number=document.number,
        frozen_at=world.now,
        state=document.state,
        base=base,
        document=written,
        signature=sign(world.pepper, written),
        public_key=public_key(world.pepper),
    )
    session.add(release)
    session.flush()
    return release


def cells(window: Window, frozen: Frozen) -> list[ReleaseCell]:
    """Write down what every figure was when it last moved."""
    return [
        ReleaseCell(
            last_day=window.last_day,
            table_name=key.table,
            row_key=key.row,
            column_key=key.column,
            base=base,
            shown=key in frozen.shown,
        )
        for key, base in frozen.bases.items()
    ]
