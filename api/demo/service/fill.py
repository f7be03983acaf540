"""Fill an empty database with the town, as it is today."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from api.accounts.service import account
from api.demo.people import TOWN, people
from api.demo.service.town import JOB_TIME, Town, found
from api.statistics.windows import DAYS, due, window_of
from api.world import World

RELEASES = 3


class NotEmptyError(RuntimeError):
    """Somebody has an account in the database that was to be filled."""


def fill(
    engine: Engine, world: World, *, workers: int = TOWN, said: Callable[[date], object] = lambda _: None
) -> Town:
    """Live in an empty, migrated database until yesterday: twelve weeks in three releases, and since."""
    with Session(engine) as session:
        if account.are_there_any(session):
            raise NotEmptyError("There are accounts in this database: no town is founded among real people.")
    yesterday = world.today - timedelta(days=1)
    last_morning = world.today if world.now.time() >= JOB_TIME else yesterday
    newest = due(last_morning, None) or window_of(last_morning)
    first_day = newest.first_day - timedelta(days=DAYS * (RELEASES - 1))
    town = found(engine, first_day, world)

    def morning(day: date) -> None:
        town.wake(day)
        said(day)

    town.live(people(workers), yesterday, morning)
    town.wake(last_morning)
    return town
