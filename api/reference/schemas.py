"""What each reference file holds. A file that does not fit its schema stops the start, with its name."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from api.schema import Currency, Day, Input
from api.worklog.kinds import EmployerKind

Slug = Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
Region = Annotated[str, Field(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]


def or_none(value: object) -> object:
    """Read an empty CSV cell as nothing."""
    return None if value == "" else value


def yes(value: object) -> object:
    """Read `yes` or an empty CSV cell."""
    return {"yes": True, "": False}.get(value, value) if isinstance(value, str) else value


Yes = Annotated[bool, BeforeValidator(yes)]


class File(Input):
    """A reference file as it lies in data/."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Words(File):
    """A short text; without `zh` the screen shows the English one and says so."""

    en: str
    zh: str | None = None


class Source(File):
    """Where something was read."""

    publisher: str
    title: str = ""
    url: str = ""
    date: str = ""


class CurrenciesFile(File):
    """currencies.yaml: currencies by the number of digits of their minor unit."""

    checked_on: Day
    digits: dict[int, list[Currency]]


class Tier(Words):
    """A tier of a region, with the areas that belong to it if a list was read."""

    areas: str | None = None


class RegionNames(Words):
    """A region and its tiers."""

    tiers: dict[str, Tier] = Field(default={})


class PlaceNames(Words):
    """A country or a place with a law of its own."""

    note: Words | None = None  # what to know before comparing with its minimum
    tiers: dict[str, Tier] = Field(default={})
    regions: dict[Region, RegionNames] = Field(default={})


class PlacesFile(File):
    """places.yaml."""

    checked_on: Day
    groups: dict[Slug, Words]
    countries: dict[Country, PlaceNames]


class Number(File):
    """One number of a help line."""

    via: Literal["call", "sms", "whatsapp"]
    number: str = Field(pattern=r"^[0-9+() ext.-]{3,24}$")
    text: str | None = None  # what to send by SMS
    where: str | None = None  # for which language or city


class Emergency(File):
    """An emergency number."""

    number: str = Field(pattern=r"^[0-9]{3,5}$")
    what: Words


class Line(File):
    """A help line or hotline. `hours` null: no hours were read, and the screen says so."""

    id: Slug
    purpose: Slug
    read: bool
    name: Words
    numbers: list[Number]
    hours: Words | None
    always_open: bool
    cost: Literal["free"] | None
    note: Words | None = None
    languages: list[str] = Field(default=[])
    sources: list[Source]


class Help(File):
    """Whom to call in one country."""

    emergency: list[Emergency]
    lines: list[Line]


class HelplinesFile(File):
    """helplines.yaml."""

    checked_on: Day
    recheck_after_days: int
    countries: dict[Country, Help]


class Step(File):
    """One thing to do after money was lost."""

    within: Literal["now", "hour", "day", "days", "weeks", "month"]
    read: bool
    action: Words
    contact: Words
    note: Words | None = None


class FirstHour(File):
    """What to do in one country."""

    steps: list[Step]
    keep: list[Words] = Field(default=[])
    have_ready: list[Words] = Field(default=[])
    traps: list[Words] = Field(default=[])
    sources: list[Source]


class GeneralStep(File):
    """A step that holds everywhere."""

    key: Slug
    title: Words
    why: Words


class FirstHourFile(File):
    """scam_first_hour.yaml."""

    checked_on: Day
    general: list[GeneralStep]
    case_card: list[Words]
    countries: dict[Country, FirstHour]


class TaskType(File):
    """A kind of data work."""

    id: Slug
    en: str
    zh: str
    family: Slug
    units: list[Slug]
    harm: Literal["none", "disturbing", "severe"]
    level: int = Field(ge=1, le=5)
    usual_unpaid: list[str]
    strain: str
    measures: list[str]
    named_in: str


class TaskTypesFile(File):
    """task_types.yaml."""

    checked_on: Day
    families: dict[Slug, Words]
    units: dict[Slug, Words]
    types: list[TaskType]


class PlatformRow(File):
    """An employer of the directory. Only what was read is published."""

    id: Slug
    name_en: str = Field(min_length=1, max_length=80)
    name_zh: str = Field(max_length=80)
    aliases: str
    country: Country
    kind: Annotated[EmployerKind, Field(strict=False)]
    domain: str
    domain_read: Yes
    closed_on: Annotated[Day | None, BeforeValidator(or_none)]
    read: Yes
    source: str
    source_url: str
    source_date: str
    note: str

    @property
    def names(self) -> list[str]:
        """Give every name it is known by, its own first."""
        own = [self.name_en, self.name_zh, *self.aliases.split("|")]
        return list(dict.fromkeys(name for name in own if name))


class Statute(Words):
    """A law that cards cite."""

    by: str
    version: str


class Card(File):
    """One right, in a few sentences."""

    id: Slug
    title: Words
    text: Words
    do: Words
    articles: list[Annotated[str, Field(pattern="^[A-Z]+ [0-9]+$")]]


class RightsFile(File):
    """rights.yaml."""

    checked_on: Day
    lawyer: str | None  # who read the cards; null: nobody yet
    country: Country
    statutes: dict[str, Statute]
    cards: list[Card]
