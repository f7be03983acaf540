"""The legal minimums and each country's rules, and what of them is published: only what was read."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from api.reference.schemas import Country, File, Region, Slug, Source, or_none
from api.schema import Amount, Currency, Day

GOOD_FOR = timedelta(days=183)  # after that an amount proves only "below"
Status = Literal["ok", "partial", "lower_bound", "superseded", "future", "proposed"]
Part = Literal["hour", "day", "month", "since"]


def parts(value: object) -> object:
    """Read `hour;month` as a set."""
    return frozenset(filter(None, value.split(";"))) if isinstance(value, str) else value


Cell = Annotated[Amount | None, BeforeValidator(or_none)]


class WageRow(File):
    """One legal minimum; `read` names the cells that were seen in the source, the rest is not to be used."""

    country: Country
    region: Region
    tier: str = Field(pattern="^[A-Za-z0-9_]{0,16}$")
    group: Slug
    currency: Currency
    hour: Cell
    hour_kind: Annotated[Literal["part_time", "all"] | None, BeforeValidator(or_none)]
    day: Cell
    month: Cell
    since: Day
    status: Status
    read: Annotated[frozenset[Part], Field(strict=False), BeforeValidator(parts)]
    source: Annotated[str | None, BeforeValidator(or_none)]
    seen_on: Annotated[Day | None, BeforeValidator(or_none)]
    note: str

    def amount(self, part: Literal["hour", "day", "month"]) -> Decimal | None:
        """Give an amount only if it was read in its source."""
        value: Decimal | None = getattr(self, part)
        return value if part in self.read else None


class WageSource(Source):
    """A source of minimum wages, and what kind of text it is."""

    id: Slug
    kind: Slug


class PartTime(File):
    """How much work a day and a week still counts as part-time."""

    day_minutes: int
    week_minutes: int


class Rule(File):
    """What one country's law says about time; null where nothing was read."""

    hours_per_month: Amount | None = None
    hours_per_day: Amount | None = None
    day_minutes: int | None = None
    week_minutes: int | None = None
    part_time: PartTime | None = None
    insurance: dict[Region, Literal["inside", "on_top"]] = Field(default={})
    paperwork: bool | None = None
    travel: bool | None = None
    articles: list[str] = Field(default=[])
    sources: list[Source] = Field(min_length=1)


class RulesFile(File):
    """rules.yaml."""

    checked_on: Day
    good_for_days: int
    countries: dict[Country, Rule]


def published_floors(rows: Sequence[WageRow]) -> list[dict[str, Any]]:
    """Give the minimums that were read, each with the last day on which it holds (docs/sums.md)."""
    return [floor(row, successor(row, rows)) for row in rows if usable(row)]


def usable(row: WageRow) -> bool:
    """Say whether a row may be shown: an amount of it was read, and it is more than a proposal."""
    return row.status != "proposed" and bool(row.read & {"hour", "day", "month"})


def successor(row: WageRow, rows: Sequence[WageRow]) -> WageRow | None:
    """Find the row that replaces this one: of its tier and group, or of its region if those were redrawn."""
    later = [
        other
        for other in rows
        if usable(other)
        and (other.country, other.region) == (row.country, row.region)
        and other.since > row.since
    ]
    own = [other for other in later if (other.tier, other.group) == (row.tier, row.group)]
    if not own and row.status != "superseded":
        return None
    return min(own or later, key=lambda other: other.since, default=None)


def floor(row: WageRow, after: WageRow | None) -> dict[str, Any]:
    """Give one minimum as both programs compute with it; amounts are decimal strings."""
    hour, day, month = (written(row.amount(part)) for part in ("hour", "day", "month"))
    return {
        "id": ":".join((row.region, row.tier, row.group, row.since.isoformat())),
        "country": row.country,
        "region": row.region,
        "tier": row.tier,
        "group": None if row.group == "all" else row.group,
        "currency": row.currency,
        "hour": hour,
        "hour_kind": row.hour_kind if hour else None,
        "day": day,
        "month": month,
        "since": row.since.isoformat(),
        "until": (after.since - timedelta(days=1)).isoformat() if after else None,
        "proves": proves(row, after),
        "trusted_until": trusted_until(row.seen_on).isoformat(),
        "status": row.status,
        "source": row.source,
    }


def proves(row: WageRow, after: WageRow | None) -> Literal["both", "below"]:
    """Say what an amount can prove: an older one may have been raised before the day we know of."""
    if row.status == "ok":
        return "both"
    replaced_on_a_known_day = after is not None and "since" in after.read
    same = after is not None and (after.tier, after.group) == (row.tier, row.group)
    return "both" if row.status == "superseded" and replaced_on_a_known_day and same else "below"


def trusted_until(seen_on: date | None) -> date:
    """Give the day after which an amount counts as old; one that nobody has seen was never trusted."""
    return seen_on + GOOD_FOR if seen_on else date.min


def written(amount: Decimal | None) -> str | None:
    """Write an amount as its shortest decimal string.

    >>> written(Decimal("27.70"))
    '27.7'
    """
    return f"{amount.normalize():f}" if amount is not None else None


def published_rules(file: RulesFile) -> dict[str, Any]:
    """Give each country's rule; null where nothing was read."""
    until = (file.checked_on + timedelta(days=file.good_for_days)).isoformat()
    return {
        country: {
            "hours_per_month": written(rule.hours_per_month),
            "hours_per_day": written(rule.hours_per_day),
            "day_minutes": rule.day_minutes,
            "week_minutes": rule.week_minutes,
            "part_time": rule.part_time.model_dump() if rule.part_time else None,
            "insurance": rule.insurance,
            "counts": {"paperwork": rule.paperwork, "travel": rule.travel},
            "trusted_until": until,
            "articles": rule.articles,
        }
        for country, rule in file.countries.items()
    }
