"""Counts and their margins; how much one worker can change (T38)."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from api.statistics.contribution import Band, Contribution
from api.statistics.counting import MARGIN, TABLES, TOTALS, Key, count
from api.statistics.issues import Issue
from tests.statistics.people import workers

anybody = st.builds(
    Contribution,
    employer=st.sampled_from(["other", "qingxi_data", "hill_annotation"]),
    issue=st.sampled_from([issue.value for issue in Issue]),
    region=st.sampled_from(["KE", "CN-51", "CN-52"]),
    unpaid=st.sampled_from([band.value for band in Band]),
)


def test_a_worker_is_counted_in_one_cell_of_each_table_and_its_margins() -> None:
    people = workers(2, "qingxi_data", "rejected", "CN-52", "zero") + workers(
        1, "other", "none", "CN-52", "zero"
    )

    counts = count(people)

    assert counts == {
        Key("employer_issue", "qingxi_data", "rejected"): 2,
        Key("employer_issue", "other", "none"): 1,
        Key("employer_issue", "qingxi_data", "*"): 2,
        Key("employer_issue", "other", "*"): 1,
        Key("employer_issue", "*", "rejected"): 2,
        Key("employer_issue", "*", "none"): 1,
        Key("employer_issue", "*", "*"): 3,
        Key("region_unpaid", "CN-52", "zero"): 3,
        Key("region_unpaid", "CN-52", "*"): 3,
        Key("region_unpaid", "*", "zero"): 3,
        Key("region_unpaid", "*", "*"): 3,
    }


def test_the_columns_are_the_fixed_ones() -> None:
    assert TABLES == {
        "employer_issue": ("rejected", "below_floor", "unpaid_training", "deduction", "late_pay", "none"),
        "region_unpaid": ("zero", "under_10", "under_25", "under_50", "half_or_more"),
    }


@settings(deadline=None)
@given(st.lists(anybody, max_size=30), anybody, st.randoms(use_true_random=False))
def test_one_worker_changes_one_cell_of_each_table_by_one_in_whatever_order(
    people: list[Contribution], one: Contribution, chance: Random
) -> None:
    before = count(people)
    more = [*people, one]
    chance.shuffle(more)

    after = count(more)

    changed = {key: after[key] - before[key] for key in after if after[key] != before[key]}
    assert set(changed.values()) == {1}
    for table in TABLES:
        touched = [key for key in changed if key.table == table]
        assert sorted((key.row == MARGIN, key.column == MARGIN) for key in touched) == [
            (False, False),
            (False, True),
            (True, False),
            (True, True),
        ]
    assert before.keys() <= after.keys()
    assert {after[total] for total in TOTALS} == {len(people) + 1}
