"""The cheapest figures to hide so that another one cannot be worked out."""

from api.statistics.contribution import Contribution
from api.statistics.counting import MARGIN, Key, count
from api.statistics.network import circulation
from api.statistics.partners import Partners
from tests.statistics.people import workers
from tests.statistics.test_hiding import cell


def protected(people: list[Contribution], hidden: Key, prices: dict[Key, int]) -> tuple[set[Key], int]:
    """Show all but one figure and protect it; give what was hidden for it, and its slack then."""
    edges = circulation(count(people))
    known = {edge.key: (edge.workers, edge.workers) for edge in edges if edge.key != hidden}
    figures = {edge.key: figure for figure, edge in enumerate(edges)}
    partners = Partners(edges, known, {figures[key]: price for key, price in prices.items()})
    partners.protect(figures[hidden])
    return partners.taken, partners.residual.slack(figures[hidden], 100)


def columns(*names: str) -> dict[Key, int]:
    """Offer the margins of some columns for nothing much."""
    return dict.fromkeys((cell(MARGIN, name) for name in names), 1)


def test_the_cheapest_partners_are_hidden_and_no_others() -> None:
    people = workers(2, "hill", "none") + workers(9, "hill", "rejected") + workers(8, "hill", "deduction")
    offered = columns("none", "rejected", "deduction")
    cells = {cell("hill", "rejected"): 9, cell("hill", "deduction"): 8}

    taken, apart = protected(people, cell("hill", "none"), offered | cells)

    assert taken == {cell("hill", "deduction"), cell(MARGIN, "deduction"), cell(MARGIN, "none")}
    assert apart == 10  # 2 + 8: what the two cells have together


def test_several_small_partners_are_hidden_where_no_single_one_is_enough() -> None:
    people = [*workers(1, "hill", "none"), *workers(2, "hill", "rejected"), *workers(3, "hill", "deduction")]
    offered = columns("none", "rejected", "deduction")
    cells = {cell("hill", "rejected"): 9, cell("hill", "deduction"): 8}

    taken, apart = protected(people, cell("hill", "none"), offered | cells)

    assert taken == offered.keys() | cells.keys()
    assert apart == 6


def test_a_figure_that_cannot_rise_is_protected_by_letting_it_fall() -> None:
    people = workers(10, "hill", "rejected")
    offered = columns("rejected", "none") | {cell("hill", "none"): 1}

    taken, apart = protected(people, cell("hill", "rejected"), offered)

    assert taken == offered.keys()
    assert apart == 10


def test_where_nothing_is_offered_nothing_is_hidden() -> None:
    assert protected(workers(2, "hill", "none"), cell("hill", "none"), {}) == (set(), 0)
