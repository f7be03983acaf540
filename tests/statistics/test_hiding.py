"""What may be shown of a window's counts."""

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.statistics.audit import Draft, leaks
from api.statistics.contribution import Contribution
from api.statistics.counting import MARGIN, TABLES, TOTALS, Key, count
from api.statistics.frozen import Frozen, Unsafe
from api.statistics.hiding import freeze, small_hidden
from api.statistics.network import circulation
from tests.statistics.people import community, workers
from tests.statistics.program import Program


def cell(row: str, column: str) -> Key:
    """Name a figure of the first table."""
    return Key("employer_issue", row, column)


def two_employers() -> list[Contribution]:
    """Give 64 workers, 2 of whom can be subtracted out by their row and by their column."""
    return [
        *workers(20, "hill", "rejected", "KE-01", "zero"),
        *workers(10, "hill", "below_floor", "KE-02", "under_10"),
        *workers(2, "hill", "none", "KE-01", "under_25"),
        *workers(15, "qingxi", "rejected", "KE-02", "zero"),
        *workers(8, "qingxi", "below_floor", "KE-01", "under_10"),
        *workers(9, "qingxi", "none", "KE-02", "under_25"),
    ]


def ranges(people: list[Contribution], shown: frozenset[Key]) -> dict[Key, int]:
    """Ask a linear program how far apart the least and the most of every hidden figure are."""
    counts = count(people)
    rows = {table: {key.row for key in counts if key.table == table} - {MARGIN} for table in TABLES}
    program = Program(rows, {key: (counts[key], counts[key]) for key in shown})
    return {edge.key: program.range_of(edge.key) for edge in circulation(counts) if edge.key not in shown}


def test_hiding_small_figures_alone_lets_two_workers_be_subtracted_out() -> None:
    naive = small_hidden(count(two_employers()), {}).shown

    # hill: 32 - 20 - 10 leaves 2 for all that is hidden; the column: 11 - 9 leaves exactly 2
    assert cell("hill", "none") not in naive
    assert ranges(two_employers(), naive)[cell("hill", "none")] == 0


def test_partners_are_hidden_until_nothing_can_be_subtracted_out() -> None:
    frozen = freeze(count(two_employers()), {})

    assert min(ranges(two_employers(), frozen.shown).values()) >= 5
    assert frozen.shown.issuperset(TOTALS)
    assert cell("qingxi", "rejected") in frozen.shown  # not everything went


def test_figures_under_five_are_hidden_and_not_remembered() -> None:
    frozen = freeze(count(two_employers()), {})

    assert set(frozen.bases) == frozen.shown
    assert min(frozen.bases.values()) >= 5
    assert cell("hill", "late_pay") not in frozen.shown  # zeros are hidden as well


def test_where_every_figure_is_large_everything_is_shown() -> None:
    people = [
        each
        for employer in ("hill", "qingxi")
        for issue in TABLES["employer_issue"]
        for band in TABLES["region_unpaid"]
        for each in workers(2, employer, issue, "KE-01", band)
    ]

    frozen = freeze(count(people), {})

    assert frozen.shown == set(count(people))
    assert frozen.bases == count(people)


def test_fifty_in_one_cell_are_a_total_and_nothing_else_of_their_issue() -> None:
    frozen = freeze(count(workers(50, "hill", "none")), {})

    assert frozen.bases[TOTALS[0]] == frozen.bases[TOTALS[1]] == 50
    assert cell("hill", "none") not in frozen.shown  # it would tell that every other is zero
    assert min(ranges(workers(50, "hill", "none"), frozen.shown).values()) >= 5


def test_the_same_counts_give_the_same_release_in_whatever_order_they_come() -> None:
    people = community(3, 90)
    shuffled = people.copy()
    Random(4).shuffle(shuffled)

    assert freeze(count(people), {}) == freeze(count(shuffled), {})


def test_over_the_same_people_the_next_release_shows_nothing_more() -> None:
    for seed in range(10):
        counts = count(community(seed, 80))
        first = freeze(counts, {})

        assert freeze(counts, first.bases) == first


def test_a_figure_hidden_as_a_partner_is_remembered_as_it_was_last_shown() -> None:
    counts = count(two_employers())
    everything = {key: workers for key, workers in counts.items() if workers >= 5}
    grown = count(two_employers() + workers(5, "qingxi", "none", "KE-02", "under_25"))

    frozen = freeze(grown, everything)

    hidden = everything.keys() - frozen.shown
    assert hidden
    assert {key: frozen.bases[key] for key in hidden} == {key: everything[key] for key in hidden}


def test_no_partner_is_hidden_that_need_not_be() -> None:
    counts = count(community(5, 80))
    frozen = freeze(counts, {})
    could_be = {key: workers for key, workers in counts.items() if workers >= 5 and key not in frozen.shown}

    assert could_be
    for key, workers_there in could_be.items():
        more = Frozen({**frozen.bases, key: workers_there}, frozen.shown | {key})
        assert list(leaks(Draft(counts, {}, more)))


def test_nothing_is_frozen_that_does_not_pass_the_gate() -> None:
    two_totals = {TOTALS[0]: 66}  # a memory that no release can have left

    with pytest.raises(Unsafe, match="unfaithful"):
        freeze(count(two_employers()), two_totals)


def test_a_row_that_is_gone_is_remembered_but_not_shown() -> None:
    gone = {cell("lantern", "*"): 12, cell("lantern", "rejected"): 7}

    frozen = freeze(count(two_employers()), gone)

    assert not frozen.shown & gone.keys()
    assert {key: frozen.bases[key] for key in gone} == gone


anybody = st.builds(
    Contribution,
    employer=st.sampled_from(["hill", "qingxi", "lantern", "other"]),
    issue=st.sampled_from(TABLES["employer_issue"]),
    region=st.sampled_from(["KE", "CN-51", "CN-52"]),
    unpaid=st.sampled_from(TABLES["region_unpaid"]),
)
crowds = st.lists(st.tuples(anybody, st.integers(1, 20)), min_size=1, max_size=12).map(
    lambda groups: [each for one, size in groups for each in [one] * size]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowds, crowds)
@example(workers(1, "hill", "rejected", "CN-51"), workers(1, "qingxi", "rejected", "KE"))
def test_whoever_is_counted_there_is_a_release_that_leaks_nothing(
    people: list[Contribution], later: list[Contribution]
) -> None:
    fifty = workers(50, "hill", "rejected", "KE", "zero")
    first = freeze(count(people + fifty), {})

    second = freeze(count(later + fifty), first.bases)

    assert not list(leaks(Draft(count(later + fifty), first.bases, second)))
    steps = {abs(second.bases[key] - first.bases[key]) for key in first.bases}
    assert not steps & {1, 2, 3, 4}


@pytest.mark.parametrize("size", [50, 120])
def test_a_linear_program_finds_no_hidden_figure_in_a_first_release(size: int) -> None:
    people = community(size, size, employers=4, regions=3)

    assert min(ranges(people, freeze(count(people), {}).shown).values()) >= 5
