"""Passphrases and recovery phrases as people type them (docs/accounts.md, Names and keys)."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Literal

from mnemonic import Mnemonic

Language = Literal["en", "zh"]
LISTS: dict[Language, str] = {"en": "english", "zh": "chinese_simplified"}
# Unicode's White_Space, and what keyboards make of a hyphen
BETWEEN = re.compile(
    r"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2010-\u2015\u2212-]+"
)
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")  # not numbers: people copy "1. apple"
LONGEST = 1024  # characters, before anything is done with them
GENERATED = 5  # words of 11 bits
SHORTEST = 12  # characters of a passphrase of one's own
COMMON = re.compile(
    "password|passphrase|passwort|qwert(?:y(?:uiop)?|z)?|asdf(?:gh(?:jkl)?)?|zxcv(?:bnm)?|letmein|iloveyou|welcome"
    "|woaini|secret|administrator|admin|gongyou|abcd?|hello|dragon|monkey|sunshine|我爱你|密码|你好|工友"
)


class BadPhraseError(ValueError):
    """These are not the 12 words of a phrase or card: one is unknown, or they do not fit together."""


class OddPassphraseError(ValueError):
    """A passphrase that no keyboard types: too long, or with control characters."""


def normal(passphrase: str) -> str:
    """Write a passphrase as keys are derived from it.

    >>> normal("  Apple-River  WINDOW - stone\u3000tiger ")
    'apple river window stone tiger'
    >>> normal("Apple-River is MINE")
    'Apple River is MINE'
    """
    if len(passphrase) > LONGEST or any(map(is_odd, passphrase)):
        raise OddPassphraseError("A passphrase has at most 1,024 characters, and no control characters.")
    spaced = BETWEEN.sub(" ", unicodedata.normalize("NFKC", passphrase)).strip(" ")
    words = apart(spaced.lower())
    return " ".join(words) if is_generated(words) else spaced


def is_odd(letter: str) -> bool:
    """Tell a control character or half a character from what can be typed."""
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\t\n\r"


def apart(text: str) -> list[str]:
    """Split into words; of Chinese, each character is one, with or without spaces."""
    letters = text.replace(" ", "")
    return list(letters) if letters and set(letters) <= known("zh") else text.split(" ")


def is_generated(words: list[str]) -> bool:
    """Tell whether these are five words of one list, as the app makes them."""
    return len(words) == GENERATED and any(set(words) <= known(language) for language in LISTS)


def why_not(passphrase: str) -> Literal["short", "common"] | None:
    """Say what is wrong with a passphrase of one's own; a generated one is fine.

    Common: fewer than 4 different letters or steps between them are left without figures and usual words.

    >>> why_not("zebra"), why_not("password123456789"), why_not("abababababababab")
    ('short', 'common', 'common')
    >>> why_not("my aunt sells blue eels"), why_not("\u7684\u4e00\u662f\u5728\u4e0d")
    (None, None)
    """
    typed = normal(passphrase)
    if is_generated(typed.split(" ")):
        return None
    if len(typed) < SHORTEST:
        return "short"
    plain = COMMON.sub("", re.sub(r"[\W\d_]", "", typed.lower()))
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return "common" if len(set(plain)) < 4 or len(steps) < 4 else None


def new_passphrase(language: Language, draw: Callable[[int], int] = secrets.randbelow) -> str:
    """Make a passphrase of five words, 55 bits."""
    words = book(language).wordlist
    return " ".join(words[draw(len(words))] for _ in range(GENERATED))


def phrase(secret: bytes, language: Language) -> str:
    """Write 16 bytes as 12 words.

    >>> phrase(bytes(16), "en")
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
    """
    return str(book(language).to_mnemonic(secret))


def from_phrase(typed: str) -> bytes:
    """Read the 16 bytes behind 12 words of either list; raise `BadPhraseError` when a word was mistaken."""
    words = WORD.findall(unicodedata.normalize("NFKC", typed).lower())
    for language in LISTS:
        if len(words) == 12 and set(words) <= known(language):
            try:
                return bytes(book(language).to_entropy(words))
            except ValueError:  # the check bits
                break
    raise BadPhraseError("These 12 words are not a phrase: look at each again.")


@cache
def book(language: Language) -> Mnemonic:
    """Open a BIP 39 list."""
    return Mnemonic(LISTS[language])


@cache
def known(language: Language) -> frozenset[str]:
    """Give the words of a list as a set."""
    return frozenset(book(language).wordlist)
