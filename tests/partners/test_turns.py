"""Whose deliveries are sent next."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from api.partners.turns import Lane, Places, chosen

NOW = datetime(2026, 11, 11, 4, 41, tzinfo=UTC)
WELL, ILL = Lane(fails=False), Lane(fails=True)


def waiting(lanes: dict[UUID, Lane], each: int = 4) -> list[tuple[UUID, UUID]]:
    """Let so much be due at each endpoint: every one's first, then every one's second."""
    return [(uuid4(), endpoint) for _ in range(each) for endpoint in lanes]


def counted(lanes: dict[UUID, Lane], places: Places) -> list[int]:
    """Count what is chosen for each endpoint."""
    due = waiting(lanes)
    found = chosen(due, lanes, places, NOW)
    of = dict(due)
    assert len(set(found)) == len(found)
    return [sum(of[delivery] == endpoint for delivery in found) for endpoint in lanes]


def lanes(*given: Lane) -> dict[UUID, Lane]:
    return {uuid4(): lane for lane in given}


def test_places_go_round_so_that_nobody_waits_for_another_s_backlog() -> None:
    assert counted(lanes(WELL, WELL, WELL), Places(5, 5)) == [2, 2, 1]
    assert counted(lanes(WELL, WELL, WELL), Places(100, 100)) == [4, 4, 4]


def test_endpoints_that_fail_have_one_place_each_and_no_more_than_theirs_together() -> None:
    assert counted(lanes(ILL, ILL, WELL), Places(100, 100)) == [1, 1, 4]
    assert counted(lanes(ILL, ILL, WELL), Places(100, 1)) == [1, 0, 4]
    assert counted(lanes(ILL, WELL), Places(100, 0)) == [0, 4]
    assert counted(lanes(ILL, WELL), Places(100, -3)) == [0, 4]


def test_what_is_under_way_is_counted() -> None:
    soon = NOW + timedelta(seconds=60)

    assert counted(lanes(Lane(False, 3, soon), Lane(False, 4, soon), Lane(True, 1, soon)), Places(9, 9)) == [
        1,
        0,
        0,
    ]


def test_nothing_is_added_where_something_has_taken_longer_than_a_second() -> None:
    slow, quick = (Lane(False, 1, NOW + timedelta(seconds=seconds)) for seconds in (59, 59.5))

    assert counted(lanes(slow, quick), Places(9, 9)) == [0, 3]


def test_without_a_place_nothing_is_chosen() -> None:
    assert counted(lanes(WELL), Places(0, 5)) == [0]
