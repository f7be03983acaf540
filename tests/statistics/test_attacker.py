"""Who compares releases around everyone who comes or leaves recovers nobody; without one rule, somebody."""

from collections.abc import Mapping

import pytest

from api.statistics.audit import Draft, told_now
from api.statistics.counting import Key
from api.statistics.frozen import Frozen
from api.statistics.hiding import freeze, hide, partners_hidden, small_hidden
from api.statistics.network import circulation
from tests.statistics.attacker import Freeze, after_eight_weeks

Counts = Mapping[Key, int]


def without_steps(counts: Counts, remembered: Counts) -> Frozen:
    """Freeze as if nothing had ever been published: every figure is what it is."""
    return partners_hidden(Draft(counts, {}, small_hidden(counts, {}))).frozen


def without_partners(counts: Counts, remembered: Counts) -> Frozen:
    """Hide what is small, and nothing more."""
    return small_hidden(counts, remembered)


def without_hiding(counts: Counts, remembered: Counts) -> Frozen:
    """Show every figure, in steps."""
    steps = {
        key: remembered[key] if key in remembered and abs(workers - remembered[key]) < 5 else workers
        for key, workers in counts.items()
    }
    return Frozen({**remembered, **steps}, frozenset(steps))


def without_memory(counts: Counts, remembered: Counts) -> Frozen:
    """Hide the partners that this release needs, whatever earlier ones told."""
    draft = Draft(counts, remembered, small_hidden(counts, remembered))
    return hide(draft, circulation(counts), told_now(draft), draft.frozen.shown).frozen


def test_an_attacker_recovers_nobody_in_eight_weeks() -> None:
    assert after_eight_weeks(freeze) == {}


@pytest.mark.parametrize("size", [80, 200])
def test_an_attacker_recovers_nobody_of_a_small_community(size: int) -> None:
    assert after_eight_weeks(freeze, size=size, times=25, seed=size) == {}


@pytest.mark.parametrize(
    ("sabotaged", "recovered"),
    [
        (without_steps, "a change by under 5"),
        (without_partners, "a hidden group"),
        (without_hiding, "a group under 5"),
        (without_memory, "a hidden group, from several releases"),
    ],
)
def test_without_any_one_rule_the_attacker_recovers_somebody(sabotaged: Freeze, recovered: str) -> None:
    assert after_eight_weeks(sabotaged, times=25)[recovered] > 0
