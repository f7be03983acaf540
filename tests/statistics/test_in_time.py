"""What is published from window to window."""

from random import Random

import pytest

from api.statistics.contribution import Contribution
from api.statistics.counting import TABLES, TOTALS, Key, count
from api.statistics.hiding import freeze
from tests.statistics.people import community, weeks_later, workers

HILL = Key("employer_issue", "hill", "rejected")


def even(extra: int) -> list[Contribution]:
    """Give 20 workers in every cell, but for one cell that has some more or fewer."""
    people = [
        each
        for employer, region in (("hill", "KE-01"), ("qingxi", "KE-02"))
        for n, issue in enumerate(TABLES["employer_issue"])
        for each in workers(20, employer, issue, region, TABLES["region_unpaid"][n % 5])
    ]
    if extra < 0:
        for one in workers(-extra, "hill", "rejected"):
            people.remove(one)
    return people + workers(max(0, extra), "hill", "rejected")


@pytest.mark.parametrize("seed", range(4))
def test_over_twelve_releases_no_shown_figure_changes_by_less_than_five(seed: int) -> None:
    chance = Random(seed)
    people = community(seed, 90)
    remembered: dict[Key, int] = {}
    last_shown: dict[Key, int] = {}
    spells = changes = 0
    for _ in range(12):
        frozen = freeze(count(people), remembered)
        for key in frozen.shown:
            change = abs(frozen.bases[key] - last_shown.get(key, 0))
            assert change == 0 or change >= 5
            changes += change > 0 and key in last_shown
        spells += len(last_shown.keys() - frozen.shown)
        last_shown |= {key: frozen.bases[key] for key in frozen.shown}
        assert frozen.bases == last_shown  # what each was when it was last shown, and nothing else
        remembered = frozen.bases
        people = weeks_later(people, chance)

    assert spells > 0  # so it was also tried over hidden spells
    assert changes > 0


def test_a_figure_that_was_hidden_for_a_while_is_compared_with_what_it_was() -> None:
    shown = freeze(count(even(-8)), {})
    hidden = freeze(count(even(-17)), shown.bases)
    within_four = freeze(count(even(-12)), hidden.bases)
    further = freeze(count(even(-13)), hidden.bases)

    assert (HILL in shown.shown, shown.bases[HILL]) == (True, 12)
    assert (HILL in hidden.shown, hidden.bases[HILL]) == (False, 12)  # 3 are left
    assert (HILL in within_four.shown, within_four.bases[HILL]) == (True, 12)  # 8, which would tell of 4
    assert (HILL in further.shown, further.bases[HILL]) == (True, 7)


def test_who_leaves_is_no_longer_counted_but_the_figure_stands_until_five_have_left() -> None:
    remembered = freeze(count(even(0)), {}).bases
    published = []
    for left in range(1, 6):
        counts = count(even(-left))
        assert counts[HILL] == 20 - left
        remembered = freeze(counts, remembered).bases
        published.append((remembered[HILL], remembered[TOTALS[0]]))

    assert published == [(20, 240)] * 4 + [(15, 235)]


def test_who_comes_is_counted_and_the_figure_stands_until_five_have_come() -> None:
    remembered = freeze(count(even(0)), {}).bases
    published = []
    for come in (4, 5, 9, 10):
        remembered = freeze(count(even(come)), remembered).bases
        published.append(remembered[HILL])

    assert published == [20, 25, 25, 30]


def test_both_tables_always_have_the_same_total() -> None:
    chance = Random(1)
    people = community(1, 70)
    remembered: dict[Key, int] = {}
    for _ in range(6):
        remembered = freeze(count(people), remembered).bases
        assert remembered[TOTALS[0]] == remembered[TOTALS[1]]
        people = weeks_later(people, chance)[chance.randint(0, 2) :]
