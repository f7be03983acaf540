"""Invented workers: which cells they are counted in, given or drawn from a seed."""

from random import Random

from api.statistics.contribution import Band, Contribution
from api.statistics.issues import Issue


def workers(
    number: int, employer: str, issue: str, region: str = "KE-01", unpaid: str = "zero"
) -> list[Contribution]:
    """Give some workers of one cell."""
    return [Contribution(employer, issue, region, unpaid)] * number


def somebody(chance: Random, *, employers: int, regions: int) -> Contribution:
    """Draw one worker; the first employers and regions have most."""
    return Contribution(
        employer=f"employer_{drawn(chance, employers):02}",
        issue=chance.choices(list(Issue), [30, 20, 15, 10, 8, 17])[0].value,
        region=f"KE-{drawn(chance, regions):02}",
        unpaid=chance.choices(list(Band), [25, 20, 30, 15, 10])[0].value,
    )


def drawn(chance: Random, count: int) -> int:
    """Draw a number below another, the first ones more often."""
    return chance.choices(range(count), [1 / (1 + each) for each in range(count)])[0]


def community(seed: int, size: int, *, employers: int = 8, regions: int = 6) -> list[Contribution]:
    """Draw many workers."""
    chance = Random(seed)
    return [somebody(chance, employers=employers, regions=regions) for _ in range(size)]


def weeks_later(
    people: list[Contribution], chance: Random, *, employers: int = 8, regions: int = 6
) -> list[Contribution]:
    """Let some leave, as many come, and some have another issue or share of unpaid time than before."""
    return [lived(each, chance, employers=employers, regions=regions) for each in people]


def lived(person: Contribution, chance: Random, *, employers: int, regions: int) -> Contribution:
    """Say where somebody is counted a window later, or who is there instead."""
    new = somebody(chance, employers=employers, regions=regions)
    fate = chance.random()
    if fate < 0.08:
        return new
    if fate < 0.25:
        return Contribution(person.employer, new.issue, person.region, new.unpaid)
    return person
