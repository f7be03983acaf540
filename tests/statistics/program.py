"""Somebody who looks on with a linear program (scipy): it imports no rule of api/statistics, only names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scipy.optimize import linprog

from api.statistics.counting import MARGIN, TABLES, Key
from api.statistics.schemas import TableName

Interval = tuple[int, int]


@dataclass
class Program:
    """What is known of both tables, as sums of cells; `left_out` tables do not hold everybody."""

    rows: Mapping[TableName, Iterable[str]]
    known: Mapping[Key, Interval]
    left_out: frozenset[str] = frozenset()
    cells: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = [
            Key(table, row, column)
            for table, columns in TABLES.items()
            for row in sorted(self.rows[table])
            for column in columns
        ] + [Key(table, MARGIN, "left_out") for table in TABLES]
        above, limits = [], []
        for key, (least, most) in self.known.items():
            sums = self.sums(key)
            above += [sums, [-each for each in sums]]
            limits += [most, -least]
        first, second = (
            [int(cell.table == table) for cell in self.cells] for table in TABLES
        )  # cells and those left out: everybody
        self.above, self.limits = above, limits
        self.same = [[one - two for one, two in zip(first, second, strict=True)]]

    def sums(self, key: Key) -> list[int]:
        """Write a figure as the sum of cells that it is."""
        if key.column == "left_out":
            return [int(cell == key) for cell in self.cells]
        return [
            int(
                cell.table == key.table
                and cell.column != "left_out"
                and key.row in (MARGIN, cell.row)
                and key.column in (MARGIN, cell.column)
            )
            for cell in self.cells
        ]

    def range_of(self, key: Key) -> int:
        """Find how far apart the least and the most are that a figure can be."""
        least, most = (self.solve([sign * each for each in self.sums(key)]) for sign in (1, -1))
        return round(-most - least)

    def solve(self, costs: list[int]) -> float:
        """Find the least of a sum of cells."""
        bounds = [
            (0, 0 if cell.column == "left_out" and cell.table not in self.left_out else None)
            for cell in self.cells
        ]
        done = linprog(costs, self.above, self.limits, self.same, [0], bounds, method="highs")
        assert done.status == 0, done.message
        return float(done.fun)
