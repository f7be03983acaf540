"""Look for the signs of a job scam in the text of an advert, in the little language of docs/reference.md.

Pure, and mirrored by `frontend/lib/check.ts`: both are held to tests/vectors/offers/. No regular expressions
and a bounded number of tries for each phrase, so that hostile text costs little more than long text.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from api.offers.fold import STOP, Folded, fold, word
from api.schema import Output

Level = Literal["info", "caution", "danger", "stop"]
LEVELS: tuple[Level, ...] = ("info", "caution", "danger", "stop")

MOST_TRIES = 64  # places at which one phrase may begin a signal
BEFORE, AFTER, NEAR = 60, 40, 20  # how far a denial reaches, in characters
ASCII_GAP, OTHER_GAP = 40, 12  # how far apart the parts of a signal may lie


def split_phrases(value: str) -> list[str]:
    """Read `a/b`."""
    return value.split("/") if value else []


def split_signal(value: str) -> list[list[str]]:
    """Read `a/b+c/d`: first a or b, then c or d."""
    return [group.split("/") for group in value.split("+")]


Phrases = Annotated[list[str], BeforeValidator(split_phrases, json_schema_input_type=str)]
Signal = Annotated[list[list[str]], BeforeValidator(split_signal, json_schema_input_type=str)]


class Pair(Output):
    """Signs that together weigh more than their sum."""

    all: list[str]
    level: Level


class Denials(Output):
    """Words with which an honest advert denies a sign; see docs/reference.md."""

    near: Phrases
    far: Phrases
    after: Phrases
    but: Phrases
    yet: Phrases


class Pattern(Output):
    """One sign: rows of groups of phrases, and phrases that excuse it in the same sentence."""

    id: str
    weight: int
    stop: bool  # alone gives the highest level
    signals: list[Signal]
    unless: Phrases


class Patterns(Output):
    """What an advert is checked against: the part of check.json that needs no words."""

    levels: dict[Level, int]
    pairs: list[Pair]
    letters: str  # pairs of characters: from, to
    swaps: list[tuple[str, str]]
    denials: Denials
    patterns: list[Pattern]


class Hit(Output):
    """A sign that was found: the pattern's own words, and where they begin (in code points of the text)."""

    id: str
    words: list[str]
    at: int


class Verdict(Output):
    """How bad it looks. `info` means that nothing known was found, which is never the same as safe."""

    level: Level
    score: int
    hits: list[Hit]


def check(text: str, patterns: Patterns) -> Verdict:
    """Judge an advert by the signs that it shows and does not deny."""
    folded = fold(text, patterns.letters, patterns.swaps)
    hits = [hit for pattern in patterns.patterns if (hit := first_hit(folded, pattern, patterns.denials))]
    by_id = {pattern.id: pattern for pattern in patterns.patterns}
    score = sum(by_id[hit.id].weight for hit in hits)
    if any(by_id[hit.id].stop for hit in hits):
        return Verdict(level="stop", score=score, hits=hits)
    reached = [level for level in LEVELS if score >= patterns.levels[level]]
    found = {hit.id for hit in hits}
    reached += [pair.level for pair in patterns.pairs if found.issuperset(pair.all)]
    return Verdict(level=max(reached, key=LEVELS.index, default="info"), score=score, hits=hits)


def first_hit(folded: Folded, pattern: Pattern, denials: Denials) -> Hit | None:
    """Find the first place where the text shows a sign and does not deny it."""
    for signal in pattern.signals:
        for words, starts in spans(folded.text, signal):
            if not excused(folded.text, words, starts, pattern.unless, denials):
                return Hit(id=pattern.id, words=words, at=folded.at[starts[0]])
    return None


def spans(text: str, signal: list[list[str]]) -> Iterator[tuple[list[str], list[int]]]:
    """Give the phrases and places where all groups of a signal follow one another within a sentence."""
    for phrase in signal[0]:
        start = -1
        for _ in range(MOST_TRIES):
            start = seek(text, phrase, start + 1, len(text))
            if start < 0:
                break
            words, starts = [phrase], [start]
            for group in signal[1:]:
                place, found = following(text, group, starts[-1] + width(words[-1]))
                words.append(found)
                starts.append(place)
                if not found:
                    break
            if words[-1] and STOP not in text[start : starts[-1]]:
                yield words, starts


def following(text: str, group: list[str], begin: int) -> tuple[int, str]:
    """Find the nearest phrase of a group after a position; "" if there is none within reach."""
    nearest, found = len(text), ""
    for phrase in group:
        gap = ASCII_GAP if phrase < "\x80" else OTHER_GAP
        start = seek(text, phrase, begin, min(len(text), begin + gap + width(phrase)))
        if 0 <= start < nearest:
            nearest, found = start, phrase
    return nearest, found


def width(phrase: str) -> int:
    """Give how many characters a phrase covers; its `*` stands for none."""
    return len(phrase) - phrase.endswith("*")


def seek(text: str, phrase: str, begin: int, end: int) -> int:
    """Find a phrase, as a whole word where it is one of a language with spaces; -1 if it is not there."""
    bare = phrase[: width(phrase)]
    open_end = bare != phrase or not word(bare[-1])
    while (start := text.find(bare, begin, end)) >= 0:
        stop = start + len(bare)
        if (not word(bare[0]) or start == 0 or not word(text[start - 1])) and (
            open_end or stop == len(text) or not word(text[stop])
        ):
            return start
        begin = start + 1
    return -1


def excused(text: str, words: list[str], starts: list[int], unless: list[str], denials: Denials) -> bool:
    """Say whether the sentence around a hit denies it or makes it harmless."""
    start, end = starts[0], starts[-1] + width(words[-1])
    head = text[max(0, start - BEFORE) : start].rsplit(STOP, 1)[-1]
    tail = text[end : end + AFTER].split(STOP, 1)[0]
    sentence = head + text[start:end] + tail
    if any(seek(sentence, phrase, 0, len(sentence)) >= 0 for phrase in unless):
        return True
    if any(seek(tail, phrase, 0, len(tail)) >= 0 for phrase in denials.after):
        return True
    voids = denials.but + denials.yet
    return denied(head, denials.far, denials.yet) or any(
        denied(clause(text, place), denials.near, voids) for place in starts
    )


def clause(text: str, place: int) -> str:
    """Give what stands before a place in its own clause."""
    return text[max(0, place - NEAR) : place].rsplit(STOP, 1)[-1].rsplit(",", 1)[-1]


def denied(head: str, words: list[str], voids: list[str]) -> bool:
    """Say whether a denial stands in front of a hit, and nothing between them turns it to something else.

    A denial of one character must touch the hit or begin a list (无押金、会员费).
    """
    for phrase in words:
        last = start = -1
        while (start := seek(head, phrase, start + 1, len(head))) >= 0:
            last = start
        rest = head[last + width(phrase) :]
        if last < 0 or any(seek(rest, void, 0, len(rest)) >= 0 for void in voids):
            continue
        if len(phrase) > 1 or not rest or "、" in rest:
            return True
    return False
