"""What one worker adds to a release: one cell of each table, however much was logged (docs/releases.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from api.statistics.issues import issue
from api.statistics.windows import Window
from api.wages.minutes import in_real_wage
from api.wages.schemas import JobIn, JobOut
from api.worklog.schemas import Terms, TimeEntry

OTHER = "other"  # every employer that is not in the directory

Name = TypeVar("Name", str, tuple[str, str])


class Band(StrEnum):
    """The share of a worker's time that nobody promised to pay."""

    ZERO = "zero"
    UNDER_10 = "under_10"
    UNDER_25 = "under_25"
    UNDER_50 = "under_50"
    HALF_OR_MORE = "half_or_more"


@dataclass(frozen=True)
class Contribution:
    """The two cells to which one worker adds 1."""

    employer: str
    issue: str
    region: str
    unpaid: str


@dataclass(frozen=True)
class WorkedJob:
    """An engagement: whose it is, what was logged, and its figures.

    `out` holds every pay period whose pay day lies in the window.
    """

    employer: str  # id in the directory, or `other`
    party: str  # key of the worker's own employer row: tells one `other` from the next
    asked: JobIn
    out: JobOut

    @property
    def whose(self) -> tuple[str, str]:
        """Name the employer; one of the directory is the same whatever rows the worker made of it."""
        return self.employer, self.party if self.employer == OTHER else ""


def contribution(jobs: Sequence[WorkedJob], window: Window) -> Contribution | None:
    """Find a worker's two cells, in whatever order the jobs come; None without an entry in the window."""
    logs = {str(job.asked.id): logged(job, window) for job in jobs}
    worked = [job for job in jobs if logs[str(job.asked.id)]]
    if not worked:
        return None
    minutes = {name: real_minutes(entries) for name, entries in logs.items() if entries}
    at: dict[tuple[str, str], int] = {}
    for job in worked:
        at[job.whose] = at.get(job.whose, 0) + minutes[str(job.asked.id)]
    whose, where = most(at), most(minutes)
    place = next(job.asked.terms.place for job in worked if str(job.asked.id) == where)
    unpaid = sum(unpaid_minutes(logs[str(job.asked.id)], job.asked.terms) for job in worked)
    found = issue([(job.asked, job.out) for job in jobs if job.whose == whose], window)
    return Contribution(
        employer=whose[0],
        issue=found.value,
        region=place.region or place.country,
        unpaid=band(unpaid, sum(at.values())).value,
    )


def logged(job: WorkedJob, window: Window) -> list[TimeEntry]:
    """List the entries of a window, breaks too: they do not count as time, but as having been there."""
    return [entry for entry in job.asked.entries if entry.worked_on in window]


def real_minutes(entries: Iterable[TimeEntry]) -> int:
    """Add up the minutes of the real wage."""
    return sum(entry.minutes for entry in entries if in_real_wage(entry.activity))


def unpaid_minutes(entries: Iterable[TimeEntry], terms: Terms) -> int:
    """Add up the minutes of the real wage that the terms do not pay."""
    return real_minutes(entry for entry in entries if entry.activity not in terms.paid_activities)


def most(minutes: Mapping[Name, int]) -> Name:
    """Find the name with most minutes; of several the first.

    >>> most({"b": 60, "a": 60, "c": 59})
    'a'
    """
    return min(minutes, key=lambda name: (-minutes[name], name))


def band(unpaid: int, minutes: int) -> Band:
    """Find the band of a share, by whole numbers; no time at all is no unpaid time.

    >>> [band(unpaid, 100).value for unpaid in (0, 9, 10, 25, 49, 50)]
    ['zero', 'under_10', 'under_25', 'under_50', 'under_50', 'half_or_more']
    """
    if not unpaid:
        return Band.ZERO
    for percent, under in ((10, Band.UNDER_10), (25, Band.UNDER_25), (50, Band.UNDER_50)):
        if unpaid * 100 < minutes * percent:
            return under
    return Band.HALF_OR_MORE
