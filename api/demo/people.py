"""Who lives in the invented town, and when they come."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from api.demo.crews import CREWS, VISITORS
from api.demo.work import Job

TOWN = 80  # workers


@dataclass(frozen=True)
class Person:
    """One worker of the town."""

    number: int
    jobs: tuple[Job, ...]
    arrives: int = 0  # weeks after the town was founded
    visitor: bool = field(default=False)  # whom a visitor signs in as


VISITOR = Person(0, VISITORS, visitor=True)


def people(count: int = TOWN) -> list[Person]:
    """List the workers of a town of this size: the visitor's first, the others in the crews' proportions.

    In a smaller town than the whole everybody is there from the first day.

    >>> len(people()), len(people(49)), people(49)[0].visitor
    (80, 49, True)
    """
    jobs = list(dealt())
    chosen = [jobs[number * len(jobs) // (count - 1)] for number in range(count - 1)]
    return [
        VISITOR,
        *(Person(n, (job,), week if count >= TOWN else 0) for n, (job, week) in enumerate(chosen, 1)),
    ]


def dealt() -> Iterator[tuple[Job, int]]:
    """Go through every place of every crew, with the week from which on it is taken."""
    for crew in CREWS:
        for lot in crew.lots:
            for unpaid in lot.unpaid:
                job = Job(crew.firm, crew.typed, crew.place, crew.pay, lot.trouble, unpaid, lot.then)
                yield job, lot.arrives
