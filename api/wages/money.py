"""Exact money: fractions of minor units until a line is rounded once, half up (docs/sums.md, Numbers)."""

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction) -> int:
    """Round to a whole minor unit, half away from zero, so that half a cent is never the worker's loss.

    >>> rounded(Fraction(833, 2)), rounded(Fraction(-833, 2)), rounded(Fraction(1249, 3))
    (417, -417, 416)
    """
    whole, rest = divmod(abs(value.numerator), value.denominator)
    up = whole + (2 * rest >= value.denominator)
    return up if value >= 0 else -up


def in_minor(amount: Decimal, digits: int) -> Fraction:
    """Turn an amount in whole currency units into minor units, exactly.

    >>> in_minor(Decimal("0.0833"), 2), in_minor(Decimal("25500"), 0)
    (Fraction(833, 100), Fraction(25500, 1))
    """
    return Fraction(amount) * Fraction(10**digits)


def shortest(amount: Decimal) -> str:
    """Write an amount without trailing zeros, so that equal prices look equal.

    >>> shortest(Decimal("20.00")), shortest(Decimal("100")), shortest(Decimal("0.080"))
    ('20', '100', '0.08')
    """
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def an_hour(minor: Fraction | int, minutes: int) -> int:
    """Say what money over minutes makes an hour, rounded once, for display only.

    >>> an_hour(16000, 540)
    1778
    """
    return rounded(Fraction(minor) * 60 / minutes)
