"""One worker is one cell of each table."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.statistics.contribution import OTHER, Contribution, WorkedJob, contribution
from tests.statistics.worked import WINDOW, a_job, batch, entry

NOTHING_WRONG = Contribution("qingxi_data", "none", "CN-52", "zero")
NOT_DUE = {"pay_period": {"kind": "week", "pay_after_days": 60}}


def found(*jobs: WorkedJob) -> Contribution:
    """Give the contribution of a worker who has one."""
    made = contribution(jobs, WINDOW)
    assert made is not None
    return made


def test_without_an_entry_in_the_window_nobody_is_counted() -> None:
    around = [entry("2026-03-01"), entry("2026-03-30")]

    assert contribution([a_job(entries=around, batches=[batch("2026-03-10", 1)])], WINDOW) is None
    assert contribution([], WINDOW) is None


def test_one_entry_on_the_first_or_the_last_day_is_enough() -> None:
    for day in ("2026-03-02", "2026-03-29"):
        assert found(a_job(employer="qingxi_data", terms=NOT_DUE, entries=[entry(day, 1)])) == NOTHING_WRONG


def test_breaks_make_a_worker_active_and_count_as_no_time() -> None:
    only_breaks = a_job(1, employer="qingxi_data", terms=NOT_DUE, entries=[entry("2026-03-03", 600, "break")])
    minute = a_job(2, employer="hill_annotation", entries=[entry("2026-03-03", 1)])

    assert found(only_breaks) == NOTHING_WRONG
    assert found(only_breaks, minute).employer == "hill_annotation"


def test_the_employer_is_the_one_with_most_minutes_in_the_window() -> None:
    before = a_job(1, employer="hill_annotation", entries=[entry("2026-02-27", 900), entry("2026-03-03", 60)])
    now = a_job(2, employer="qingxi_data", entries=[entry("2026-03-03", 61)])

    assert found(before, now).employer == "qingxi_data"


def test_two_engagements_with_one_employer_of_the_directory_add_up_whatever_rows_they_hang_on() -> None:
    jobs = [
        a_job(1, employer="qingxi_data", party="a", entries=[entry("2026-03-03", 40)]),
        a_job(2, employer="qingxi_data", party="b", entries=[entry("2026-03-04", 40)]),
        a_job(3, employer="hill_annotation", entries=[entry("2026-03-05", 79)]),
    ]

    assert found(*jobs).employer == "qingxi_data"


def test_employers_outside_the_directory_do_not_add_up_to_one() -> None:
    jobs = [
        a_job(1, party="a", entries=[entry("2026-03-03", 40)]),
        a_job(2, party="b", entries=[entry("2026-03-04", 40)]),
        a_job(3, employer="qingxi_data", entries=[entry("2026-03-05", 41)]),
    ]

    assert found(*jobs).employer == "qingxi_data"
    assert found(*jobs[:2]).employer == OTHER


def test_a_tie_goes_to_the_employer_whose_key_comes_first() -> None:
    jobs = [
        a_job(1, employer="qingxi_data", entries=[entry("2026-03-03")]),
        a_job(2, employer="hill_annotation", entries=[entry("2026-03-03")]),
    ]

    assert found(*jobs).employer == "hill_annotation"


def test_the_region_is_that_of_the_job_with_most_minutes_and_a_country_where_none_is_known() -> None:
    kenya = a_job(1, terms={"place": {"country": "KE"}}, entries=[entry("2026-03-03", 61)])
    # the employer with most minutes has two jobs, each shorter than the one in Kenya
    jobs = [
        a_job(n, employer="qingxi_data", terms=NOT_DUE, entries=[entry("2026-03-04", 60)]) for n in (2, 3)
    ]

    assert found(kenya, *jobs) == Contribution("qingxi_data", "none", "KE", "zero")
    assert found(*jobs).region == "CN-52"


def test_a_tie_of_jobs_goes_to_the_one_whose_key_comes_first() -> None:
    kenya = a_job(7, terms={"place": {"country": "KE"}}, entries=[entry("2026-03-03")])
    china = a_job(8, entries=[entry("2026-03-03")])

    assert found(china, kenya).region == "KE"


@pytest.mark.parametrize(
    ("paid", "unpaid", "band"),
    [
        (600, 0, "zero"),
        (911, 101, "under_10"),  # 101 of 1,012 is 9.98 %
        (900, 100, "under_25"),  # exactly a tenth
        (753, 250, "under_25"),  # 24.93 %
        (750, 250, "under_50"),
        (501, 499, "under_50"),
        (500, 500, "half_or_more"),
        (0, 1, "half_or_more"),
    ],
)
def test_the_share_of_unpaid_time_is_cut_into_bands(paid: int, unpaid: int, band: str) -> None:
    logged = [entry("2026-03-03", minutes) for minutes in (paid,) if minutes]
    logged += [entry("2026-03-04", unpaid, "waiting")] if unpaid else []

    assert found(a_job(entries=logged)).unpaid == band


def test_the_share_is_over_all_jobs_in_the_window_and_breaks_are_no_part_of_it() -> None:
    paid = a_job(1, entries=[entry("2026-03-03", 90), entry("2026-03-03", 500, "break")])
    unpaid = a_job(2, entries=[entry("2026-03-04", 30, "travel"), entry("2026-02-28", 900, "travel")])

    assert found(paid, unpaid).unpaid == "under_50"  # 30 of 120 is exactly a quarter


def test_time_that_the_terms_pay_is_not_unpaid() -> None:
    waiting = [entry("2026-03-03", 60, "waiting")]

    assert found(a_job(entries=waiting)).unpaid == "half_or_more"
    assert found(a_job(entries=waiting, terms={"paid_activities": ["waiting"]})).unpaid == "zero"


logs = st.lists(
    st.builds(
        entry,
        st.sampled_from(["2026-03-01", "2026-03-02", "2026-03-16", "2026-03-29", "2026-03-30"]),
        st.integers(1, 3).map(lambda hours: hours * 60),  # few values, so that ties are common
        st.sampled_from(["paid_work", "training", "waiting", "break"]),
    ),
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([OTHER, "qingxi_data"]), st.sampled_from("ab"), logs), max_size=3))
def test_the_order_of_jobs_decides_nothing(drawn: list[tuple[str, str, list[dict[str, object]]]]) -> None:
    jobs = [a_job(n, employer, party, entries=log) for n, (employer, party, log) in enumerate(drawn, 1)]

    made = {contribution(order, WINDOW) for order in permutations(jobs)}

    assert len(made) == 1
