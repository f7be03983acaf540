"""The legal minimums and the rules of a country, as the reference publishes them (docs/sums.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from api.schema import Amount, Currency, Day
from api.worklog.schemas import Place

Unit = Literal["hour", "day", "month"]
InOrOnTop = Literal["inside", "on_top"]


class Published(BaseModel):
    """A part of the published reference; what the arithmetic does not need is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def hours(value: Any) -> Any:
    """Take hours as a whole number or a decimal string, never as a float."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Hours = Annotated[Amount, BeforeValidator(hours)]


class Floor(Published):
    """One legal minimum: only amounts that were read in their source."""

    id: str
    country: str
    region: str  # ISO 3166-2, or the country's code where the amount holds for all of it
    tier: str
    group: str | None  # of workers, where the law tells them apart
    currency: Currency
    hour: Amount | None = None
    hour_kind: Literal["part_time", "all"] | None = None
    day: Amount | None = None
    month: Amount | None = None
    since: Day
    until: Day | None = None
    proves: Literal["both", "below"]  # an older amount may prove "below", never "not below"
    trusted_until: Day | None = None
    status: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the row was in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def amount(self, unit: Unit) -> Decimal | None:
        """Give the amount for a unit."""
        return {"hour": self.hour, "day": self.day, "month": self.month}[unit]


class PartTime(Published):
    """Up to how much work counts as part-time, on average (China: Labour Contract Law art. 68)."""

    day_minutes: int
    week_minutes: int


class Rule(Published):
    """What a country's law says about hours; None where nothing was read."""

    hours_per_month: Hours | None = None
    hours_per_day: Hours | None = None
    day_minutes: int | None = None
    week_minutes: int | None = None
    part_time: PartTime | None = None
    insurance: dict[str, InOrOnTop] = {}  # by region, or by the country's code
    counts: dict[str, bool | None] = {}  # paperwork, travel: does the law count them as work?
    trusted_until: Day | None = None

    @property
    def limits_hours(self) -> bool:
        """Tell whether minutes beyond normal hours can be told at all."""
        return self.day_minutes is not None or self.week_minutes is not None

    def insurance_at(self, place: Place) -> InOrOnTop | None:
        """Say whether the worker's own insurance is inside the minimum or comes on top of it."""
        return self.insurance.get(place.region or place.country) or self.insurance.get(place.country)


class Reference(Published):
    """Everything published that the sums need."""

    floors: tuple[Floor, ...]
    rules: dict[str, Rule]
    digits: dict[str, int]  # of each currency's minor unit (ISO 4217)


@dataclass(frozen=True)
class Chain:
    """The rows of one region, tier and worker group, which follow one another in time."""

    tier: str  # empty where the source names none
    group: str | None  # of workers, where the law tells them apart
    rows: tuple[Floor, ...]

    def on(self, day: date) -> Floor | None:
        """Find the row that holds on a day: the latest that had begun and not ended."""
        rows = [row for row in self.rows if row.holds_on(day)]
        return max(rows, key=lambda row: (row.since, row.id), default=None)

    def held_in(self, days: Iterable[date]) -> bool:
        """Tell whether any row holds on any of the days."""
        return any(self.on(day) for day in days)


def chains_at(place: Place, reference: Reference) -> tuple[Chain, ...]:
    """Find the minimums of a place, whatever its tier: its region's, else those of the whole country."""
    country = [row for row in reference.floors if row.country == place.country]
    regions = {row.region for row in country}
    region = place.region if place.region in regions else place.country
    rows: dict[tuple[str, str], list[Floor]] = {}
    for row in country:
        if row.region == region:
            rows.setdefault((row.tier, row.group or ""), []).append(row)
    return tuple(Chain(tier, group, tuple(rows[tier, group])) for tier, group in sorted(rows))


def chains_held(chains: Iterable[Chain], tier: str | None, days: Iterable[date]) -> tuple[Chain, ...]:
    """Keep the minimums that may be the worker's on some days: several when tier or worker group stay open.

    A row whose source names no tier may be of any. It stands beside the rows of the worker's tier, but not
    in for them: where they are missing it would be the only amount, and perhaps that of other workers.
    """
    every, on = list(chains), list(days)
    held = [chain for chain in every if chain.held_in(on)]
    if tier is None:
        return tuple(held)
    missing = any(chain.tier for chain in every) and not any(chain.tier == tier for chain in held)
    return () if missing else tuple(chain for chain in held if chain.tier in ("", tier))
