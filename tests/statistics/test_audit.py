"""The gate: what it finds, and that nothing passes a gate that finds less."""

from collections.abc import Callable, Iterator

import pytest

from api.statistics.audit import Draft, by_memory, by_time, check, leaks, planted, told_now, within
from api.statistics.counting import MARGIN, TOTALS, Key, count
from api.statistics.frozen import Frozen, Unsafe
from api.statistics.hiding import freeze, small_hidden
from api.statistics.network import LEFT_OUT, Residual, circulation
from tests.statistics.people import community
from tests.statistics.test_hiding import cell, two_employers

COUNTS = count(two_employers())
SHOWN = {key: workers for key, workers in COUNTS.items() if workers >= 5}
NONE_AT_HILL = cell("hill", "none")


def slack(known: dict[Key, tuple[int, int]], key: Key) -> int:
    """Ask how far apart the least and the most of a figure are."""
    edges = circulation(COUNTS)
    return Residual(edges, known).slack(next(n for n, edge in enumerate(edges) if edge.key == key), 100)


def test_how_far_apart_a_figure_can_be_is_found_as_by_hand() -> None:
    row = {cell("hill", "*"): 32, cell("hill", "rejected"): 20, cell("hill", "below_floor"): 10}
    exact = {key: (workers, workers) for key, workers in row.items()}
    total = dict.fromkeys(TOTALS, (64, 64))
    column = {cell("*", "none"): (11, 11)}

    assert slack(total, NONE_AT_HILL) == 64
    assert slack(total | column, NONE_AT_HILL) == 11
    assert slack(total | column | exact, NONE_AT_HILL) == 2  # 32 - 20 - 10 for all that is hidden in the row
    assert slack(total | column | exact | {cell("qingxi", "none"): (9, 9)}, NONE_AT_HILL) == 0  # 11 - 9
    near = {cell("qingxi", "none"): (5, 13), cell("hill", "rejected"): (16, 24)}  # these did not move
    assert slack(total | column | exact | near, NONE_AT_HILL) == 6  # at most 32 - 16 - 10 and 11 - 5


def test_a_figure_moved_by_less_than_five_is_found() -> None:
    draft = Draft(COUNTS, {TOTALS[0]: 61, cell("hill", "*"): 27}, Frozen(SHOWN, frozenset(SHOWN)))

    assert list(by_time(draft)) == [TOTALS[0]]  # 64 - 61; hill moved by 5


@pytest.mark.parametrize("seed", range(3))
def test_three_planted_leaks_are_found_each_where_it_is(seed: int) -> None:
    counts = count(community(seed, 80))
    first = freeze(counts, {})
    drafts = [Draft(counts, {}, first), Draft(counts, first.bases, freeze(counts, first.bases))]

    for draft in drafts:
        copies = list(planted(draft))
        assert [key.column for _, key in copies][1:] == [MARGIN, LEFT_OUT]
        assert MARGIN not in copies[0][1]  # inside an employer's row
        for copy, key in copies:
            assert key in leaks(copy)
            assert key not in leaks(draft)


def without_time(draft: Draft) -> Iterator[Key]:
    """Look for leaks, but not over time."""
    return (key for key in leaks(draft) if key not in set(by_time(draft)))


def without_margins(draft: Draft) -> Iterator[Key]:
    """Look for leaks, but not of cells and margins."""
    return (key for key in leaks(draft) if key.column == LEFT_OUT or key in set(by_time(draft)))


def without_overlap(draft: Draft) -> Iterator[Key]:
    """Look for leaks, but not of those that a table leaves out."""
    return (key for key in leaks(draft) if key.column != LEFT_OUT)


@pytest.mark.parametrize("audit", [without_time, without_margins, without_overlap])
def test_an_audit_that_is_blind_to_one_kind_of_leak_lets_nothing_pass(
    audit: Callable[[Draft], Iterator[Key]],
) -> None:
    draft = Draft(COUNTS, {}, freeze(COUNTS, {}))
    check(draft)

    with pytest.raises(Unsafe, match="plant_missed"):
        check(draft, audit)


def test_a_release_whose_partners_are_missing_does_not_pass() -> None:
    with pytest.raises(Unsafe, match="leaks"):
        check(Draft(COUNTS, {}, small_hidden(COUNTS, {})))


def test_a_partner_that_came_to_be_shown_in_the_next_release_does_not_pass() -> None:
    first = freeze(COUNTS, {})
    partner = min((key for key in SHOWN.keys() - first.shown), key=lambda key: SHOWN[key])
    second = Frozen({**first.bases, partner: SHOWN[partner]}, first.shown | {partner})
    draft = Draft(COUNTS, first.bases, second)

    assert not list(within(circulation(COUNTS), told_now(draft)))  # figures that stand are within 4 here
    assert list(by_memory(draft, circulation(COUNTS)))
    with pytest.raises(Unsafe, match="leaks"):
        check(draft)


@pytest.mark.parametrize(
    ("bases", "shown"),
    [
        ({NONE_AT_HILL: 2}, {NONE_AT_HILL}),  # under 5
        ({cell("hill", "*"): 30}, set()),  # neither the count nor what it was
        ({TOTALS[1]: 65}, set()),  # two totals
    ],
)
def test_figures_that_are_not_what_they_should_be_do_not_pass(bases: dict[Key, int], shown: set[Key]) -> None:
    frozen = freeze(COUNTS, {})
    wrong = Frozen({**frozen.bases, **bases}, frozen.shown | shown | bases.keys())

    with pytest.raises(Unsafe, match="unfaithful"):
        check(Draft(COUNTS, {}, wrong))


def test_a_release_without_its_total_does_not_pass() -> None:
    frozen = freeze(COUNTS, {})

    with pytest.raises(Unsafe, match="unfaithful"):
        check(Draft(COUNTS, {}, Frozen(frozen.bases, frozen.shown - {TOTALS[1]})))


def test_a_reason_is_a_code_and_nothing_of_anybody() -> None:
    assert str(Unsafe("leaks")) == "leaks"
