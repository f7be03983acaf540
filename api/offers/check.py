"""Look for the signs of a job scam in the text of an advert, in the little language of docs/reference.md.

Pure, and mirrored by `frontend/lib/check.ts`: both are held to tests/vectors/offers/. No regular expressions
and a bounded number of tries for each phrase, so that hostile text costs little more than long text.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from api.schema import Output

Level = Literal["info", "caution", "danger", "stop"]
LEVELS: tuple[Level, ...] = ("info", "caution", "danger", "stop")

STOP = "。"  # ends a sentence in folded text
KEPT = "$€£%+'-.@:,、"
DROPPED = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})  # invisible, or no character at all
MOST_TRIES = 64  # places at which one phrase may begin a signal
BEFORE, AFTER, NEAR = 60, 40, 20  # how far a denial reaches, in characters
ASCII_GAP, OTHER_GAP = 40, 12  # how far apart the parts of a signal may lie


class Pair(Output):
    """Signs that together weigh more than their sum."""

    all: list[str]
    level: Level


class Denials(Output):
    """Words with which an honest advert denies a sign; see docs/reference.md."""

    near: list[str]
    far: list[str]
    after: list[str]
    but: list[str]
    yet: list[str]


class Pattern(Output):
    """One sign: rows of groups of phrases, and phrases that excuse it in the same sentence."""

    id: str
    weight: int
    stop: bool  # alone gives the highest level
    signals: list[list[list[str]]]
    unless: list[str]


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


class Folded(NamedTuple):
    """Text without its tricks, and for each character where it came from."""

    text: str
    at: list[int]


def check(text: str, patterns: Patterns) -> Verdict:
    """Judge an advert by the signs that it shows and does not deny."""
    folded = fold(text, patterns)
    hits = [hit for pattern in patterns.patterns if (hit := first_hit(folded, pattern, patterns.denials))]
    by_id = {pattern.id: pattern for pattern in patterns.patterns}
    score = sum(by_id[hit.id].weight for hit in hits)
    if any(by_id[hit.id].stop for hit in hits):
        return Verdict(level="stop", score=score, hits=hits)
    reached = [level for level in LEVELS if score >= patterns.levels[level]]
    found = {hit.id for hit in hits}
    reached += [pair.level for pair in patterns.pairs if found.issuperset(pair.all)]
    return Verdict(level=max(reached, key=LEVELS.index, default="info"), score=score, hits=hits)


def fold(text: str, patterns: Patterns) -> Folded:
    """Undo what hides words: widths, spaces inside words, emoji, traditional characters, evasive spellings.

    Numbers become `#`, all ends of sentences `。`.
    """
    letters = dict(zip(patterns.letters[::2], patterns.letters[1::2], strict=True))
    known: dict[str, str] = {}
    chars: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text):
        if char not in known:
            known[char] = plain_char(char, letters)
        for one in known[char]:
            chars.append(one)
            at.append(index)
    folded = without_gaps(chars, at)
    for old, new in patterns.swaps:
        folded = swapped(folded, old, new)
    return folded


def plain_char(char: str, letters: dict[str, str]) -> str:
    """Give the characters that stand for one character of the text: none, a space, or its plain form."""
    plain = ""
    for one in unicodedata.normalize("NFKC", letters.get(char, char)).lower():
        mapped = letters.get(one, one)
        if mapped in "。!?;\n\r…":
            plain += STOP
        elif mapped in "'’‘":
            plain += "'"
        elif mapped in KEPT or mapped.isalnum():
            plain += mapped
        elif unicodedata.category(mapped) not in DROPPED:
            plain += " "
    return plain


def without_gaps(chars: list[str], at: list[int]) -> Folded:
    """Drop what stands between Chinese characters and turn numbers into `#`."""
    out: list[str] = []
    where: list[int] = []
    index, size = 0, len(chars)
    while index < size:
        end = index + 1
        char = chars[index]
        before, after = (out[-1] if out else STOP), (chars[end] if end < size else STOP)
        if "0" <= char <= "9":
            end = number_end(chars, index)
            char = "0" if end == index + 1 and char == "0" else "#"
        elif char == " " and (before == " " or wide(before) or wide(after) or after == STOP):
            char = ""
        elif char in ".-'" and not word(after):
            char = "" if wide(before) and wide(after) else STOP if char == "." else " "
        if char:
            out.append(char)
            where.append(at[index])
        index = end
    return Folded("".join(out), where)


def number_end(chars: Sequence[str], start: int) -> int:
    """Give the end of the number that starts here; `1,000.50` is one number."""
    end = start + 1
    while end < len(chars):
        if "0" <= chars[end] <= "9":
            end += 1
        elif chars[end] in ".," and end + 1 < len(chars) and "0" <= chars[end + 1] <= "9":
            end += 2
        else:
            break
    return end


def wide(char: str) -> bool:
    """Say whether a character is written without spaces around it, as Chinese is."""
    return char >= "\u2e80" and char not in "。、"


def word(char: str) -> bool:
    """Say whether a character is part of a word that spaces set apart, as English is."""
    return "a" <= char <= "z" or "0" <= char <= "9"


def swapped(folded: Folded, old: str, new: str) -> Folded:
    """Replace an evasive spelling; what replaces it lies where it lay."""
    start = folded.text.find(old)
    if start < 0:
        return folded
    out: list[str] = []
    at: list[int] = []
    done = 0
    while start >= 0:
        out += [folded.text[done:start], new]
        at += folded.at[done:start] + [folded.at[start]] * len(new)
        done = start + len(old)
        start = folded.text.find(old, done)
    return Folded("".join(out) + folded.text[done:], at + folded.at[done:])


def first_hit(folded: Folded, pattern: Pattern, denials: Denials) -> Hit | None:
    """Find the first place where the text shows a sign and does not deny it."""
    for signal in pattern.signals:
        for start, end, words in spans(folded.text, signal):
            if not excused(folded.text, start, end, pattern.unless, denials):
                return Hit(id=pattern.id, words=words, at=folded.at[start])
    return None


def spans(text: str, signal: list[list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Give the places where all groups of a signal follow one another within a sentence."""
    for phrase in signal[0]:
        start = -1
        for _ in range(MOST_TRIES):
            start = seek(text, phrase, start + 1, len(text))
            if start < 0:
                break
            end, words = start + width(phrase), [phrase]
            for group in signal[1:]:
                end, found = following(text, group, end)
                if not found:
                    break
                words.append(found)
            else:
                if STOP not in text[start:end]:
                    yield start, end, words


def following(text: str, group: list[str], begin: int) -> tuple[int, str]:
    """Give the end of the nearest phrase of a group after a position, and the phrase; "" if there is none."""
    nearest, found = len(text), ""
    for phrase in group:
        gap = ASCII_GAP if phrase < "\x80" else OTHER_GAP
        start = seek(text, phrase, begin, min(len(text), begin + gap + width(phrase)))
        if 0 <= start < nearest:
            nearest, found = start, phrase
    return nearest + width(found), found


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


def excused(text: str, start: int, end: int, unless: list[str], denials: Denials) -> bool:
    """Say whether the sentence around a hit denies it or makes it harmless."""
    head = text[max(0, start - BEFORE) : start].rsplit(STOP, maxsplit=1)[-1]
    tail = text[end : end + AFTER].split(STOP, maxsplit=1)[0]
    sentence = head + text[start:end] + tail
    if any(seek(sentence, phrase, 0, len(sentence)) >= 0 for phrase in unless):
        return True
    if any(seek(tail, phrase, 0, len(tail)) >= 0 for phrase in denials.after):
        return True
    clause = head.split(",")[-1][-NEAR:]
    return denied(clause, denials.near, denials.but + denials.yet) or denied(head, denials.far, denials.yet)


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
