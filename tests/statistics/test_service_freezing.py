"""Releases as the job makes them: from fifty workers on, on fixed days, signed, and never again."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from api.employers import service as employers
from api.employers.schemas import EmployerIn
from api.organizations.models import Word
from api.scheduler import JOBS, fire
from api.statistics import hiding, service
from api.statistics.jobs import freeze_release
from api.statistics.models import Release
from api.statistics.signing import public_key, verify
from api.statistics.steps import rounded
from api.worklog.kinds import EmployerKind
from tests.statistics.releases import archive, cells, events, frozen, shown
from tests.statistics.workers import (
    FREEZE,
    NEXT,
    NEXT_FREEZE,
    WINDOW,
    WORKED_ON,
    a_worker,
    by_work,
    crowd,
    pepper,
    world,
)

JOB = "api.statistics.jobs.freeze_release"
FOUR_WEEKS = timedelta(days=28)
TOTAL = ("employer_issue", "*", "*")
FIRM = {"name": "Clear Frames"}


def a_firm(session: Session) -> None:
    """Enter an employer into the directory."""
    names = {"name_en": "Clear Frames", "name_zh": "清框数据"}
    employers.add(session, EmployerIn(id="clear_frames", kind=EmployerKind.CENTRE, country="CN", **names))


def test_fifty_active_workers_are_published(session: Session) -> None:
    crowd(session, 50)

    release = frozen(session)

    assert (release.state, release.number, release.last_day) == ("published", 1, WINDOW.last_day)
    assert json.loads(release.document)["workers"] == 50
    assert shown(release)[TOTAL] == 50


def test_figures_are_what_was_counted_by_hand(session: Session) -> None:
    """Of 31 at one employer 20 saw rejections; of 29 at others 15; half in Kenya, who waited unpaid."""
    a_firm(session)
    groups = [(20, FIRM, True), (11, FIRM, False), (15, None, True), (14, None, False)]
    for count, employer, rejected in groups:
        for number in range(count):
            kenya = {"place": {"country": "KE"}, "currency": "KES"}
            worker = a_worker(session, employer=employer, terms=kenya if number % 2 else None)
            worker.work()
            if number % 2:
                worker.work(activity="waiting", minutes=60)
            if rejected:
                worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
    counted = {
        ("employer_issue", "clear_frames", "rejected"): 20,
        ("employer_issue", "clear_frames", "none"): 11,
        ("employer_issue", "clear_frames", "*"): 31,
        ("employer_issue", "other", "rejected"): 15,
        ("employer_issue", "other", "none"): 14,
        ("employer_issue", "other", "*"): 29,
        ("employer_issue", "*", "rejected"): 35,
        ("employer_issue", "*", "none"): 25,
        ("region_unpaid", "CN-52", "zero"): 31,
        ("region_unpaid", "CN-52", "*"): 31,
        ("region_unpaid", "KE", "half_or_more"): 29,
        ("region_unpaid", "KE", "*"): 29,
        ("region_unpaid", "*", "zero"): 31,
        ("region_unpaid", "*", "half_or_more"): 29,
        ("employer_issue", "*", "*"): 60,
        ("region_unpaid", "*", "*"): 60,
    }

    release = frozen(session)

    figures = shown(release)
    assert figures == {key: rounded(counted[key]) for key in figures}
    assert len(figures) > 5, figures
    assert {cell.base for cell in cells(session) if cell.shown} <= set(counted.values())
    [row] = [row for row in json.loads(release.document)["tables"][0]["rows"] if row["key"] == "clear_frames"]
    assert row == {"key": "clear_frames", "name_en": "Clear Frames", "name_zh": "清框数据"}


def test_forty_nine_publish_nothing_but_that_they_are_about_forty(session: Session) -> None:
    crowd(session, 49)

    release = frozen(session)

    said = json.loads(release.document)
    assert (said["state"], said["workers"], said["needed"], said["tables"]) == ("too_few", 40, 50, [])
    assert cells(session) == []
    assert events(session) == []


def test_who_does_not_count_makes_no_fiftieth(session: Session) -> None:
    """An account of 13 days, one by work, one with a single member's word, one without an entry."""
    crowd(session, 49)
    young = a_worker(session, made_on=FREEZE - timedelta(days=13))
    lonely = a_worker(session, words=[Word.MEMBER])
    for worker in (young, by_work(session), lonely):
        worker.work()
    a_worker(session)

    assert frozen(session).state == "too_few"


def test_how_many_are_missing_moves_in_tens(session: Session) -> None:
    """41 are about 40 of 50; 33 as well, for they are 8 fewer; 31 are 10 fewer: about 30."""
    workers = crowd(session, 41)
    said: list[int] = []
    for _ in range(3):
        release = frozen(session, FREEZE + len(said) * FOUR_WEEKS)
        said.append(json.loads(release.document)["workers"])
        leave = workers[:8] if len(said) == 1 else workers[8:10]
        for worker in leave:
            worker.withdraw("count")
        for worker in workers[10:]:
            worker.work([(date(2026, 3, 10) + len(said) * FOUR_WEEKS).isoformat()])
        if len(said) == 1:
            for worker in workers[8:10]:
                worker.work([(date(2026, 3, 10) + FOUR_WEEKS).isoformat()])

    assert said == [40, 40, 30]


def test_before_the_third_day_after_a_window_nothing_is_due(session: Session) -> None:
    crowd(session, 50)

    early = service.freeze_due(session, world(FREEZE - timedelta(days=1)))

    assert early is not None
    assert early.last_day == WINDOW.first_day - timedelta(days=1)  # the window before, of which nobody knows
    assert service.freeze_due(session, world(FREEZE - timedelta(days=1))) is None
    assert frozen(session).last_day == WINDOW.last_day


def test_of_windows_that_were_missed_the_last_one_is_frozen(session: Session) -> None:
    for worker in crowd(session, 50):
        worker.work(["2026-04-10"])
    first = frozen(session)

    late = frozen(session, NEXT_FREEZE + 2 * FOUR_WEEKS + timedelta(days=20))

    assert [first.number, late.number] == [1, 2]
    assert late.last_day == NEXT.last_day + 2 * FOUR_WEEKS


def test_a_window_is_frozen_once(session: Session) -> None:
    workers = crowd(session, 50)
    before = frozen(session).document
    for worker in workers:
        worker.log("batch", handed_in_on=WORKED_ON, rejected=1)

    second = service.freeze_due(session, world(FREEZE + timedelta(days=1)))

    assert second is None
    assert [release.document for release in session.exec(select(Release))] == [before]


def test_a_release_is_signed_by_a_key_that_the_pepper_gives(session: Session) -> None:
    crowd(session, 50)

    release = frozen(session)

    assert release.public_key == public_key(pepper())
    assert verify(release.document, release.signature, release.public_key)
    assert not verify(release.document.replace("50", "55", 1), release.signature, release.public_key)


def test_partners_hear_of_a_release_that_was_published(session: Session) -> None:
    crowd(session, 50)

    release = frozen(session)

    assert events(session) == [("release.published", {"release": "2026-03-29", "number": 1})]
    assert release.number == 1


def test_no_row_names_a_worker_or_holds_a_small_number(session: Session) -> None:
    workers = crowd(session, 54)
    for worker in workers[:3]:
        worker.log("batch", handed_in_on=WORKED_ON, rejected=1)

    release = frozen(session)

    names = {str(worker.worker_id) for worker in workers} | {str(worker.job) for worker in workers}
    everything = " ".join(archive(session).values())
    assert not [name for name in names if name in everything]
    assert min(cell.base for cell in cells(session)) >= 5
    assert ("employer_issue", "*", "rejected") not in shown(release)


def test_what_the_audit_refuses_is_not_stored_and_a_code_is_all_that_is_logged(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without partners hidden, 3 of 53 could be subtracted out. Mended, it goes out the day after."""
    for worker in crowd(session, 53)[:3]:
        worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
    caplog.set_level(logging.DEBUG)

    monkeypatch.setattr(hiding, "partners_hidden", lambda draft: draft)
    freeze_release(session, world())
    monkeypatch.undo()

    assert (archive(session), events(session)) == ({}, [])
    said = [record.getMessage() for record in caplog.records if record.name == "gongyou"]
    assert said == ["no release: leaks"]
    assert frozen(session, FREEZE + timedelta(days=1)).state == "published"


def test_the_job_is_woken_daily_and_does_nothing_on_most_days(session: Session) -> None:
    assert JOBS[JOB] == ("41 4 * * *", freeze_release)

    for days in range(28):
        freeze_release(session, world(FREEZE + timedelta(days=days)))

    assert len(archive(session)) == 1


def test_a_release_and_its_event_come_together_or_not_at_all(session: Session) -> None:
    crowd(session, 50)

    with session.begin_nested() as work:
        frozen(session)
        assert len(events(session)) == 1
        work.rollback()

    assert archive(session) == {}
    assert events(session) == []


@pytest.fixture
def committed(engine: Engine) -> Iterator[Engine]:
    """Give an engine on which releases are really stored; they are deleted after."""
    yield engine
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE release, firing CASCADE"))


def test_of_two_processes_at_once_one_freezes_and_the_other_finds_nothing_due(committed: Engine) -> None:
    def freeze(_: int) -> bool:
        with Session(committed) as session, session.begin():
            return service.freeze_due(session, world()) is not None

    with ThreadPoolExecutor(6) as crowd:
        froze = list(crowd.map(freeze, range(6)))

    assert froze.count(True) == 1


def test_the_job_fires_once_for_a_slot(committed: Engine) -> None:
    fired = [fire(committed, JOB, freeze_release, world()) for _ in range(2)]

    with Session(committed) as session:
        assert (fired, len(session.exec(select(Release)).all())) == ([True, False], 1)
