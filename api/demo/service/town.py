"""The invented town while it is lived in: weeks pass, phones send, and on its days a release is frozen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from api.db import transacted
from api.demo.crews import FIRMS
from api.demo.people import Person
from api.demo.rows import draw
from api.demo.service.phones import Phone, consents, news, send
from api.demo.service.signing import Credentials, awaited, caller_of, enter, new_credentials, steps
from api.demo.service.staff import Staff, appoint, found_union, invitations
from api.employers import service as employers
from api.employers.schemas import EmployerIn
from api.scheduler import fire
from api.statistics.jobs import freeze_release
from api.statistics.windows import DAYS, DAYS_TO_SEND
from api.world import World

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MORNING, EVENING = time(8, 0), time(22, 0)  # when people sign up, and when phones send
JOB = f"{freeze_release.__module__}.{freeze_release.__name__}"
JOB_TIME = time(4, 41)
SUNDAY = 6


@dataclass
class Town:
    """A database in which the town is, and who can sign in there."""

    engine: Engine
    world: World  # the last moment that was lived
    founded: date
    union_id: UUID
    other_id: UUID  # an organization with nothing
    organizer: Staff
    auditor: Staff
    visitor: Credentials = field(default_factory=lambda: new_credentials("worker"))
    phones: list[Phone] = field(default_factory=list)

    def at(self, day: date, moment: time) -> World:
        """Give the world of a moment."""
        return replace(self.world, now=datetime.combine(day, moment, UTC))

    def settle(self, people: Sequence[Person], day: date) -> None:
        """Let people in by the organizer's invitation; each allows a copy and says "count me in"."""
        if not people:
            return
        world = self.at(day, MORNING)
        letters = invitations(self.engine, self.organizer, len(people), world)

        async def move_in() -> list[Phone]:
            to, phones = steps(self.engine, world), []
            for person, letter in zip(people, letters, strict=True):
                who = self.visitor if person.visitor else f"neighbour {person.number}"
                signed = await enter(to, letter.token, worker_id(person), who)
                phones.append(Phone(person, signed, caller_of(self.engine, signed.token, world)))
            return phones

        for phone in awaited(move_in):
            send(self.engine, phone, consents(phone, world), world)
            self.phones.append(phone)

    def live(
        self, people: Sequence[Person], until: date, each_morning: Callable[[date], object] = lambda _: None
    ) -> None:
        """Live on to the end of a day. Whose week has come arrives in it; every phone sends each Sunday."""
        day = self.world.today
        while day < until:
            day += DAY
            self.settle([one for one in people if self.founded + WEEK * one.arrives == day], day)
            each_morning(day)
            if day.weekday() == SUNDAY or day == until:
                self.send(day)
        self.world = self.at(day, EVENING)

    def wake(self, day: date) -> None:
        """Let the job of releases have its morning, from the one on that freezes the town's first window."""
        if day >= self.founded + DAY * (DAYS + DAYS_TO_SEND - 1):
            fire(self.engine, JOB, freeze_release, self.at(day, JOB_TIME))

    def send(self, day: date) -> None:
        """Send what every phone has written down."""
        world = self.at(day, EVENING)
        for phone in self.phones:
            send(self.engine, phone, list(news(phone, self.founded, day)), world)


def worker_id(person: Person) -> UUID:
    """Give somebody's id: the same each time, for ties are decided by ids."""
    return UUID(int=draw("worker", person.number).getrandbits(128), version=4)


def found(engine: Engine, first_day: date, world: World) -> Town:
    """Found the town the day before its first: directory, union, another organization, staff."""
    begun = replace(world, now=datetime.combine(first_day - DAY, MORNING, UTC))
    transacted(engine, enter_firms)
    union = found_union(engine, "演示工会 Demo union", begun)
    other = found_union(engine, "另一个组织 Another organization", begun)
    organizer = appoint(engine, "organizer", "organizer", union, begun)
    auditor = appoint(engine, "auditor", "auditor", None, begun)
    return Town(engine, begun, first_day, union, other, organizer, auditor)


def enter_firms(session: Session) -> None:
    """Enter the town's firms into the directory."""
    for firm in FIRMS:
        employers.add(
            session,
            EmployerIn(
                id=firm.id,
                name_en=firm.name_en,
                name_zh=firm.name_zh,
                kind=firm.kind,
                country=firm.country,
            ),
        )
