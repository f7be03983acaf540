"""Bring the text of an advert into one plain form, whatever was done to hide its words."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

STOP = "。"  # ends a sentence in folded text
KEPT = "$€£%+'-.@:,、"
DROPPED = frozenset({"Cf", "Mn", "Me", "Cs", "Co", "Cn"})  # invisible, or no character at all


class Folded(NamedTuple):
    """Text without its tricks, and for each character where it came from."""

    text: str
    at: list[int]


def fold(text: str, pairs: str, swaps: Sequence[tuple[str, str]]) -> Folded:
    """Undo what hides words: widths, spaces inside words, emoji, traditional characters, evasive spellings.

    Numbers become `#`, all ends of sentences `。`.

    >>> fold("先 交 培訓費 398 元！", "訓训費费", []).text
    '先交培训费#元。'
    """
    letters = dict(zip(pairs[::2], pairs[1::2], strict=True))
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
    for old, new in swaps:
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
