"""Wake jobs on time; each firing happens once however many processes run."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import DateTime, Engine, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col

from api.problems import log_fault

Job = Callable[[Session, datetime], None]
JOBS: dict[str, tuple[str, Job]] = {}  # name: (crontab, function)


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


@every("17 3 * * *")
def forget_firings(session: Session, now: datetime) -> None:
    """Delete firings of more than a month ago; nothing reads them."""
    session.execute(delete(Firing).where(col(Firing.slot) < now - timedelta(days=31)))


def fire(engine: Engine, name: str, job: Job, slot: datetime) -> bool:
    """Run a job for a slot unless another process took it; the claim and the work commit together."""
    claim = insert(Firing).values(job=name, slot=slot).on_conflict_do_nothing().returning(col(Firing.job))
    with Session(engine) as session, session.begin():
        if session.execute(claim).first() is None:
            return False
        job(session, slot)
    return True


def wake(engine: Engine, name: str) -> None:
    """Fire a job for the minute that has just begun."""
    try:
        fire(engine, name, JOBS[name][1], datetime.now(UTC).replace(second=0, microsecond=0))
    except Exception as error:  # the scheduler would log its text, which may hold a row
        log_fault(error)


def scheduler(engine: Engine) -> BackgroundScheduler:
    """Give a scheduler that wakes every registered job; the grace ends before the next minute begins."""
    waker = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": 59})
    for name, (crontab, _) in JOBS.items():
        waker.add_job(wake, CronTrigger.from_crontab(crontab, timezone="UTC"), [engine, name], id=name)
    return waker
