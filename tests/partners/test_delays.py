"""When a delivery is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from api.partners.delays import asked_wait, is_worn_out, next_wait

NOW = datetime(2026, 11, 11, 4, 41, tzinfo=UTC)
DAY = timedelta(days=1)


def test_ten_tries_take_more_than_three_days() -> None:
    waits = [next_wait(failed, 0.5) for failed in range(1, 11)]

    minutes = [wait / timedelta(minutes=1) for wait in waits if wait]
    assert minutes == pytest.approx([5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440])
    assert waits[-1] is None
    assert sum(minutes) > 3 * 24 * 60


@pytest.mark.parametrize(("chance", "hours"), [(0.0, 1.6), (0.25, 1.8), (1.0, 2.4)])
def test_a_wait_is_up_to_a_fifth_shorter_or_longer_by_chance(chance: float, hours: float) -> None:
    wait = next_wait(4, chance)

    assert wait is not None
    assert wait / timedelta(hours=1) == pytest.approx(hours)


def test_a_wait_that_was_asked_for_is_kept_unless_ours_is_longer() -> None:
    assert next_wait(1, 0.5, timedelta(hours=3)) == timedelta(hours=3)
    assert next_wait(4, 0.5, timedelta(seconds=1)) == timedelta(hours=2)
    assert next_wait(10, 0.5, timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("0", timedelta()),
        ("90", timedelta(seconds=90)),
        (" 90 ", timedelta(seconds=90)),
        ("86400", DAY),
        ("86401", DAY),
        (str(10 * 365 * 86_400), DAY),  # ten years
        ("9" * 90, DAY),
        ("Wed, 11 Nov 2026 04:43:00 GMT", timedelta(minutes=2)),
        ("Wed, 11 Nov 2026 04:43:00 -0000", timedelta(minutes=2)),
        ("Mon, 11 Nov 2036 04:41:00 GMT", DAY),
        ("Wed, 11 Nov 2020 04:41:00 GMT", timedelta()),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(said: str, wait: timedelta) -> None:
    assert asked_wait(said, NOW) == wait


@pytest.mark.parametrize(
    "said", [None, "", "soon", "-5", "1.5", "٣", "Wed, 99 Nov 2026 04:43:00 GMT", "\x00"]
)
def test_what_is_no_time_asks_for_nothing(said: str | None) -> None:
    assert asked_wait(said, NOW) is None


def test_an_endpoint_is_worn_out_after_five_days() -> None:
    assert not is_worn_out(NOW - 5 * DAY + timedelta(seconds=1), NOW)
    assert is_worn_out(NOW - 5 * DAY, NOW)
