"""The extremes that the audit finds are those of a linear program."""

from random import Random

import pytest

from api.statistics.counting import MARGIN, TABLES, TOTALS, Key, around, count
from api.statistics.network import LEFT_OUT, Residual, circulation
from tests.statistics.people import community
from tests.statistics.program import Interval, Program

FIGURES_OF_EACH = 3


def what_is_known(chance: Random, counts: dict[Key, int]) -> dict[Key, Interval]:
    """Show figures at random: some exact, some within 4 of what they once were."""
    share = chance.choice([0.2, 0.5, 0.8])
    known = {}
    for key, workers in counts.items():
        if key in TOTALS or chance.random() < share:
            base = workers + chance.randint(-4, 4)
            known[key] = chance.choice([(workers, workers), (max(0, base - 4), base + 4)])
    return known


@pytest.mark.parametrize("seed", range(220))
def test_the_audit_finds_the_same_extremes_as_a_linear_program(seed: int) -> None:
    chance = Random(seed)
    people = community(
        seed, chance.choice([12, 30, 60]), employers=chance.randint(1, 4), regions=chance.randint(1, 4)
    )
    counts = dict(count(people))
    left_out = chance.random() < 0.3
    if left_out:  # some of one cell's workers are in the first table only
        cell = chance.choice(
            sorted(key for key in counts if key.table == "region_unpaid" and MARGIN not in key)
        )
        for key in around(*cell):
            counts[key] -= 1
    known = what_is_known(chance, counts)
    edges = circulation(counts)
    residual = Residual(edges, known)
    rows = {table: {e.key.row for e in edges if e.key.table == table} - {MARGIN} for table in TABLES}
    program = Program(rows, known, frozenset({"region_unpaid"} if left_out else ()))
    hidden = [figure for figure, edge in enumerate(edges) if edge.key not in known]

    asked = chance.sample(hidden, min(FIGURES_OF_EACH, len(hidden)))
    if left_out:
        asked.append(next(figure for figure in hidden if edges[figure].key.column == LEFT_OUT))

    assert {edges[figure].key: residual.slack(figure, 10_000) for figure in asked} == {
        edges[figure].key: program.range_of(edges[figure].key) for figure in asked
    }
