"""The cheapest figures to hide so that another one cannot be worked out.

A hidden figure is safe when it could be 5 more or less (or partly both) along cycles of figures that are not
known either. Where it could not, figures on the cheapest cycles are hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

from api.statistics.counting import Key
from api.statistics.network import ENDLESS, Bounds, Edge, Residual, without
from api.statistics.steps import K


class Partners:
    """A residual graph in which known figures can be made unknown, each at its price."""

    def __init__(self, edges: Sequence[Edge], known: Bounds, prices: Mapping[int, int]) -> None:
        self.edges, self.known = edges, known
        self.residual = Residual(edges, known)
        self.prices = dict(prices)  # of the figures that can be hidden
        self.taken: set[Key] = set()

    def protect(self, figure: int) -> None:
        """Hide what a hidden figure needs, as far as there is anything."""
        room, wanted = self.residual.room, K
        for arc in (2 * figure, 2 * figure + 1):
            left = min(wanted, room[arc])
            wanted -= left
            self.residual.room = without(room, arc)
            for least in (left, *[1] * left):  # one way that carries all, or else several
                if left and (path := self.cheapest(arc, least)):
                    self.take([each for each in path if self.residual.room[each] < least], room)
                    left -= self.residual.push(path, left)
            wanted += left
        self.residual.room = room

    def cheapest(self, arc: int, least: int) -> list[int] | None:
        """Find the cheapest way that closes a cycle with an arc and can carry some workers (Dijkstra)."""
        start, end = self.residual.ends[arc], self.residual.ends[arc ^ 1]
        paid, came = {start: 0}, {start: -1}
        waiting = [(0, start)]
        while waiting:
            price, node = heappop(waiting)
            if node == end:
                return self.residual.way(came, end)
            for out in self.residual.out[node] if price == paid[node] else ():
                room, more = self.offered(out, least)
                to = self.residual.ends[out]
                if room >= least and (to not in paid or price + more < paid[to]):
                    paid[to], came[to] = price + more, out
                    heappush(waiting, (price + more, to))
        return None

    def offered(self, arc: int, least: int) -> tuple[int, int]:
        """Say how many workers an arc can carry and at what price: as it is, or once its figure is hidden."""
        room, figure = self.residual.room[arc], arc // 2
        if room >= least or figure not in self.prices:
            return room, 0
        return room + self.gain(arc), self.prices[figure]

    def gain(self, arc: int) -> int:
        """Say how many workers more an arc can carry once its figure is hidden."""
        least, _ = self.known[self.edges[arc // 2].key]
        return least if arc % 2 else ENDLESS

    def take(self, arcs: Iterable[int], room: list[int]) -> None:
        """Hide figures, here and for all later searches."""
        for figure in {arc // 2 for arc in arcs}:
            for arc in (2 * figure, 2 * figure + 1):
                room[arc] += self.gain(arc)
                self.residual.room[arc] += self.gain(arc)
            self.taken.add(self.edges[figure].key)
            del self.prices[figure]
