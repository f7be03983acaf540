"""What a job in the invented town is made of: a firm, a place, a wage, and what goes wrong."""

from dataclasses import dataclass
from enum import StrEnum

from api.worklog.kinds import Basis, ContractKind, EmployerKind, PeriodKind


class Trouble(StrEnum):
    """What goes wrong most at a job."""

    NONE = "none"
    REJECTED = "rejected"
    LOW = "low"  # paid below the legal minimum
    TRAINING = "training"  # that must be done and is not paid
    DOCKED = "docked"
    LATE = "late"
    MIXED = "mixed"  # the visitor's: a little of everything


@dataclass(frozen=True)
class Firm:
    """An employer of the directory."""

    id: str
    name_en: str
    name_zh: str
    kind: EmployerKind
    country: str
    client: str | None = None  # for whom it does the work: the next link of the chain


@dataclass(frozen=True)
class Pay:
    """What was agreed. `low` is what those get who are paid below the minimum."""

    currency: str
    basis: Basis
    amount: str
    period: PeriodKind
    after_days: int
    contract: ContractKind
    low: str = ""


@dataclass(frozen=True)
class Place:
    """Where the work is done."""

    country: str
    region: str | None
    tier: str | None
    zone: str


@dataclass(frozen=True)
class Job:
    """One worker's job."""

    firm: str | None  # None: typed by hand, in no directory
    typed: str  # the name that was typed
    place: Place
    pay: Pay
    trouble: Trouble
    unpaid: int  # percent of the time
    then: Trouble | None = None  # what goes wrong instead once things change in the town
    evenings: bool = False  # a second job, an hour and a half a day


@dataclass(frozen=True)
class Lot:
    """Some of a crew who came together and fare alike: one person for each share of unpaid time."""

    trouble: Trouble
    unpaid: tuple[int, ...]  # percent of the time
    arrives: int = 0  # weeks after the town was founded
    then: Trouble | None = None


@dataclass(frozen=True)
class Crew:
    """People of one firm in one place."""

    firm: str | None
    place: Place
    pay: Pay
    lots: tuple[Lot, ...]
    typed: str = ""
