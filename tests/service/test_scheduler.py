"""A job fires once for a slot, however many processes wake it."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

import api
from api import scheduler
from api.alljobs import MODULES
from api.main import create_app
from api.scheduler import JOBS, Firing, fire, forget_firings
from api.settings import Settings
from api.world import World
from tests.service.serving import served

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
JOB = "a test's job"


def world(now: datetime = NOON) -> World:
    return World(now, bytes(32))


@pytest.fixture
def slots(engine: Engine) -> Iterator[Engine]:
    yield engine
    with Session(engine) as session, session.begin():
        session.execute(delete(Firing).where(col(Firing.job) == JOB))


def claimed(engine: Engine) -> int:
    with Session(engine) as session:
        return len(session.exec(select(Firing).where(Firing.job == JOB)).all())


def test_of_many_that_wake_for_a_slot_one_does_the_work(slots: Engine) -> None:
    done: list[datetime] = []

    def note(session: Session, world: World) -> None:
        done.append(world.now)

    times = [NOON + timedelta(minutes=n, seconds=n) for n in range(10)] * 4

    with ThreadPoolExecutor(8) as crowd:
        fired = list(
            crowd.map(lambda at: fire(slots, JOB, lambda _, world: done.append(world.now), world(at)), times)
        )

    assert sorted(done) == sorted(set(times))
    assert fired.count(True) == 10


def test_a_job_that_fails_leaves_its_slot_to_the_next(slots: Engine) -> None:
    def fail(session: Session, world: World) -> None:
        raise ValueError("of the job")

    with pytest.raises(ValueError, match="of the job"):
        fire(slots, JOB, fail, world())

    assert claimed(slots) == 0
    assert fire(slots, JOB, lambda *_: None, world())


def test_a_failing_job_is_logged_by_type_and_place_only(
    slots: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(session: Session, world: World) -> None:
        raise ValueError("marker138")

    monkeypatch.setitem(scheduler.JOBS, JOB, ("* * * * *", fail))
    caplog.set_level(logging.DEBUG)

    scheduler.wake(slots, JOB, world)

    assert "ValueError" in caplog.text
    assert "marker138" not in caplog.text


def test_firings_are_forgotten_after_a_month(session: Session) -> None:
    session.add_all([Firing(job=JOB, slot=NOON), Firing(job=JOB, slot=NOON - timedelta(days=32))])
    session.flush()

    forget_firings(session, world())

    assert session.exec(select(Firing.slot).where(Firing.job == JOB)).all() == [NOON]


def test_every_registered_job_is_woken_at_its_own_times(engine: Engine) -> None:
    waker = scheduler.scheduler(engine, world, JOBS)

    assert {job.id for job in waker.get_jobs()} == {*scheduler.JOBS, *scheduler.ERRANDS}
    assert "api.scheduler.forget_firings" in scheduler.JOBS


def test_every_job_of_every_slice_is_known_to_the_scheduler_of_a_running_service() -> None:
    written = {f"api.{path.parent.name}.jobs" for path in Path(api.__file__).parent.glob("*/jobs.py")}

    assert len(written) > 2
    assert written == {module.__name__ for module in MODULES}
    assert written <= {name.rpartition(".")[0] for name in JOBS}


def test_a_service_wakes_every_job_and_one_that_tests_serve_wakes_none(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def noted(engine: Engine, world: object, jobs: object) -> object:
        given.append(jobs)
        return scheduler.scheduler(engine, lambda: World(NOON, bytes(32)), {})

    monkeypatch.setattr("api.main.scheduler", noted)
    app: FastAPI = create_app(Settings(database_url=database_url))

    assert app.state.jobs is JOBS
    with served(app):
        assert given == [{}]


def test_an_errand_that_hangs_does_not_fill_the_log(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    skipped, ended = Event(), Event()
    monkeypatch.setattr(scheduler, "ERRANDS", {JOB: (1, lambda *_: ended.wait(60))})
    caplog.set_level(logging.WARNING)  # what a host has
    waker = scheduler.scheduler(engine, world, {})
    waker.add_listener(lambda _: skipped.set(), EVENT_JOB_MAX_INSTANCES)

    waker.start()
    try:
        assert skipped.wait(60), "no turn was skipped"
    finally:
        ended.set()
        waker.shutdown()

    assert [one.message for one in caplog.records if one.name.startswith("apscheduler")] == []
    missed = logging.getLogger("apscheduler.executors.default")
    assert missed.isEnabledFor(logging.WARNING), "a host hears of a job that was missed"
