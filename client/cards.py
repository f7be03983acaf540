"""Helper cards: any two of three give the recovery phrase, one alone gives nothing (docs/accounts.md).

Shamir's scheme over GF(2^8) with the polynomial 0x11b of AES, byte by byte: a line through (0, secret).
"""

import secrets
from typing import NamedTuple

from client.words import Language, from_phrase, phrase

NUMBERS = (1, 2, 3)
LENGTH = 16


class Card(NamedTuple):
    """One of three cards."""

    number: int  # x, 1 to 3
    share: bytes


class WrongCardsError(ValueError):
    """These are not two different cards with numbers 1 to 3."""


def split(secret: bytes, slopes: bytes | None = None) -> tuple[Card, Card, Card]:
    """Split 16 bytes. `slopes` is for test vectors; never give it elsewhere."""
    slopes = secrets.token_bytes(LENGTH) if slopes is None else slopes
    first, second, third = (Card(x, line(secret, slopes, x)) for x in NUMBERS)
    return first, second, third


def joined(one: Card, other: Card) -> bytes:
    """Give back the secret of two cards of one split; of two splits, sixteen bytes that mean nothing.

    >>> one, two, three = split(b"sixteen letters.")
    >>> joined(three, one)
    b'sixteen letters.'
    """
    if one.number == other.number or {one.number, other.number} - set(NUMBERS):
        raise WrongCardsError("Two different cards are needed, each with its number.")
    apart = inverse(one.number ^ other.number)
    slopes = bytes(times(apart, here ^ there) for here, there in zip(one.share, other.share, strict=True))
    return line(one.share, slopes, one.number)


def line(start: bytes, slopes: bytes, x: int) -> bytes:
    """Evaluate start + slope·x for each byte."""
    return bytes(value ^ times(slope, x) for value, slope in zip(start, slopes, strict=True))


def times(one: int, other: int) -> int:
    """Multiply in GF(2^8).

    >>> hex(times(0x57, 0x83)), hex(times(0x57, 0x13))  # FIPS 197 §4.2
    ('0xc1', '0xfe')
    """
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


def inverse(value: int) -> int:
    """Find the inverse in GF(2^8).

    >>> hex(inverse(0x53))
    '0xca'
    """
    return next(other for other in range(1, 256) if times(value, other) == 1)


def written(card: Card, language: Language) -> str:
    """Write a card: its number and 12 words."""
    return f"{card.number}: {phrase(card.share, language)}"


def read(typed: str) -> Card:
    """Read a card as it was written; the sign after the number does not matter.

    >>> read(written(Card(2, bytes(16)), "zh")) == Card(2, bytes(16))
    True
    """
    number, words = typed.strip()[:1], typed.strip()[1:].lstrip(" :：.、,-")
    if number not in {str(x) for x in NUMBERS}:
        raise WrongCardsError("A card begins with its number, 1 to 3.")
    return Card(int(number), from_phrase(words))
