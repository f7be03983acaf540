"""Both tables as one circulation of workers, and how far apart the counts are that fit what is known.

Everybody flows through the first table (total, rows, cells, columns) and then through the second, so that
every sum of figures is the balance of a node. The true counts are one such flow; every other that fits what
is known is reached from it along cycles of the residual graph (Ahuja, Magnanti and Orlin, Network Flows,
1993). So the least and the most that a figure can be are found exactly, and in whole workers.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.statistics.counting import MARGIN, TABLES, Key
from api.statistics.schemas import TableName

LEFT_OUT = "left_out"  # column of the figure for those whom a table does not hold; no release has one
ENDLESS = 1 << 60

Node = tuple[str, str]
Bounds = Mapping[Key, tuple[int, int]]  # least and most of what is known; other figures are 0 or more


@dataclass(frozen=True)
class Edge:
    """One figure, with its true count."""

    key: Key
    tail: Node
    head: Node
    workers: int


def circulation(counts: Mapping[Key, int]) -> list[Edge]:
    """Draw every figure of both tables, also those that are zero, of all rows that occur.

    A table that leaves people out gets a figure for them: two totals over almost the same people tell it.
    """
    names = list(TABLES)
    totals = {name: counts[Key(name, MARGIN, MARGIN)] for name in names}
    everybody = max(totals.values())
    edges = []
    for at, name in enumerate(names):
        before, after = ("before", name), ("before", names[(at + 1) % len(names)])
        for key in keys(name, {key.row for key in counts if key.table == name}):
            tail, head = ends(key, before, after)
            edges.append(Edge(key, tail, head, counts.get(key, 0)))
        if totals[name] < everybody:
            edges.append(Edge(Key(name, MARGIN, LEFT_OUT), before, after, everybody - totals[name]))
    return edges


def keys(table: TableName, rows: Iterable[str]) -> list[Key]:
    """List the figures of some rows of a table, and its margins, in a fixed order."""
    return [Key(table, row, column) for row in sorted({*rows, MARGIN}) for column in (*TABLES[table], MARGIN)]


def ends(key: Key, before: Node, after: Node) -> tuple[Node, Node]:
    """Find the sums that a figure is part of: the total is made of rows, rows of cells, cells of columns."""
    total = ("total", key.table)
    row, column = (f"row {key.table}", key.row), (f"column {key.table}", key.column)
    if key.row == MARGIN:
        return (before, total) if key.column == MARGIN else (column, after)
    return (total, row) if key.column == MARGIN else (row, column)


class Residual:
    """How much more or less each figure could be, if others change with it.

    Arc 2i raises figure i and leads to its head; arc 2i + 1 lowers it and leads to its tail.
    """

    def __init__(self, edges: Sequence[Edge], bounds: Bounds) -> None:
        nodes: dict[Node, int] = {}
        self.ends: list[int] = []  # the node that an arc leads to
        self.room: list[int] = []  # workers that an arc can still carry
        for each in edges:
            least, most = bounds.get(each.key, (0, ENDLESS))
            tail, head = (nodes.setdefault(node, len(nodes)) for node in (each.tail, each.head))
            self.ends += [head, tail]
            self.room += [most - each.workers, each.workers - least]
        self.out: list[list[int]] = [[] for _ in nodes]
        for arc in range(len(self.ends)):
            self.out[self.ends[arc ^ 1]].append(arc)

    def slack(self, figure: int, enough: int) -> int:
        """Find how far apart the least and the most are that a figure can be; `enough` ends the search."""
        more = self.change(2 * figure, enough)
        return more + self.change(2 * figure + 1, enough - more)

    def change(self, arc: int, limit: int) -> int:
        """Find by how much a figure can rise (or fall, by its other arc), up to a limit."""
        room, limit = self.room, min(limit, self.room[arc])
        self.room = without(room, arc)
        carried = 0
        while carried < limit and (path := self.path(self.ends[arc], self.ends[arc ^ 1], 1)):
            carried += self.push(path, limit - carried)
        self.room = room
        return carried

    def cycle(self, figure: int, enough: int) -> list[int] | None:
        """Find arcs that carry enough at once while a figure rises: the figure of each can change by that."""
        room, arc = self.room, 2 * figure
        self.room = without(room, arc)
        path = self.path(self.ends[arc], self.ends[arc ^ 1], enough) if room[arc] >= enough else None
        self.room = room
        return path

    def path(self, start: int, end: int, least: int) -> list[int] | None:
        """Find the arcs of a shortest way whose every arc has at least some room."""
        room, ends, out = self.room, self.ends, self.out  # looked up once: most of an audit is spent here
        came = {start: -1}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in out[node]:
                to = ends[arc]
                if room[arc] >= least and to not in came:
                    came[to] = arc
                    waiting.append(to)
            if end in came:
                return self.way(came, end)
        return None

    def way(self, came: Mapping[int, int], end: int) -> list[int]:
        """Write down the arcs that led to a node, the last first."""
        arcs = []
        while (arc := came[end]) >= 0:
            arcs.append(arc)
            end = self.ends[arc ^ 1]
        return arcs

    def push(self, path: Iterable[int], limit: int) -> int:
        """Send as many workers along a way as it carries, up to a limit; they can be sent back."""
        arcs = list(path)
        carried = min([limit, *(self.room[arc] for arc in arcs)])
        for arc in arcs:
            self.room[arc] -= carried
            self.room[arc ^ 1] += carried
        return carried


def without(room: Sequence[int], arc: int) -> list[int]:
    """Copy the room of all arcs, with none for one figure."""
    left = list(room)
    left[arc] = left[arc ^ 1] = 0
    return left


def tight(residual: Residual, figures: Iterable[int], enough: int) -> Iterator[int]:
    """Find the figures whose least and most are less than `enough` apart."""
    loose: set[int] = set()
    for figure in figures:
        if figure in loose:
            continue
        if cycle := residual.cycle(figure, enough):
            loose.update(arc // 2 for arc in cycle)
        elif residual.slack(figure, enough) < enough:
            yield figure
