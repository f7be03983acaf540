"""What must be true of the reference data beyond its schemas; a complaint stops the start."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pydantic import ValidationError

from api.offers.check import Patterns
from api.offers.check import check as judge
from api.reference.files import Data, read
from api.reference.floors import WageRow, published_floors, usable
from api.reference.schemas import Line
from api.reference.signals import ScamPattern, expanded

MAINLAND = 31  # provinces, autonomous regions and municipalities


def check() -> list[str]:
    """Read every shipped file and give what is wrong with it, in words; nothing wrong: an empty list."""
    try:
        data = read()
    except ValidationError as error:
        return [
            f"reference data: {error.title}: {problem['loc']} {problem['msg']}" for problem in error.errors()
        ]
    return list(complaints(data))


def complaints(data: Data) -> Iterator[str]:
    """Give every complaint about the data."""
    yield from wage_rows(data)
    yield from china(data)
    yield from raised(data)
    yield from names(data)
    yield from calls(data)
    yield from cards(data)
    yield from adverts(data)


def wage_rows(data: Data) -> Iterator[str]:
    """Ask of a row that was read a source, a day it was seen on and all its cells; of another, none."""
    sources = {source.id for source in data.wage_sources}
    for number, row in enumerate(data.wages, 2):
        where = f"minimum_wages.csv line {number}"
        if bool(row.read) != bool(row.source) or bool(row.read) != bool(row.seen_on):
            yield f"{where}: what was read needs a source and a day, and the rest has neither"
        if row.source and row.source not in sources:
            yield f"{where}: unknown source {row.source}"
        amounts = {"hour": row.hour, "day": row.day, "month": row.month}
        if not any(amounts.values()):
            yield f"{where}: no amount"
        if any(amount is not None and amount <= 0 for amount in amounts.values()):
            yield f"{where}: an amount is not above zero"
        if any(amounts.get(part, row.since) is None for part in row.read):
            yield f"{where}: a cell counts as read but is empty"
        if (row.hour is None) != (row.hour_kind is None):
            yield f"{where}: an hour amount and its kind belong together"
    ids = Counter(row["id"] for row in published_floors(data.wages))
    yield from (f"minimum_wages.csv: {name} stands there twice" for name, count in ids.items() if count > 1)


def china(data: Data) -> Iterator[str]:
    """Ask for a month and an hour amount of all 31 mainland regions, falling from the first tier down."""
    current = [row for row in data.wages if row.country == "CN" and row.status == "ok"]
    regions = {row.region for row in current}
    if len(regions) != MAINLAND or regions != set(data.places.countries["CN"].regions):
        yield f"minimum_wages.csv: {len(regions)} mainland regions"
    for row in current:
        if row.hour is None or row.month is None or {"hour", "month"} - row.read:
            yield f"minimum_wages.csv: {row.region} {row.tier} lacks an amount"
        elif not Decimal(85) <= row.month / row.hour <= Decimal(125):
            yield f"minimum_wages.csv: {row.region} {row.tier}: month and hour do not fit"
    for region in sorted(regions):
        tiers = sorted((r for r in current if r.region == region and r.tier.isdigit()), key=lambda r: r.tier)
        if any((upper.month or 0) <= (lower.month or 0) for upper, lower in pairwise(tiers)):
            yield f"minimum_wages.csv: the tiers of {region} do not fall"


def raised(data: Data) -> Iterator[str]:
    """Ask of a newer amount that it is above the one it replaced."""
    for old in (row for row in data.wages if row.status == "superseded"):
        for new in data.wages:
            if same_chain(old, new) and new.since > old.since and (new.month or 0) <= (old.month or 0):
                yield f"minimum_wages.csv: {new.region} {new.tier} fell on {new.since}"


def same_chain(one: WageRow, other: WageRow) -> bool:
    """Say whether two rows follow one another."""
    return (one.region, one.tier, one.group) == (other.region, other.tier, other.group)


def names(data: Data) -> Iterator[str]:
    """Ask for one number of digits for each currency, and words for each place, tier and group."""
    digits = Counter(code for codes in data.currencies.digits.values() for code in codes)
    yield from (f"currencies.yaml: {code} stands there twice" for code, count in digits.items() if count > 1)
    for row in filter(usable, data.wages):
        if row.currency not in digits:
            yield f"currencies.yaml: {row.currency} is missing"
        if row.group not in data.places.groups:
            yield f"places.yaml: no words for group {row.group}"
        country = data.places.countries.get(row.country)
        region = country and (country if row.region == row.country else country.regions.get(row.region))
        if region is None:
            yield f"places.yaml: {row.country} {row.region} is missing"
        elif row.status != "superseded" and row.tier and row.tier not in region.tiers:
            yield f"places.yaml: {row.region} has no tier {row.tier}"
    yield from (
        f"places.yaml: {c.en} has no Chinese name" for c in data.places.countries.values() if not c.zh
    )


def calls(data: Data) -> Iterator[str]:
    """Ask of a line or step that it says where it was read, and of China's that they are in Chinese."""
    for code, country in data.helplines.countries.items():
        for line in country.lines:
            yield from line_wrong(line, code)
    for code, first in data.first_hour.countries.items():
        if not first.sources:
            yield f"scam_first_hour.yaml: {code} has no source"
        if code == "CN" and not all(step.action.zh for step in first.steps):
            yield "scam_first_hour.yaml: a step of China has no Chinese text"


def line_wrong(line: Line, country: str) -> Iterator[str]:
    """Give what is wrong with one line; round the clock is claimed only where those hours were read."""
    if line.read and not line.sources:
        yield f"helplines.yaml: {line.id} has no source"
    if line.always_open and (line.hours is None or line.hours.en != "24/7"):
        yield f"helplines.yaml: {line.id} is not known to be always open"
    if country == "CN" and not line.name.zh:
        yield f"helplines.yaml: {line.id} has no Chinese name"


def cards(data: Data) -> Iterator[str]:
    """Ask of every card that it is in both languages and cites a known statute."""
    for card in data.rights.cards:
        if not (card.title.zh and card.text.zh and card.do.zh):
            yield f"rights.yaml: {card.id} is not in Chinese"
        for article in card.articles:
            if article.split()[0] not in data.rights.statutes:
                yield f"rights.yaml: {card.id} cites {article}"


def adverts(data: Data) -> Iterator[str]:
    """Ask of each sign that it is found in its own examples, and that no honest text alarms."""
    rules = Patterns.model_validate(expanded(data.patterns))
    for pattern in data.patterns.patterns:
        yield from references(pattern, data)
        for text in pattern.hits:
            if pattern.id not in {hit.id for hit in judge(text, rules).hits}:
                yield f"scam_patterns.yaml: {pattern.id} does not see its own example {text}"
        for text in pattern.misses:
            if judge(text, rules).level != "info":
                yield f"scam_patterns.yaml: the honest text of {pattern.id} alarms: {text}"


def references(pattern: ScamPattern, data: Data) -> Iterator[str]:
    """Ask of a sign that its advice and sources exist and that its signals are written as signals are."""
    if pattern.advice not in data.patterns.advice or set(pattern.sources) - set(data.patterns.sources):
        yield f"scam_patterns.yaml: {pattern.id} names advice or a source that is not there"
    for part in (*pattern.signals, *pattern.unless):
        if part != part.lower() or not all(phrase.strip() for phrase in part.replace("+", "/").split("/")):
            yield f"scam_patterns.yaml: {pattern.id}: {part} is not written as signals are"
