"""Rows as a phone of the town writes them: what a server may read, and what the phone seals."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from api.demo.work import Job, Trouble

SEED = "a town that never was"
CHANGE = timedelta(weeks=8)  # after the town was founded another thing goes wrong for some
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One new row, written down at some minute of a day."""

    on: date
    minute: int
    kind: str
    id: UUID
    body: dict[str, Any]
    private: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """A job that has begun: whose it is, its id as sent, and since when."""

    job: Job
    id: UUID
    person: int
    since: date
    founded: date  # of the town

    def trouble(self, day: date) -> Trouble:
        """Say what goes wrong most on a day."""
        job = self.job
        return job.then if job.then and day >= self.founded + CHANGE else job.trouble


def draw(*about: object) -> random.Random:
    """Give the dice for one question; the same question is always answered alike."""
    return random.Random("/".join(map(str, (SEED, *about))))  # noqa: S311 (a town, not a secret)


def picked(dice: random.Random, weights: Sequence[tuple[T, int]]) -> T:
    """Pick one thing by weight."""
    return dice.choices([thing for thing, _ in weights], [weight for _, weight in weights])[0]


def row_id(on: date, minute: int, *about: object) -> UUID:
    """Make an id as a phone does (UUIDv7): it sorts by time, as the app's lists do."""
    made = datetime.combine(on, time(), UTC) + timedelta(minutes=minute)
    dice = draw("id", on, minute, *about)
    low = 0b10 << 62 | dice.getrandbits(62)
    return UUID(int=int(made.timestamp() * 1000) << 80 | 0x7 << 76 | dice.getrandbits(12) << 64 | low)
