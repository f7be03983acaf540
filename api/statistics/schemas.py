"""Releases as they are signed and read (docs/releases.md)."""

from datetime import date
from typing import Literal

from api.schema import Output

TableName = Literal["employer_issue", "region_unpaid"]
State = Literal["published", "too_few"]


class RowName(Output):
    """A row that has a figure, by its names; both are empty where the key says enough (regions, `other`)."""

    key: str
    name_en: str = ""
    name_zh: str = ""


class CellOut(Output):
    """One figure; `*` is a margin. A cell that is not there is hidden."""

    row: str
    column: str
    workers: int  # distinct, rounded to 5


class TableOut(Output):
    """A table with what may be shown of it."""

    name: TableName
    columns: list[str]  # all of them, in order
    rows: list[RowName]  # those with a figure, ordered by key
    cells: list[CellOut]  # ordered by row and column


class ReleaseDocument(Output):
    """What is signed."""

    id: date  # the last day of its window
    number: int
    method: int  # version of docs/releases.md's rules
    state: State
    first_day: date
    last_day: date
    frozen_on: date
    k: int
    rounded_to: int
    needed: int  # active workers below which nothing is published
    workers: int  # counted: rounded to 5, or to tens when there were too few
    floors: date | None  # the newest day on which a floor of the reference was checked
    tables: list[TableOut]


class ReleaseLine(Output):
    """A release in the list."""

    id: date
    number: int
    state: State
    frozen_on: date


class ReleaseOut(Output):
    """A release, and what proves that it is ours."""

    release: ReleaseDocument
    document: str  # the signed bytes: canonical JSON of `release`
    signature: str  # base64, Ed25519 over "gongyou/1 release\n" + document
    public_key: str  # base64
    fingerprint: str  # first 16 bytes of SHA-256 of the key, hex
