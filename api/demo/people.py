"""Who lives in the invented town, for whom they work, and what goes wrong there. Nobody is real."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from api.worklog.kinds import Basis, ContractKind, EmployerKind, PeriodKind

TOWN = 80  # workers


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
class Crew:
    """People of one firm in one place: how many have which trouble, and how much of their time is unpaid."""

    firm: str | None  # None: typed by hand, in no directory
    place: Place
    pay: Pay
    troubles: tuple[tuple[Trouble, int], ...]
    unpaid: tuple[int, ...]  # percent of the time, dealt out in turn
    typed: str = ""  # the name that they typed
    worse: int = 0  # of those without trouble, this many have tasks rejected from the ninth week on


@dataclass(frozen=True)
class Job:
    """One worker's job."""

    firm: str | None
    typed: str
    place: Place
    pay: Pay
    trouble: Trouble
    unpaid: int  # percent
    worse: bool = False
    evenings: bool = False  # a second job, an hour and a half a day


@dataclass(frozen=True)
class Person:
    """One worker of the town."""

    number: int
    jobs: tuple[Job, ...]
    arrives: int = 0  # weeks after the town was founded
    visitor: bool = field(default=False)  # whom a visitor signs in as


FIRMS = (
    Firm("demo_gourd_lantern", "Gourd Lantern AI", "葫芦灯智能", EmployerKind.CLIENT, "CN"),
    Firm(
        "demo_long_noodle",
        "Long Noodle Data",
        "长面数据",
        EmployerKind.CONTRACTOR,
        "CN",
        "demo_gourd_lantern",
    ),
    Firm("demo_clearbrook", "Clearbrook Data", "清溪数据", EmployerKind.CENTRE, "CN", "demo_long_noodle"),
    Firm(
        "demo_acacia_shade",
        "Acacia Shade Labels",
        "树荫标注",
        EmployerKind.CENTRE,
        "KE",
        "demo_gourd_lantern",
    ),
    Firm("demo_palm_roof", "Palm Roof Data", "棕顶数据", EmployerKind.CENTRE, "PH", "demo_gourd_lantern"),
    Firm(
        "demo_three_kettles",
        "Three Kettles Staffing",
        "三壶人力",
        EmployerKind.AGENT,
        "CN",
        "demo_clearbrook",
    ),
    Firm("demo_poplar", "Poplar Tasks", "白杨众包", EmployerKind.PLATFORM, "CN"),
    Firm("demo_paper_kite", "Paper Kite Tasks", "纸鸢任务", EmployerKind.PLATFORM, "BR"),
)

GUIZHOU = Place("CN", "CN-52", "1", "Asia/Shanghai")
SICHUAN = Place("CN", "CN-51", "2", "Asia/Shanghai")
HENAN = Place("CN", "CN-41", "2", "Asia/Shanghai")
KENYA = Place("KE", None, "cities", "Africa/Nairobi")
MANILA = Place("PH", "PH-00", None, "Asia/Manila")
BRAZIL = Place("BR", None, None, "America/Sao_Paulo")

BY_HOUR = Pay("CNY", Basis.HOUR, "24", PeriodKind.HALF_MONTH, 5, ContractKind.FULL_TIME, low="9.5")
UNTOLD = Pay("CNY", Basis.HOUR, "21", PeriodKind.HALF_MONTH, 5, ContractKind.NONE_KNOWN)
BY_BOX = Pay("CNY", Basis.PIECE, "0.08", PeriodKind.WEEK, 7, ContractKind.PLATFORM)
THROUGH_AGENT = Pay("CNY", Basis.HOUR, "23", PeriodKind.HALF_MONTH, 5, ContractKind.FULL_TIME)
SHILLINGS = Pay("KES", Basis.HOUR, "210", PeriodKind.WEEK, 4, ContractKind.FULL_TIME, low="78")
PESOS = Pay("PHP", Basis.DAY, "820", PeriodKind.WEEK, 5, ContractKind.FULL_TIME, low="540")
REAIS = Pay("BRL", Basis.PIECE, "0.45", PeriodKind.WEEK, 7, ContractKind.PLATFORM)
BY_MONTH = Pay("CNY", Basis.HOUR, "18", PeriodKind.MONTH, 15, ContractKind.FULL_TIME)

NONE, REJECTED, LOW = Trouble.NONE, Trouble.REJECTED, Trouble.LOW
TRAINING, DOCKED, LATE = Trouble.TRAINING, Trouble.DOCKED, Trouble.LATE

CREWS = (
    Crew(
        "demo_clearbrook",
        GUIZHOU,
        BY_HOUR,
        ((TRAINING, 6), (NONE, 4), (LOW, 1), (DOCKED, 1)),
        (20, 20, 30, 6),
    ),
    Crew("demo_clearbrook", GUIZHOU, UNTOLD, ((LATE, 7),), (30, 20, 56, 6)),
    Crew("demo_poplar", SICHUAN, BY_BOX, ((REJECTED, 9), (NONE, 4), (LATE, 4)), (40, 55, 55, 18), worse=2),
    Crew("demo_acacia_shade", KENYA, SHILLINGS, ((LOW, 7), (REJECTED, 3), (NONE, 3)), (16, 30, 57, 7, 0)),
    Crew("demo_palm_roof", MANILA, PESOS, ((LOW, 5), (DOCKED, 2), (NONE, 2)), (8, 18, 0, 20)),
    Crew("demo_paper_kite", BRAZIL, REAIS, ((REJECTED, 6), (LATE, 3), (NONE, 2)), (30, 58, 34, 12)),
    Crew("demo_three_kettles", HENAN, THROUGH_AGENT, ((DOCKED, 5), (NONE, 2)), (12, 0, 18, 0)),
    Crew("demo_long_noodle", HENAN, THROUGH_AGENT, ((TRAINING, 1),), (14,)),
    Crew(None, HENAN, UNTOLD, ((LATE, 1),), (0,), typed="溪边小作坊"),
    # the directory's, by its name
    Crew(None, GUIZHOU, UNTOLD, ((LATE, 1),), (22,), typed="Clearbrook  DATA"),
)

VISITOR = Person(
    0,
    (
        Job("demo_clearbrook", "清溪数据 Clearbrook", GUIZHOU, BY_MONTH, Trouble.MIXED, 22),
        Job("demo_poplar", "白杨众包 Poplar", GUIZHOU, BY_BOX, Trouble.REJECTED, 15, evenings=True),
    ),
    visitor=True,
)


def people(count: int = TOWN) -> list[Person]:
    """List the workers of a town of this size: the visitor's first, the others in the crews' proportions.

    >>> len(people()), len(people(49)), people(49)[0].visitor
    (80, 49, True)
    """
    jobs = list(dealt())
    chosen = [jobs[number * len(jobs) // (count - 1)] for number in range(count - 1)]
    return [VISITOR, *(Person(n, (job,), arrives(n, count)) for n, job in enumerate(chosen, 1))]


def arrives(number: int, count: int) -> int:
    """Say after how many weeks somebody comes: an eighth after four, an eighth after eight."""
    return {3: 4, 7: 8}.get(number % 8, 0) if count >= TOWN else 0


def dealt() -> Iterator[Job]:
    """Go through every place of every crew."""
    for crew in CREWS:
        worse, number = crew.worse, 0
        for trouble, count in crew.troubles:
            for _ in range(count):
                turns = trouble is NONE and worse > 0
                worse -= turns
                unpaid = crew.unpaid[number % len(crew.unpaid)]
                yield Job(crew.firm, crew.typed, crew.place, crew.pay, trouble, unpaid, worse=turns)
                number += 1
