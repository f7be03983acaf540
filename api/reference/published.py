"""The files a phone loads, built from the reference data: only what was read in a source."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from api.reference.files import Data
from api.reference.floors import WageRow, published_floors, published_rules, usable
from api.reference.schemas import FirstHour, FirstHourFile, Help, HelplinesFile, Line, RightsFile
from api.reference.signals import PatternsFile, expanded

AT_WORK = {"labour", "union", "legal_aid", "city", "fraud"}  # the other lines are for a person in distress


def published(data: Data) -> dict[str, dict[str, Any]]:
    """Give every published file by its name."""
    return {
        "floors": floors(data),
        "places": places(data),
        "check": expanded(data.patterns),
        "signs": signs(data.patterns),
        "help": helping(data.helplines, data.first_hour),
        "rights": rights(data.rights),
        "directory": directory(data),
        "tasks": tasks(data),
    }


def compact(body: dict[str, Any]) -> bytes:
    """Write a file in its one canonical form: what is hashed, stored and sent is the same bytes."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(body: dict[str, Any]) -> str:
    """Give the hash of a file, its version."""
    return sha256(compact(body)).hexdigest()


def plain(model: BaseModel) -> dict[str, Any]:
    """Give a model as JSON, without what is not said."""
    return model.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def floors(data: Data) -> dict[str, Any]:
    """Give what the sums of pay need, exactly as docs/sums.md names it."""
    rows = published_floors(data.wages)
    used = list(dict.fromkeys(row["source"] for row in rows))
    known = {source.id: source for source in data.wage_sources}
    return {
        "floors": [row | {"source": used.index(row["source"])} for row in rows],
        "rules": published_rules(data.rules),
        "digits": {code: n for n, codes in data.currencies.digits.items() for code in codes},
        "sources": [known[source].model_dump(exclude={"id", "kind"}) for source in used],
        "checked_on": data.rules.checked_on.isoformat(),
    }


def places(data: Data) -> dict[str, Any]:
    """Give the places a worker may pick, in the order of the file; regions only of what has a minimum."""
    groups = {row.group for row in data.wages if usable(row)}
    return {
        "groups": {name: plain(words) for name, words in data.places.groups.items() if name in groups},
        "countries": [
            {
                "id": code,
                **plain(names.model_copy(update={"regions": {}, "tiers": {}})),
                "currency": currency(code, data.wages),
                "tiers": [{"id": tier, **plain(words)} for tier, words in names.tiers.items()],
                "regions": [
                    {
                        "id": region,
                        **plain(words.model_copy(update={"tiers": {}})),
                        "tiers": [{"id": tier, **plain(its)} for tier, its in words.tiers.items()],
                    }
                    for region, words in names.regions.items()
                ],
            }
            for code, names in data.places.countries.items()
        ],
    }


def currency(country: str, rows: list[WageRow]) -> str | None:
    """Give the currency of a country's minimum, a first guess for a worker's own."""
    return next((row.currency for row in rows if row.country == country), None)


def signs(file: PatternsFile) -> dict[str, Any]:
    """Give the words for each sign: its name, why it matters, what to do."""
    return {
        "checked_on": file.checked_on.isoformat(),
        "signs": {
            pattern.id: {
                "name": plain(pattern.name),
                "why": plain(pattern.why),
                "advice": pattern.advice,
                "articles": pattern.articles,
            }
            for pattern in file.patterns
        },
        "advice": {name: plain(words) for name, words in file.advice.items()},
    }


def helping(lines: HelplinesFile, steps: FirstHourFile) -> dict[str, Any]:
    """Give whom to call and what to do first. A line or step that nobody read in a source is left out."""
    recheck = lines.checked_on + timedelta(days=lines.recheck_after_days)
    codes = list(dict.fromkeys([*lines.countries, *steps.countries]))
    nobody = Help(emergency=[], lines=[])
    by_country = {
        code: country(lines.countries.get(code, nobody), steps.countries.get(code)) for code in codes
    }
    return {
        "checked_on": lines.checked_on.isoformat(),
        "recheck_by": recheck.isoformat(),
        "general": [plain(step) for step in steps.general],
        "case_card": [plain(words) for words in steps.case_card],
        "countries": {code: found for code, found in by_country.items() if any(found.values())},
    }


def country(calls: Help, first: FirstHour | None) -> dict[str, Any]:
    """Give one country's numbers, those at work apart from those of care, and its first steps."""
    read = [line for line in calls.lines if line.read and line.numbers]
    return {
        "emergency": [plain(number) for number in calls.emergency],
        "hotlines": [numbers(line) for line in read if line.purpose in AT_WORK],
        "lines": [numbers(line) for line in read if line.purpose not in AT_WORK],
        "first_hour": [
            plain(step.model_copy(update={"read": True})) | {"within": step.within}
            for step in (first.steps if first else [])
            if step.read
        ],
        **{
            part: [plain(words) for words in (getattr(first, part) if first else [])]
            for part in ("keep", "have_ready", "traps")
        },
    }


def numbers(line: Line) -> dict[str, Any]:
    """Give one line; its hours are always named, null where none were read."""
    shown = line.model_dump(mode="json", exclude={"read", "sources"}, exclude_none=True)
    return shown | {"hours": plain(line.hours) if line.hours else None, "cost": line.cost}


def rights(file: RightsFile) -> dict[str, Any]:
    """Give the cards, each with the articles it was written from."""
    return {
        "checked_on": file.checked_on.isoformat(),
        "lawyer": file.lawyer,
        "country": file.country,
        "statutes": {name: plain(law) for name, law in file.statutes.items()},
        "cards": [plain(card) | {"articles": card.articles} for card in file.cards],
    }


def directory(data: Data) -> dict[str, Any]:
    """Give the employers that were read in a source, with a domain only where that was read too."""
    return {
        "employers": [
            {"id": row.id, "names": row.names, "kind": row.kind, "country": row.country}
            | ({"zh": row.name_zh} if row.name_zh else {})
            | ({"domain": row.domain} if row.domain and row.domain_read else {})
            | ({"closed_on": row.closed_on.isoformat()} if row.closed_on else {})
            for row in data.platforms
            if row.read
        ]
    }


def tasks(data: Data) -> dict[str, Any]:
    """Give the kinds of work with their units and what they may do to a person."""
    return {
        "families": {name: plain(words) for name, words in data.tasks.families.items()},
        "units": {name: plain(words) for name, words in data.tasks.units.items()},
        "types": [
            kind.model_dump(include={"id", "en", "zh", "family", "units", "harm", "level"})
            for kind in data.tasks.types
        ],
    }
