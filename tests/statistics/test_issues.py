"""What is wrong at an employer is the code with most days."""

from datetime import date

import pytest

from api.statistics.issues import Issue, below_floor, deduction, issue, late_pay, rejected, unpaid_training
from tests.statistics import worked
from tests.statistics.worked import WINDOW, Row, a_job, batch, entry, payment

HERE = entry("2026-03-24")  # its week is paid on 5 April: no pay day in the window
PAST = [entry("2026-02-24", 120), entry("2026-02-25", 120)]  # 80 yuan, due on Sunday 8 March
WEEK = "2026-02-23"


def march(*days: int) -> set[date]:
    """Give days of March."""
    return {date(2026, 3, day) for day in days}


def late(*payments: Row, **more: object) -> set[date]:
    """Give the days on which the pay of February's last week was late."""
    job = a_job(entries=[*PAST, HERE], payments=payments, **more)  # type: ignore[arg-type]
    periods = [period for period in job.out.periods if period.pays_on in WINDOW]
    return {day for period in periods for day in late_pay(job.asked, period, WINDOW)}


def below(*payments: Row, terms: Row | None = None) -> set[date]:
    """Give the days of that week if it was surely paid below the minimum."""
    job = a_job(entries=[*PAST, HERE], payments=payments, terms=terms)
    periods = [period for period in job.out.periods if period.pays_on in WINDOW]
    return {day for period in periods for day in below_floor(job.asked, period)}


def test_days_with_rejected_tasks_count_once_and_only_those() -> None:
    inside = [batch("2026-03-03", 2), batch("2026-03-03", 1), batch("2026-03-04", 0), batch("2026-03-29", 1)]
    job = a_job(batches=[*inside, batch("2026-03-30", 1)])

    assert rejected(job.asked, WINDOW) == march(3, 29)


def test_training_counts_unless_it_was_ones_own_choice_or_the_terms_pay_it() -> None:
    learned = [
        entry("2026-03-03", 60, "training", required=True),
        entry("2026-03-04", 60, "test"),  # nobody said
        entry("2026-03-05", 60, "training", required=False),
        entry("2026-03-06", 60, "meeting"),
        entry("2026-03-01", 60, "test", required=True),  # before the window
    ]

    assert unpaid_training(a_job(entries=learned).asked, WINDOW) == march(3, 4)
    paid = {"paid_activities": ["paid_work", "training"]}
    assert unpaid_training(a_job(entries=learned, terms=paid).asked, WINDOW) == march(4)


def test_fines_deposits_fees_and_damage_count_and_taxes_or_meals_do_not() -> None:
    kinds = ["fine", "deposit", "fee", "damage", "meals", "dormitory", "tax", "insurance", "other"]
    taken = [worked.deduction(f"2026-03-{day:02}", kind) for day, kind in enumerate(kinds, 2)]
    taken += [worked.deduction("2026-03-20", "fine", 0), worked.deduction("2026-03-30", "fine")]

    assert deduction(a_job(deductions=taken).asked, WINDOW) == march(2, 3, 4, 5)


def test_pay_is_late_from_the_day_after_its_pay_day_until_the_first_money_for_it() -> None:
    assert late() == march(*range(9, 30))
    assert late(payment("2026-03-08", WEEK, 1)) == set()
    assert late(payment("2026-03-11", WEEK, 1), payment("2026-03-20", WEEK, 8000)) == march(9, 10)
    assert late(payment("2026-04-20", WEEK, 8000)) == march(*range(9, 30))


def test_money_for_something_else_does_not_end_the_wait() -> None:
    others = [
        payment("2026-03-10", None, 8000),
        payment("2026-03-10", "2026-02-16", 8000),
        payment("2026-03-10", WEEK, 8000, form="in_kind"),
        payment("2026-03-10", WEEK, 0),
    ]

    assert late(*others) == march(*range(9, 30))
    assert late(*others, payment("2026-03-10", "2026-02-26", 1)) == march(9)  # any day of the week will do


def test_a_period_without_agreed_pay_cannot_be_late() -> None:
    assert late(terms={"rates": [{"basis": "piece", "amount": "1"}]}) == set()


def test_a_job_paid_as_a_whole_has_one_period_however_its_money_is_dated() -> None:
    whole = {
        "pay_period": {"kind": "whole", "pay_after_days": 7},
        "ended_on": "2026-03-01",
        "began_on": "2026-02-02",
    }
    job = a_job(entries=PAST, terms=whole, payments=[payment("2026-03-11", "2026-01-05", 1)])
    period = job.out.periods[0]

    assert period.pays_on == date(2026, 3, 8)
    assert late_pay(job.asked, period, WINDOW) == march(9, 10)
    assert below_floor(job.asked, period) == {date(2026, 2, 24), date(2026, 2, 25)}


def test_days_below_the_floor_are_those_worked_in_a_period_that_was_paid_too_little() -> None:
    # 240 minutes at no more than 240 a day: part-time, 20 yuan an hour, 80 yuan due
    assert below(payment("2026-03-08", WEEK, 7_999)) == {date(2026, 2, 24), date(2026, 2, 25)}
    assert below(payment("2026-03-08", WEEK, 8_000)) == set()


@pytest.mark.parametrize("kind", ["platform", "none_known"])
def test_a_verdict_that_holds_only_for_employees_is_not_counted(kind: str) -> None:
    assert below(payment("2026-03-08", WEEK, 1), terms={"contract_kind": kind}) == set()


def test_only_periods_whose_pay_day_lies_in_the_window_are_asked() -> None:
    paid_early = {"pay_period": {"kind": "week", "pay_after_days": 0}}  # on 1 March

    job = a_job(entries=[*PAST, HERE], terms=paid_early, payments=[payment("2026-03-29", "2026-03-23", 2000)])

    assert issue([(job.asked, job.out)], WINDOW) is Issue.NONE


ONE_DAY_EACH: dict[Issue, dict[str, list[Row]]] = {
    Issue.REJECTED: {"batches": [batch("2026-03-23", 1)]},
    # due on 8 March: 40 yuan for 120 minutes; 10 yuan came on that day
    Issue.BELOW_FLOOR: {
        "entries": [entry("2026-02-24", 120)],
        "payments": [payment("2026-03-08", WEEK, 1000)],
    },
    Issue.UNPAID_TRAINING: {"entries": [entry("2026-03-24", 60, "training", required=True)]},
    Issue.DEDUCTION: {"deductions": [worked.deduction("2026-03-24", "fine")]},
    # 40 yuan for the week before, due on 1 March + 7, and paid in full two days late
    Issue.LATE_PAY: {"entries": [entry("2026-02-24", 120)], "payments": [payment("2026-03-10", WEEK, 4000)]},
    Issue.NONE: {},
}


def all_of(issues: list[Issue]) -> Issue:
    """Give the issue of a worker who had one day of each, in jobs of their own."""
    jobs = [a_job(n, **ONE_DAY_EACH[each]) for n, each in enumerate(issues, 1)]  # type: ignore[arg-type]
    return issue([(job.asked, job.out) for job in jobs], WINDOW)


@pytest.mark.parametrize("each", list(Issue))
def test_each_issue_is_found_alone(each: Issue) -> None:
    assert all_of([each]) is each


@pytest.mark.parametrize("first", range(5))
def test_a_tie_goes_to_the_issue_that_comes_first(first: int) -> None:
    assert all_of(list(reversed(list(Issue)[first:]))) is list(Issue)[first]


def test_most_days_decide_over_all_jobs_at_the_employer_and_a_day_counts_once() -> None:
    twice = [worked.deduction("2026-03-24", "fine"), worked.deduction("2026-03-24", "fee")]
    fined = [a_job(n, deductions=twice) for n in (1, 2)]  # the same day in both
    trained = [a_job(n, entries=[entry(f"2026-03-2{n}", 60, "training")]) for n in (3, 4)]  # one day in each

    assert issue([(job.asked, job.out) for job in fined + trained], WINDOW) is Issue.UNPAID_TRAINING
    assert issue([(job.asked, job.out) for job in fined + trained[:1]], WINDOW) is Issue.UNPAID_TRAINING
    assert issue([(job.asked, job.out) for job in fined], WINDOW) is Issue.DEDUCTION
