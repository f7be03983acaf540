"""What a visitor finds on the desk, by the rules of releases: much is shown, some is hidden, and it moves."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from api.demo.crews import FIRMS
from api.demo.people import people
from api.statistics.counting import MARGIN, TABLES, Key
from api.statistics.issues import Issue
from api.statistics.schemas import TableName
from api.statistics.steps import K
from tests.demo.counted import Frame, frames

# The town is founded on whatever day `make demo` reaches back to: other weekdays of the months, other dice.
FOUNDINGS = [date(2026, 6, 22), date(2026, 8, 17), date(2026, 12, 7)]
EMPLOYERS, REGIONS = TABLES
REJECTED, TRAINING = Issue.REJECTED.value, Issue.UNPAID_TRAINING.value


@cache
def of_a_town(founded: date) -> list[Frame]:
    """Give the three releases of the town that was founded on a day."""
    return list(frames(people(), founded))


@pytest.fixture(params=FOUNDINGS, ids=str)
def three(request: pytest.FixtureRequest) -> Sequence[Frame]:
    founded: date = request.param
    return of_a_town(founded)


@pytest.fixture
def last(three: Sequence[Frame]) -> Frame:
    return three[-1]


def totals(frame: Frame, table: TableName) -> dict[str, int]:
    """Give the totals that are shown of a table's columns."""
    return {key.column: each for key, each in frame.of(table).items() if key.row == MARGIN != key.column}


def full_rows(frame: Frame, table: TableName) -> set[str]:
    """List the rows that show their total and a cell beside it."""
    shown = frame.of(table)
    cells = {key.row for key in shown if MARGIN not in {key.row, key.column}}
    return {row for row in cells if Key(table, row, MARGIN) in shown}


def test_the_last_release_tells_how_many_have_each_trouble_in_clearly_different_numbers(last: Frame) -> None:
    said = totals(last, EMPLOYERS)

    assert set(said) == {*Issue}
    assert len({*said.values()}) >= 4
    assert said[REJECTED] >= 2 * sorted(said.values())[-2]


def test_the_last_release_tells_of_five_employers_and_draws_three_bars(last: Frame) -> None:
    bars = {
        each
        for key, each in last.of(EMPLOYERS).items()
        if key.column == REJECTED and key.row in {firm.id for firm in FIRMS}
    }

    assert len(full_rows(last, EMPLOYERS) & {firm.id for firm in FIRMS}) >= 5
    assert len(bars) >= 3  # of three lengths


def test_the_last_release_tells_of_three_regions_and_three_bands(last: Frame) -> None:
    cells = {key.column for key in last.of(REGIONS) if MARGIN not in {key.row, key.column}}

    assert len(full_rows(last, REGIONS)) >= 3
    assert len(cells) >= 3
    assert {"under_50", "half_or_more"} <= set(totals(last, REGIONS))  # for the tile of a quarter or more


def test_every_release_tells_of_three_rows_of_each_table_and_four_troubles(three: Sequence[Frame]) -> None:
    for frame in three:
        assert len(full_rows(frame, EMPLOYERS)) >= 3
        assert len(full_rows(frame, REGIONS)) >= 2
        assert len(totals(frame, EMPLOYERS)) >= 4


def test_in_every_release_somebody_is_in_a_hidden_cell_of_each_row_and_a_tiny_employer_has_none(
    three: Sequence[Frame],
) -> None:
    for frame in three:
        for table in TABLES:
            for row in full_rows(frame, table):
                cells = [Key(table, row, column) for column in TABLES[table]]
                assert any(frame.counts.get(cell) for cell in cells if cell not in frame.of(table))
        told = {key.row for key in frame.of(EMPLOYERS)}
        tiny = {firm.id for firm in FIRMS if 0 < frame.counts.get(Key(EMPLOYERS, firm.id, MARGIN), 0) < K}
        assert tiny
        assert not tiny & told


def test_rejections_grow_in_each_release_while_unpaid_training_shrinks(three: Sequence[Frame]) -> None:
    first, second, third = (totals(frame, EMPLOYERS) for frame in three)

    assert second[REJECTED] - first[REJECTED] >= K
    assert third[REJECTED] - second[REJECTED] >= K
    assert second[TRAINING] - third[TRAINING] >= K


def test_at_one_employer_the_training_ends_and_another_lets_people_in(three: Sequence[Frame]) -> None:
    _, second, third = (frame.of(EMPLOYERS) for frame in three)
    training = Key(EMPLOYERS, "demo_clearbrook", TRAINING)
    newcomers = Key(EMPLOYERS, "demo_poplar", MARGIN)

    assert second[training] - third[training] >= K
    assert third[newcomers] - second[newcomers] >= K
