"""Releases for the desk's tests and pictures: made by the real rules from invented counts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from api.employers import service as employers
from api.employers.models import Employer, EmployerAlias
from api.employers.schemas import EmployerIn
from api.events import Event
from api.pepper import pepper_of
from api.settings import Settings
from api.statistics.contribution import Contribution
from api.statistics.counting import count
from api.statistics.document import Head
from api.statistics.models import Release
from api.statistics.service.freezing import keep
from api.statistics.windows import Window, window_of
from api.worklog.kinds import EmployerKind
from api.world import World
from tests.conftest import PEPPER

NEWEST = window_of(date(2026, 11, 8))
EMPLOYERS = {  # invented
    "reed_data": ("Reed Data", "苇塘数据"),
    "hill_tasks": ("Hill Tasks", "山坡众包"),
    "lantern_work": ("Lantern Work", "灯笼工坊"),
    "ferry_labels": ("Ferry Labels and Annotation Cooperative", "渡口标注合作社"),
}
ISSUES = {  # employer: workers by issue, of a full desk
    "reed_data": {"rejected": 24, "below_floor": 11, "late_pay": 7, "none": 9},
    "hill_tasks": {"rejected": 14, "unpaid_training": 12, "deduction": 6, "none": 8},
    "lantern_work": {"rejected": 7, "deduction": 13, "late_pay": 3, "none": 6},
    "ferry_labels": {"below_floor": 8, "unpaid_training": 2, "none": 5},
    "other": {"rejected": 6, "none": 11},
}
PLACES = [
    *("CN-52 under_25", "CN-52 under_50", "KE half_or_more", "CN-41 under_50", "KE under_25"),
    *("PH-00 under_10", "CN-52 half_or_more", "CN-41 under_10", "CN zero"),
]


def full(fewer: int = 0) -> list[Contribution]:
    """Give a community that fills a desk, or all of it but so many."""
    places = cycle(place.split() for place in PLACES)
    everybody = [
        Contribution(employer, issue, *next(places))
        for employer, issues in ISSUES.items()
        for issue, workers in issues.items()
        for _ in range(workers)
    ]
    return everybody[fewer:]


def scattered(workers: int = 60) -> list[Contribution]:
    """Give workers of whom no two share an employer or a region: every cell and row is too small."""
    issues = ["rejected", "below_floor", "unpaid_training", "deduction", "late_pay", "none"]
    bands = ["zero", "under_10", "under_25", "under_50", "half_or_more"]
    return [Contribution(f"alone_{n}", issues[n % 6], f"X{n:02}-1", bands[n % 5]) for n in range(workers)]


def freeze(engine: Engine, contributions: Sequence[Contribution], window: Window = NEWEST) -> Release:
    """Freeze a window of these workers, by the service's own rules and key."""
    frozen_on = window.last_day + timedelta(days=3)
    at = datetime.combine(frozen_on, time(4, 41), UTC)
    world = World(at, pepper_of(Settings(pepper=PEPPER)))
    with Session(engine, expire_on_commit=False) as session, session.begin():
        enter_employers(session)
        number = len(session.exec(select(Release)).all()) + 1
        return keep(session, count(contributions), Head(number, window, frozen_on, date(2026, 10, 30)), world)


def enter_employers(session: Session) -> None:
    """Enter the invented employers in the directory, once."""
    missing = EMPLOYERS.keys() - employers.known_ids(session)
    for id_ in sorted(missing):
        en, zh = EMPLOYERS[id_]
        employers.add(
            session, EmployerIn(id=id_, name_en=en, name_zh=zh, kind=EmployerKind.PLATFORM, country="CN")
        )


def windows_before(window: Window = NEWEST) -> Iterator[Window]:
    """Give the windows before one, the nearest first."""
    while True:
        window = window_of(window.first_day - timedelta(days=1))
        yield window


def forget_releases(engine: Engine) -> None:
    """Leave no release behind, nor what was to be told of it, nor who is named in it."""
    with Session(engine) as session, session.begin():
        session.execute(delete(EmployerAlias).where(col(EmployerAlias.employer_id).in_(EMPLOYERS)))
        session.execute(delete(Employer).where(col(Employer.id).in_(EMPLOYERS)))
        for table in (Release, Event):
            session.execute(delete(table))
