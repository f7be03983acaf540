"""Which figures may be shown: first those that are small are hidden, then partners for them."""

from collections.abc import Mapping

from api.statistics.audit import Draft, check, leaks, told_ever, told_now, within
from api.statistics.counting import MARGIN, TOTALS, Key
from api.statistics.frozen import Frozen
from api.statistics.network import Bounds, Edge, circulation
from api.statistics.partners import Partners
from api.statistics.steps import moved


def freeze(counts: Mapping[Key, int], remembered: Mapping[Key, int]) -> Frozen:
    """Decide what is shown, audited with planted leaks; raise `Unsafe` if nothing may be published.

    `counts` are of enough workers (`steps.enough`); `remembered` are the bases of the last release that was
    published. Its own bases are to be remembered in turn.
    """
    small = Draft(counts, remembered, small_hidden(counts, remembered))
    draft = needless_shown(small, partners_hidden(small))
    check(draft)
    return draft.frozen


def small_hidden(counts: Mapping[Key, int], remembered: Mapping[Key, int]) -> Frozen:
    """Move the figures that are 5 or more away from what they were; hide those under 5."""
    figures = {key: moved(workers, remembered.get(key)) for key, workers in counts.items()}
    shown = {key: figure for key, figure in figures.items() if figure is not None}
    return Frozen({**remembered, **shown}, frozenset(shown))


def partners_hidden(draft: Draft) -> Draft:
    """Hide more figures until none can be worked out, from this release alone or with earlier ones."""
    edges = circulation(draft.counts)
    while True:
        shown = draft.frozen.shown
        new = frozenset(key for key in shown if not draft.stands(key))
        draft = hide(draft, edges, told_ever(draft), new)
        draft = hide(draft, edges, told_now(draft), draft.frozen.shown)
        if draft.frozen.shown == shown:
            return draft


def hide(draft: Draft, edges: list[Edge], known: Bounds, spare: frozenset[Key]) -> Draft:
    """Hide the partners that the figures of which nothing is known need, of those that can be spared."""
    spare -= {*TOTALS}
    prices = {figure: price(draft, edge.key) for figure, edge in enumerate(edges) if edge.key in spare}
    partners = Partners(edges, known, prices)
    for figure in list(within(edges, known)):
        partners.protect(figure)
    return with_shown(draft, draft.frozen.shown - partners.taken)


def needless_shown(small: Draft, draft: Draft) -> Draft:
    """Show again, the dearest first, what is not needed: each partner was chosen for one figure alone."""
    taken = small.frozen.shown - draft.frozen.shown
    for key in sorted(taken, key=lambda key: (price(draft, key), key), reverse=True):
        draft = shown_again(small, draft, key)
    return draft


def shown_again(small: Draft, draft: Draft, key: Key) -> Draft:
    """Show a figure, and with it those partners that follow from it, unless one that is small would too."""
    more, told = draft, {key} - draft.frozen.shown
    while told:
        more = with_shown(small, more.frozen.shown | told)
        told = set[Key]()
        for each in leaks(more):
            if each not in small.frozen.shown:
                return draft
            told.add(each)
    return more


def with_shown(draft: Draft, shown: frozenset[Key]) -> Draft:
    """Show some of the figures only. What the others were is remembered, if they were ever shown."""
    now = {key: draft.frozen.bases[key] for key in shown}
    return Draft(draft.counts, draft.remembered, Frozen({**draft.remembered, **now}, shown))


def price(draft: Draft, key: Key) -> int:
    """Say what is lost with a figure: rows' margins are cheapest, then small ones; what was shown is dear."""
    one_up = 1000 * draft.counts[TOTALS[0]]  # more than all cheaper figures of a cycle
    return draft.counts[key] + one_up * (key.column != MARGIN) + one_up**2 * (key in draft.remembered)
