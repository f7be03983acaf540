"""The signs of job scams as people write them, and as both programs match them (docs/reference.md)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.reference.schemas import File, Slug, Source, Words
from api.schema import Day


class PairRule(File):
    """Signs that together weigh more than their sum."""

    all: list[Slug]
    level: Literal["caution", "danger", "stop"]


class DenialWords(File):
    """Words that deny a sign."""

    near: list[str]
    far: list[str]
    after: list[str]
    but: list[str]
    yet: list[str]


class ScamPattern(File):
    """One sign of a scam, with adverts that show it and honest ones that nearly do."""

    id: Slug
    weight: int = Field(ge=1, le=10)
    stop: bool
    name: Words
    why: Words
    advice: Slug
    articles: list[str] = Field(default=[])
    sources: list[Slug]
    signals: list[str] = Field(min_length=1)
    unless: list[str] = Field(default=[])
    hits: list[str] = Field(min_length=3)
    misses: list[str] = Field(min_length=3)


class PatternsFile(File):
    """scam_patterns.yaml."""

    checked_on: Day
    levels: dict[Literal["info", "caution", "danger", "stop"], int]
    pairs: list[PairRule]
    letters: str
    swaps: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    denials: DenialWords
    words: dict[str, str]
    advice: dict[Slug, Words]
    sources: dict[Slug, Source]
    patterns: list[ScamPattern]


def expanded(file: PatternsFile) -> dict[str, Any]:
    """Give what `api/offers/check.py` and `frontend/lib/check.ts` match with: no words for people in it."""
    return {
        "levels": file.levels,
        "pairs": [pair.model_dump() for pair in file.pairs],
        "letters": "".join(file.letters.split()),
        "swaps": file.swaps,
        "denials": {kind: "/".join(lines) for kind, lines in file.denials.model_dump().items()},
        "patterns": [
            {
                "id": pattern.id,
                "weight": pattern.weight,
                "stop": pattern.stop,
                "signals": [signal(line, file.words) for line in pattern.signals],
                "unless": "/".join(pattern.unless),
            }
            for pattern in file.patterns
        ],
    }


def signal(line: str, words: dict[str, str]) -> str:
    """Write one signal as it is published, with its lists of words filled in.

    >>> signal("@pay + 培训费/学费", {"@pay": "交/付"})
    '交/付+培训费/学费'
    """
    return "+".join(group(part.strip(), words) for part in line.split(" + "))


def group(part: str, words: dict[str, str]) -> str:
    """Fill in the lists of words of one group."""
    return "/".join(words.get(phrase, phrase) for phrase in part.split("/"))
