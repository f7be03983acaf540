"""What a worker logged for one job, as sums and releases read it."""

from dataclasses import dataclass, field
from uuid import UUID

from api.worklog.schemas import Batch, Cost, Deduction, Payment, PeriodMark, Terms, TimeEntry

LONGEST_PERIOD = 31  # days; only a job that is paid as a whole has a longer one
SEALED_UNIT = "piece"  # what a piece is called is sealed on the phone


@dataclass
class LoggedJob:
    """One job with the rows that a span of days needs; whose it is stands outside."""

    id: UUID
    employer_id: UUID  # the worker's own entry of the employer
    employer_name: str  # as the worker wrote it; empty when that entry is gone
    directory_id: str | None  # as the phone says: no proof that the directory has it
    terms: Terms
    entries: list[TimeEntry] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    marks: list[PeriodMark] = field(default_factory=list)
