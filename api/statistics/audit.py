"""The gate before a release: hidden figures that can be worked out, and shown ones that tell of fewer than 5.

Those who look on are taken to know everything that is and was shown, and which figures moved.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.statistics.counting import MARGIN, TABLES, TOTALS, Key, around
from api.statistics.frozen import Frozen, Unsafe
from api.statistics.network import LEFT_OUT, Bounds, Edge, Residual, circulation, tight
from api.statistics.steps import K


@dataclass(frozen=True)
class Draft:
    """A release before it is published, with what it is judged by."""

    counts: Mapping[Key, int]
    remembered: Mapping[Key, int]  # the bases of the last published release
    frozen: Frozen

    def moved(self, key: Key) -> bool:
        """Tell whether a shown figure is new, or another than it was."""
        return self.frozen.bases[key] != self.remembered.get(key)

    def stands(self, key: Key) -> bool:
        """Tell whether a figure was shown once and has not changed by 5 since."""
        return key in self.remembered and abs(self.counts.get(key, 0) - self.remembered[key]) < K

    def exactly(self, keys: Iterable[Key]) -> dict[Key, tuple[int, int]]:
        """Take figures as known to be what they are."""
        return {key: (self.counts.get(key, 0), self.counts.get(key, 0)) for key in keys}


def is_faithful(draft: Draft, key: Key) -> bool:
    """Tell whether a shown figure is 5 or more, and the true count unless it stands."""
    base = draft.frozen.bases.get(key, 0)
    return base >= K and (base == draft.counts.get(key, 0) or (not draft.moved(key) and draft.stands(key)))


def leaks(draft: Draft) -> Iterator[Key]:
    """Find the figures that tell of fewer than 5, some maybe twice: by time, by margins or by overlap."""
    edges = circulation(draft.counts)
    yield from by_time(draft)
    for figure in within(edges, told_now(draft)):
        yield edges[figure].key
    yield from by_memory(draft, edges)


def by_time(draft: Draft) -> Iterator[Key]:
    """Find shown figures that moved by less than 5."""
    for key in draft.frozen.shown & draft.remembered.keys():
        if 0 < abs(draft.frozen.bases[key] - draft.remembered[key]) < K:
            yield key


def within(edges: list[Edge], known: Bounds) -> Iterator[int]:
    """Find the figures of which nothing is known, but whose least and most are less than 5 apart."""
    unknown = (figure for figure, edge in enumerate(edges) if edge.key not in known)
    return tight(Residual(edges, known), unknown, K)


def by_memory(draft: Draft, edges: list[Edge]) -> Iterator[Key]:
    """Find hidden figures of which this release tells more than earlier ones, had nobody come or left.

    Else a partner that was hidden to keep another figure from being subtracted out could come to be shown
    in the next release, and do the same harm then.
    """
    ever = told_ever(draft)
    now, before = Residual(edges, ever), Residual(edges, told_before(draft))
    for figure in within(edges, ever):
        if now.slack(figure, K) < before.slack(figure, K):
            yield edges[figure].key


def told_now(draft: Draft) -> Bounds:
    """Take figures that moved as exact, and those that did not as within 4."""
    shown = draft.frozen.shown
    near = {key: draft.frozen.bases[key] for key in shown if not draft.moved(key)}
    exact = draft.exactly(shown - near.keys())
    return exact | {key: (max(0, base - K + 1), base + K - 1) for key, base in near.items()}


def told_before(draft: Draft) -> Bounds:
    """Take as exact what earlier releases told, as far as it stands, and the totals."""
    return draft.exactly({*filter(draft.stands, draft.remembered), *TOTALS})


def told_ever(draft: Draft) -> Bounds:
    """Take as exact what this release and earlier ones told, as far as it stands."""
    return draft.exactly({*filter(draft.stands, draft.remembered), *draft.frozen.shown})


def planted(draft: Draft) -> Iterator[tuple[Draft, Key]]:
    """Make copies of a release with one leak each, and name the figure that leaks."""
    yield margin_planted(draft)
    yield time_planted(draft)
    yield overlap_planted(draft)


def margin_planted(draft: Draft) -> tuple[Draft, Key]:
    """Show a row with its margin, and hide only its smallest cell."""
    table = TOTALS[0].table
    row = min(key.row for key in draft.counts if key.table == table and key.row != MARGIN)
    cells = [Key(table, row, column) for column in TABLES[table]]
    smallest = min(cells, key=lambda key: draft.counts.get(key, 0))
    return told_afresh(draft, {*cells, Key(table, row, MARGIN)}, smallest), smallest


def time_planted(draft: Draft) -> tuple[Draft, Key]:
    """Let the total move by 3."""
    total = TOTALS[0]
    copy = told_afresh(draft, {total})
    moved = {**copy.remembered, total: copy.frozen.bases[total] - 3}
    return Draft(copy.counts, moved, copy.frozen), total


def overlap_planted(draft: Draft) -> tuple[Draft, Key]:
    """Leave up to 3 workers of one cell out of the second table, and show its total too."""
    total = TOTALS[1]
    cells = [key for key in draft.counts if key.table == total.table and MARGIN not in key]
    largest = max(cells, key=lambda key: (draft.counts[key], key))
    left_out = min(3, draft.counts[largest])
    touched = around(total.table, largest.row, largest.column)
    counts = {**draft.counts, **{key: draft.counts[key] - left_out for key in touched}}
    copy = Draft(counts, draft.remembered, draft.frozen)
    return told_afresh(copy, {*TOTALS, *draft.frozen.shown.intersection(touched)}), Key(
        total.table, MARGIN, LEFT_OUT
    )


def told_afresh(draft: Draft, keys: set[Key], but: Key | None = None) -> Draft:
    """Copy a release so that some figures are shown in it for the first time, all but one of them."""
    now = {key: draft.counts.get(key, 0) for key in keys}
    remembered = {key: base for key, base in draft.remembered.items() if key not in keys}
    frozen = Frozen({**draft.frozen.bases, **now}, (draft.frozen.shown | keys) - {but})
    return Draft(draft.counts, remembered, frozen)


def check(draft: Draft, audit: Callable[[Draft], Iterator[Key]] = leaks) -> None:
    """Raise `Unsafe` unless figures are what they should be, nothing leaks, and planted leaks are found."""
    totals = {draft.frozen.bases.get(key) for key in TOTALS}
    if len(totals) > 1 or not draft.frozen.shown.issuperset(TOTALS):
        raise Unsafe("unfaithful")
    if not all(is_faithful(draft, key) for key in draft.frozen.shown):
        raise Unsafe("unfaithful")
    if not all(key in audit(copy) for copy, key in planted(draft)):
        raise Unsafe("plant_missed")
    if next(audit(draft), None) is not None:
        raise Unsafe("leaks")
