"""What each active worker adds to a release. Whose it is ends here: nothing that leaves names anybody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from api.accounts.service.counted import counted_workers
from api.employers import service as employers
from api.reference.service import known_places
from api.statistics.contribution import OTHER, Contribution, WorkedJob, contribution
from api.statistics.windows import Window
from api.wages.periods import Span
from api.wages.schemas import JobIn
from api.wages.service import estimate_due
from api.worklog.logged import LoggedJob
from api.worklog.service import logged

CHUNK = 10  # workers whose logs are held at once: 10 of the largest are some 100 MB


@dataclass(frozen=True)
class Directory:
    """The employers that have a row of their own."""

    ids: frozenset[str]
    by_name: dict[str, str]

    def find(self, job: LoggedJob) -> str:
        """Find a job's employer by what the phone picked, else by the name that was typed, else `other`."""
        if job.directory_id in self.ids:
            return str(job.directory_id)
        return self.by_name.get(employers.folded(job.employer_name), OTHER)


def contributions(session: Session, window: Window, today: date) -> Iterator[Contribution]:
    """Give what each active worker adds; what is known today counts, such as money that came since."""
    directory = Directory(employers.known_ids(session), employers.known_names(session))
    counted = counted_workers(session, today)
    for start in range(0, len(counted), CHUNK):
        logs = logged(session, counted[start : start + CHUNK], window.first_day, today)
        for jobs in logs.values():
            found = contribution(worked(jobs, window, today, directory), window)
            if found is not None:
                yield replace(found, region=place(found.region))


def place(code: str) -> str:
    """Give a code of the reference: what a phone sends as a region would otherwise be published as it is.

    >>> place("CN-52"), place("CN-NOWHERE"), place("NOWHERE")
    ('CN-52', 'CN', 'other')
    """
    country = code.partition("-")[0]
    return next((each for each in (code, country) if each in known_places()), OTHER)


def worked(jobs: list[LoggedJob], window: Window, today: date, directory: Directory) -> list[WorkedJob]:
    """Give a worker's jobs with their figures; none if there was no work in the window."""
    if not any(entry.worked_on in window for job in jobs for entry in job.entries):
        return []
    asked = as_asked(jobs)
    figures = estimate_due(asked, Span(window.first_day, window.last_day), today)
    return [
        WorkedJob(directory.find(job), str(job.employer_id), of, out)
        for job, of, out in zip(jobs, asked, figures, strict=True)
    ]


def as_asked(jobs: Iterable[LoggedJob]) -> list[JobIn]:
    """Put jobs as a phone would when it asks for an estimate."""
    return [
        JobIn.model_construct(
            id=job.id,
            terms=job.terms,
            entries=job.entries,
            batches=job.batches,
            payments=job.payments,
            deductions=job.deductions,
            costs=job.costs,
            marks=job.marks,
        )
        for job in jobs
    ]
