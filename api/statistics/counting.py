"""Counts of workers with their margins: what every later step starts from."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from api.statistics.contribution import Band, Contribution
from api.statistics.issues import Issue
from api.statistics.schemas import TableName

MARGIN = "*"
TABLES: dict[TableName, tuple[str, ...]] = {
    "employer_issue": tuple(each.value for each in Issue),
    "region_unpaid": tuple(each.value for each in Band),
}


class Key(NamedTuple):
    """One figure: a cell, or a margin where row or column is `*`."""

    table: TableName
    row: str
    column: str


TOTALS = tuple(Key(table, MARGIN, MARGIN) for table in TABLES)


def count(contributions: Iterable[Contribution]) -> Counter[Key]:
    """Count each worker once in every table, and in the margins and the total of that cell.

    >>> count([Contribution("other", "none", "CN-52", "zero")])[Key("employer_issue", "*", "none")]
    1
    """
    counts: Counter[Key] = Counter()
    for of, workers in Counter(contributions).items():
        counts.update(dict.fromkeys(around("employer_issue", of.employer, of.issue), workers))
        counts.update(dict.fromkeys(around("region_unpaid", of.region, of.unpaid), workers))
    return counts


def around(table: TableName, row: str, column: str) -> tuple[Key, Key, Key, Key]:
    """List a cell, its two margins and the total.

    >>> [f"{key.row} {key.column}" for key in around("region_unpaid", "KE", "zero")]
    ['KE zero', 'KE *', '* zero', '* *']
    """
    pairs = ((row, column), (row, MARGIN), (MARGIN, column), (MARGIN, MARGIN))
    first, second, third, fourth = (Key(table, *pair) for pair in pairs)
    return first, second, third, fourth
