"""Wake jobs on time; each firing happens once however many processes run."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import DateTime, Engine, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col

from api.problems import log_fault
from api.world import World

Job = Callable[[Session, World], None]
Errand = Callable[[Engine, World], None]
JOBS: dict[str, tuple[str, Job]] = {}  # name: (crontab, function)
ERRANDS: dict[str, tuple[int, Errand]] = {}  # name: (seconds between two tries, function)

# it would warn of each turn that an errand skips because its last one still goes on: every 5 s, all day
logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


class Firing(SQLModel, table=True):
    """One job woken for one minute; the key lets only one process do it."""

    __tablename__ = "firing"

    job: str = Field(primary_key=True)
    slot: datetime = Field(primary_key=True, sa_type=DateTime(timezone=True))  # the minute it was due


def every(crontab: str) -> Callable[[Job], Job]:
    """Register a job to be woken at the times of `crontab` (UTC).

    A slot that every process missed is not caught up, so a job does what is due, whenever it was due.
    """

    def register(job: Job) -> Job:
        JOBS[f"{job.__module__}.{job.__name__}"] = crontab, job
        return job

    return register


def again_after(seconds: int) -> Callable[[Errand], Errand]:
    """Register an errand that every process runs again and again, one at a time.

    It has no slot and no transaction around it: it claims the rows that it works on itself.
    """

    def register(errand: Errand) -> Errand:
        ERRANDS[f"{errand.__module__}.{errand.__name__}"] = seconds, errand
        return errand

    return register


@every("17 3 * * *")
def forget_firings(session: Session, world: World) -> None:
    """Delete firings of more than a month ago; nothing reads them."""
    session.execute(delete(Firing).where(col(Firing.slot) < world.now - timedelta(days=31)))


def fire(engine: Engine, name: str, job: Job, world: World) -> bool:
    """Run a job for the minute that has begun, unless it was taken; claim and work commit together."""
    slot = world.now.replace(second=0, microsecond=0)
    claim = insert(Firing).values(job=name, slot=slot).on_conflict_do_nothing().returning(col(Firing.job))
    with Session(engine) as session, session.begin():
        if session.execute(claim).first() is None:
            return False
        job(session, world)
    return True


def wake(engine: Engine, name: str, world: Callable[[], World]) -> None:
    """Fire a job for the minute that has just begun."""
    try:
        fire(engine, name, JOBS[name][1], world())
    except Exception as error:  # the scheduler would log its text, which may hold a row
        log_fault(error)


def run_errand(engine: Engine, name: str, world: Callable[[], World]) -> None:
    """Run an errand once."""
    try:
        ERRANDS[name][1](engine, world())
    except Exception as error:
        log_fault(error)


def scheduler(
    engine: Engine, world: Callable[[], World], jobs: Mapping[str, tuple[str, Job]]
) -> BackgroundScheduler:
    """Give a scheduler of these jobs and every errand; the grace ends before the next minute begins."""
    waker = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": 59})
    for name, (crontab, _) in jobs.items():
        waker.add_job(wake, CronTrigger.from_crontab(crontab, timezone="UTC"), [engine, name, world], id=name)
    for name, (seconds, _) in ERRANDS.items():
        waker.add_job(run_errand, IntervalTrigger(seconds=seconds), [engine, name, world], id=name)
    return waker
