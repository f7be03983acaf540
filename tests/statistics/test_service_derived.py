"""What a worker adds, from rows that a phone sent, through the real estimate. Days are counted by hand."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from api.employers import service as employers
from api.employers.schemas import EmployerIn
from api.statistics.contribution import Contribution
from api.statistics.service.deriving import as_asked, contributions
from api.wages import service as wages
from api.wages.periods import Span
from api.wages.schemas import EstimateIn
from api.worklog.kinds import EmployerKind
from api.worklog.service import logged
from tests.statistics.workers import FREEZE, NEXT, WINDOW, Worker, a_worker

FEBRUARY = [f"2026-02-{day:02}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]
NOTHING_WRONG = Contribution("other", "none", "CN-52", "zero")


def added(session: Session) -> list[Contribution]:
    return list(contributions(session, WINDOW, FREEZE))


def alone(session: Session) -> Contribution:
    [found] = added(session)
    return found


@pytest.fixture
def worker(session: Session) -> Worker:
    """Give a worker with an hour of work in the window, for 21.50 an hour, paid 15 days after the month."""
    made = a_worker(session)
    made.work()
    return made


def paid_february(worker: Worker, amount_minor: int, received_on: str = "2026-03-15") -> None:
    """Let a worker work 10 days of 4 hours in February, whose pay day is 15 March, and be paid for it."""
    worker.work(FEBRUARY, minutes=240)
    worker.log("payment", amount_minor=amount_minor, received_on=received_on, for_period="2026-02-01")


def in_full(worker: Worker, received_on: str = "2026-03-15") -> None:
    paid_february(worker, 86_000, received_on)  # 40 h x 21.50; the minimum of Guizhou's tier 2 is 20.80


def test_a_worker_to_whom_nothing_happened_adds_none(session: Session, worker: Worker) -> None:
    in_full(worker)

    assert alone(session) == NOTHING_WRONG


def test_rejected_days_are_days_on_which_tasks_were_handed_in(session: Session, worker: Worker) -> None:
    worker.log("batch", handed_in_on="2026-03-11", rejected=1)
    worker.log("batch", handed_in_on="2026-03-12", accepted=400)

    assert alone(session).issue == "rejected"


def test_pay_below_the_floor_counts_the_days_of_the_period(session: Session, worker: Worker) -> None:
    """40 h are due 832.00 at 20.80; 831.99 came. 10 days with an entry, against 3 of rejections."""
    paid_february(worker, 83_199)
    for day in ("2026-03-11", "2026-03-12", "2026-03-13"):
        worker.log("batch", handed_in_on=day, rejected=1)

    assert alone(session).issue == "below_floor"


def test_pay_at_the_floor_is_not_below_it(session: Session, worker: Worker) -> None:
    paid_february(worker, 83_200)

    assert alone(session).issue == "none"


def test_money_that_came_after_the_window_and_before_the_freeze_is_seen(
    session: Session, worker: Worker
) -> None:
    """It is late by the 14 days from 16 to 29 March. Had it not come, 20 days would be below the floor."""
    days = [f"2026-02-{day:02}" for day in range(1, 29) if day % 7 not in {0, 1}]
    worker.work(days, minutes=120)
    worker.log("payment", amount_minor=86_000, received_on="2026-03-31", for_period="2026-02-01")

    assert alone(session).issue == "late_pay"


def test_a_contract_that_may_be_no_employment_is_never_below_the_floor(session: Session) -> None:
    worker = a_worker(session, terms={"contract_kind": "platform"})
    worker.work()
    paid_february(worker, 1)

    assert alone(session).issue == "none"


def test_training_that_the_terms_do_not_pay_counts_its_days(session: Session, worker: Worker) -> None:
    worker.work(["2026-03-16", "2026-03-17"], activity="training", required=True)
    worker.log("batch", handed_in_on="2026-03-12", rejected=1)

    assert alone(session).issue == "unpaid_training"


def test_training_of_ones_own_choice_does_not(session: Session, worker: Worker) -> None:
    worker.work(["2026-03-16", "2026-03-17"], activity="training", required=False)

    assert alone(session).issue == "none"


def test_a_fine_counts_the_day_on_which_it_was_withheld(session: Session, worker: Worker) -> None:
    worker.log("deduction", withheld_on="2026-03-15", kind="fine")

    assert alone(session).issue == "deduction"


def test_a_fine_of_the_window_for_a_month_long_ago_counts(session: Session, worker: Worker) -> None:
    worker.log("deduction", withheld_on="2026-03-15", for_period="2025-11-01", kind="fine")

    assert alone(session).issue == "deduction"


@pytest.mark.parametrize("kind", ["meals", "tax"])
def test_what_is_withheld_for_meals_or_taxes_is_no_issue(session: Session, worker: Worker, kind: str) -> None:
    worker.log("deduction", withheld_on="2026-03-15", kind=kind)

    assert alone(session).issue == "none"


def test_late_pay_counts_the_days_from_the_pay_day_to_the_money(session: Session, worker: Worker) -> None:
    """16 to 18 March are three days late; against two days of rejections."""
    in_full(worker, "2026-03-19")
    for day in ("2026-03-11", "2026-03-12"):
        worker.log("batch", handed_in_on=day, rejected=1)

    assert alone(session).issue == "late_pay"


def test_pay_of_a_week_long_ago_is_late_when_its_pay_day_lies_in_the_window(session: Session) -> None:
    """A week of 9 hours is paid 180 days after 14 September 2025: on 13 March. No money came since."""
    weekly = {"kind": "week", "starts_on": 1, "pay_after_days": 180}
    worker = a_worker(session, terms={"pay_period": weekly, "began_on": "2025-09-01"})
    worker.work()
    worker.work(["2025-09-08", "2025-09-09", "2025-09-10"], minutes=180)

    found = alone(session)

    assert found.issue == "late_pay"  # 14 to 29 March: 16 days; 3 days of the week were below the floor


def test_time_that_the_terms_do_not_pay_makes_the_share(session: Session, worker: Worker) -> None:
    """60 minutes paid, 20 of waiting: a quarter, which is no longer under 25 %. A break is no time."""
    worker.work(["2026-03-11"], minutes=20, activity="waiting")
    worker.work(["2026-03-12"], minutes=500, activity="break")
    worker.work(["2026-03-01", "2026-03-30"], minutes=500, activity="waiting")  # outside of the window

    assert alone(session).unpaid == "under_50"


def test_a_worker_without_an_entry_in_the_window_adds_nothing(session: Session) -> None:
    for days in ([], ["2026-03-01"], ["2026-03-30"]):
        a_worker(session).work(days) if days else a_worker(session)

    assert added(session) == []


def test_the_region_is_the_jobs_with_most_minutes_or_its_country(session: Session, worker: Worker) -> None:
    there = worker.take_job({"place": {"country": "KE"}, "currency": "KES"})
    worker.log("time_entry", job=there, worked_on="2026-03-11", minutes=61)

    assert alone(session).region == "KE"


@pytest.mark.parametrize(("region", "row"), [("BOSS-WANG-3", "other"), ("CN-BOSS-3", "CN")])
def test_no_word_of_a_workers_own_is_a_region(session: Session, region: str, row: str) -> None:
    a_worker(session, terms={"place": {"country": "CN", "region": region}}).work()

    assert alone(session).region == row


@pytest.fixture
def clear_frames(session: Session) -> None:
    names = {"name_en": "Clear Frames", "name_zh": "清框数据"}
    employers.add(session, EmployerIn(id="clear_frames", kind=EmployerKind.CENTRE, country="CN", **names))


@pytest.mark.usefixtures("clear_frames")
@pytest.mark.parametrize(
    ("own", "row"),
    [
        ({"name": "whatever they call it", "directory_id": "clear_frames"}, "clear_frames"),
        ({"name": " clear  ＦＲＡＭＥＳ"}, "clear_frames"),
        ({"name": "清框数据"}, "clear_frames"),
        ({"name": "Clear Frames", "directory_id": "gone_since"}, "clear_frames"),
        ({"name": "Clear Frame"}, "other"),
        ({"name": "Nobody knows", "directory_id": "not_in_it"}, "other"),
        ({"name": "Nobody knows", "directory_id": "other"}, "other"),
    ],
    ids=["picked", "typed", "typed in Chinese", "picked one that is gone", "almost", "invented", "reserved"],
)
def test_an_employer_typed_by_name_joins_the_directorys(
    session: Session, own: dict[str, Any], row: str
) -> None:
    a_worker(session, employer=own).work()

    assert alone(session).employer == row


@pytest.mark.usefixtures("clear_frames")
def test_two_jobs_at_one_employer_of_the_directory_are_one(session: Session) -> None:
    """40 + 40 minutes there are more than 60 with somebody else."""
    worker = a_worker(session)
    worker.work(minutes=60)
    for own in ({"name": "Clear Frames"}, {"name": "CF", "directory_id": "clear_frames"}):
        job = worker.take_job(employer=own)
        worker.log("time_entry", job=job, worked_on="2026-03-11", minutes=40)

    assert alone(session).employer == "clear_frames"


def test_two_employers_outside_the_directory_are_two(session: Session) -> None:
    """The 60 minutes decide, not 40 + 40 of others: where the longest work is, nothing is wrong."""
    worker = a_worker(session)
    worker.work(minutes=60)
    for name in ("Small Shop", "Smaller Shop"):
        job = worker.take_job(employer={"name": name})
        worker.log("time_entry", job=job, worked_on="2026-03-11", minutes=40)
        worker.log("batch", job=job, handed_in_on="2026-03-11", rejected=1)

    assert alone(session).issue == "none"


def test_a_currency_that_no_list_knows_stops_nothing(session: Session) -> None:
    worker = a_worker(session, terms={"currency": "ZZZ"})
    worker.work()
    worker.log("batch", handed_in_on="2026-03-12", rejected=1)

    assert alone(session).issue == "rejected"


def test_jobs_of_a_hundred_years_stop_nothing(session: Session) -> None:
    """Each is one pay period of 9,500 days that is paid in the window. Two fit, the rest has no figures."""
    terms = {"pay_period": {"kind": "whole", "pay_after_days": 0}, "began_on": "2000-03-02"}
    worker = a_worker(session)
    worker.work()
    for _ in range(40):
        worker.take_job(terms | {"ended_on": "2026-03-02"})

    [jobs] = logged(session, [worker.worker_id], WINDOW.first_day, FREEZE).values()
    figures = wages.estimate_due(as_asked(jobs), Span(WINDOW.first_day, WINDOW.last_day), FREEZE)

    assert len(figures) == 41
    assert sum(bool(out.periods) for out in figures) == 3
    assert alone(session).issue == "none"


def test_of_everything_that_is_logged_one_worker_adds_one(session: Session, worker: Worker) -> None:
    for _ in range(8):
        worker.log("batch", handed_in_on="2026-03-11", rejected=1)
        job = worker.take_job({"place": {"country": "KE"}})
        worker.log("time_entry", job=job, worked_on="2026-03-11")

    assert len(added(session)) == 1


def test_a_window_counts_its_own_days_only(session: Session, worker: Worker) -> None:
    assert [len(list(contributions(session, of, FREEZE))) for of in (WINDOW, NEXT)] == [1, 0]


def test_more_workers_than_are_held_at_once_are_all_read(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.statistics.service.deriving.CHUNK", 2)
    for _ in range(5):
        a_worker(session).work()

    assert len(added(session)) == 5


def test_the_estimate_for_releases_agrees_with_the_one_that_workers_get(session: Session) -> None:
    """The same weeks, figure by figure, of all that the phone would have asked for."""
    weekly = {"kind": "week", "starts_on": 3, "pay_after_days": 10}
    worker = a_worker(session, terms={"pay_period": weekly})
    worker.work([f"2026-0{month}-{day:02}" for month in (2, 3) for day in range(1, 29)], minutes=95)
    worker.log("payment", received_on="2026-03-05", for_period="2026-02-18", amount_minor=9_000)
    [[job]] = logged(session, [worker.worker_id], WINDOW.first_day, FREEZE).values()
    asked = EstimateIn(
        today=FREEZE, first_day=date(2026, 1, 1), last_day=WINDOW.last_day, jobs=as_asked([job])
    )

    [out] = wages.estimate_due(as_asked([job]), Span(WINDOW.first_day, WINDOW.last_day), FREEZE)

    every = wages.estimate_pay(asked).jobs[0].periods
    assert out.periods == [period for period in every if period.pays_on in WINDOW]
    assert [period.ends_on.isoformat() for period in out.periods] == [
        "2026-02-24",
        "2026-03-03",
        "2026-03-10",
        "2026-03-17",
    ]
