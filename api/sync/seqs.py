"""Which numbers of a phone never came: pure arithmetic on rising ranges, both ends in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

MOST_RANGES = 1_000  # a phone with more holes than that counts wrongly; the oldest are let go

Ranges = list[list[int]]


def still_missing(missing: Sequence[Sequence[int]], highest: int, said: int, came: Collection[int]) -> Ranges:
    """Move on to what a push says: numbers up to `said` were allotted, and `came` are here or given up.

    >>> still_missing([], 0, 5, {1, 2, 4})
    [[3, 3], [5, 5]]
    >>> still_missing([[3, 3], [5, 5]], 5, 7, {5, 7})
    [[3, 3], [6, 6]]
    """
    found = [list(each) for each in missing]
    if said > highest:
        found.append([highest + 1, said])
    here = sorted(came)
    return [part for first, last in found for part in without(first, last, here)][-MOST_RANGES:]


def without(first: int, last: int, here: Sequence[int]) -> Ranges:
    """Take numbers out of a range.

    >>> without(1, 9, [1, 4, 5, 12])
    [[2, 3], [6, 9]]
    """
    parts: Ranges = []
    for number in here[bisect_left(here, first) : bisect_right(here, last)]:
        if first < number:
            parts.append([first, number - 1])
        first = number + 1
    if first <= last:
        parts.append([first, last])
    return parts


def how_many(missing: Sequence[Sequence[int]]) -> int:
    """Count the numbers in ranges.

    >>> how_many([[3, 3], [5, 9]])
    6
    """
    return sum(last - first + 1 for first, last in missing)
