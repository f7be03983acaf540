"""The document of a release: what is signed, served and kept for ever (docs/releases.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.statistics.counting import MARGIN, TABLES, TOTALS
from api.statistics.frozen import Frozen
from api.statistics.schemas import CellOut, ReleaseDocument, RowName, State, TableName, TableOut
from api.statistics.steps import NEEDED, K, rounded, tens
from api.statistics.windows import Window

METHOD = 1  # version of the rules in docs/releases.md


@dataclass(frozen=True)
class Head:
    """What a release says beside its figures."""

    number: int
    window: Window
    frozen_on: date
    floors: date | None  # the newest day on which a floor of the reference was checked


def published(head: Head, frozen: Frozen, names: Mapping[str, RowName]) -> ReleaseDocument:
    """Write a release with its figures; a row without a name (a region, `other`) goes by its key."""
    tables = [table(name, frozen, names) for name in TABLES]
    return document(head, "published", rounded(frozen.bases[TOTALS[0]]), tables)


def unpublished(head: Head, base: int) -> ReleaseDocument:
    """Write a release that only says how many are missing; `base` is `steps.too_few`'s."""
    return document(head, "too_few", tens(base), [])


def document(head: Head, state: State, workers: int, tables: list[TableOut]) -> ReleaseDocument:
    """Put a release together."""
    return ReleaseDocument(
        id=head.window.last_day,
        number=head.number,
        method=METHOD,
        state=state,
        first_day=head.window.first_day,
        last_day=head.window.last_day,
        frozen_on=head.frozen_on,
        k=K,
        rounded_to=K,
        needed=NEEDED,
        workers=workers,
        floors=head.floors,
        tables=tables,
    )


def table(name: TableName, frozen: Frozen, names: Mapping[str, RowName]) -> TableOut:
    """Write what may be shown of one table. The order is by keys: by size it would tell of hidden figures."""
    shown = sorted(key for key in frozen.shown if key.table == name)
    return TableOut(
        name=name,
        columns=list(TABLES[name]),
        rows=[names.get(row, RowName(key=row)) for row in sorted({key.row for key in shown} - {MARGIN})],
        cells=[CellOut(row=key.row, column=key.column, workers=rounded(frozen.bases[key])) for key in shown],
    )


def canonical(document: ReleaseDocument) -> str:
    """Write a document as canonical JSON: sorted keys, no spaces."""
    return json.dumps(
        document.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
