"""Somebody who reads every release, knows the rules, and remembers everything.

They see figures before rounding and which of them moved, and know how many came and left since in a window.
How far apart a hidden figure can be is asked of the audit's own search, which is held to a linear program.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from api.statistics.counting import Key, count
from api.statistics.frozen import Frozen
from api.statistics.network import Bounds, Residual, circulation, tight
from tests.statistics.people import community, somebody, weeks_later

Freeze = Callable[[Mapping[Key, int], Mapping[Key, int]], Frozen]
K = 5


@dataclass
class Attacker:
    """What was seen so far, and in how many ways somebody was singled out."""

    seen: dict[Key, int] = field(default_factory=dict)
    moved: dict[Key, tuple[int, int]] = field(default_factory=dict)  # how many had come and left by then
    came: int = 0
    left: int = 0
    recovered: Counter[str] = field(default_factory=Counter)

    def window_begins(self) -> None:
        """Know no more how many came since: over a window's end anybody may have left or changed cells."""
        self.moved.clear()

    def look(self, frozen: Frozen, counts: Mapping[Key, int]) -> None:
        """Read a release; `counts` only serve as a starting point of the search."""
        shown = {key: frozen.bases[key] for key in frozen.shown}
        new = {key for key, base in shown.items() if self.seen.get(key) != base}
        steps = [abs(shown[key] - self.seen[key]) for key in new & self.seen.keys()]
        self.recovered["a group under 5"] += sum(base < K for base in shown.values())
        self.recovered["a change by under 5"] += sum(step < K for step in steps)
        self.seen |= shown
        self.moved |= dict.fromkeys(new, (self.came, self.left))
        near = {key: (max(0, base - K + 1), base + K - 1) for key, base in shown.items()}
        told = near | {key: (shown[key], shown[key]) for key in new}
        recent = {
            key: (max(0, self.seen[key] - self.left + left), self.seen[key] + self.came - came)
            for key, (came, left) in self.moved.items()
        }
        self.recovered["a hidden group"] += self.narrow(counts, told)
        self.recovered["a hidden group, from several releases"] += self.narrow(counts, near | recent)

    def narrow(self, counts: Mapping[Key, int], known: Bounds) -> int:
        """Count the figures of which nothing is known, but that can only be fewer than 5 numbers apart."""
        edges = circulation(counts)
        unknown = [figure for figure, edge in enumerate(edges) if edge.key not in known]
        return len(list(tight(Residual(edges, known), unknown, K)))


def after_eight_weeks(freeze: Freeze, *, size: int = 600, times: int = 50, seed: int = 11) -> Counter[str]:
    """Live two windows among invented workers: before and after each one who comes, then who leaves."""
    chance = Random(seed)
    people = community(seed, size, employers=10, regions=8)
    attacker, remembered = Attacker(), dict[Key, int]()
    for comes in (True, False):
        attacker.window_begins()
        for _ in range(times + 1):
            counts = count(people)
            frozen = freeze(counts, remembered)
            attacker.look(frozen, counts)
            remembered = frozen.bases
            if comes:
                people.append(somebody(chance, employers=10, regions=8))
                attacker.came += 1
            else:
                people.pop(chance.randrange(len(people)))
                attacker.left += 1
        people = weeks_later(people, chance, employers=10, regions=8)
    return +attacker.recovered
