"""Figures move in steps of 5, and what is shown is rounded."""

import pytest

from api.statistics.steps import moved, rounded, tens, too_few


@pytest.mark.parametrize(
    ("true", "base", "now"),
    [
        (4, None, None),  # never shown: hidden until there are 5
        (5, None, 5),
        (16, 12, 12),
        (17, 12, 17),
        (8, 12, 12),
        (7, 12, 7),
        (4, 8, 8),  # stands, though 4 have left
        (3, 8, None),  # would move to under 5
        (0, 12, None),
        (1, 5, 5),
        (0, 5, None),
    ],
)
def test_a_figure_moves_only_when_the_count_is_five_or_more_away(
    true: int, base: int | None, now: int | None
) -> None:
    assert moved(true, base) == now


@pytest.mark.parametrize(
    ("workers", "shown"),
    [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (50, 50), (52, 50), (53, 55)],
)
def test_what_is_shown_is_the_nearest_multiple_of_five(workers: int, shown: int) -> None:
    assert rounded(workers) == shown


@pytest.mark.parametrize(
    ("true", "base", "kept", "said"),
    [
        (34, None, 34, 30),
        (43, 34, 34, 30),  # 9 more: not yet
        (44, 34, 44, 40),
        (25, 34, 34, 30),
        (24, 34, 24, 20),
        (49, None, 49, 40),  # never "50 of 50"
        (0, None, 0, 0),
    ],
)
def test_too_few_are_told_in_tens_that_move_in_tens(
    true: int, base: int | None, kept: int, said: int
) -> None:
    assert too_few(true, base) == kept
    assert tens(kept) == said
