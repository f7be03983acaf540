"""Figures that move in steps only, and the rounding of what is shown."""

K = 5  # fewer workers than this are never told of, nor is a change by fewer
NEEDED = 50  # active workers below which nothing is published
TENS = 10


def moved(true: int, base: int | None) -> int | None:
    """Say what a figure is now, given what it was when it last moved; None: it must be hidden.

    It stays until the true count is 5 or more away from that. So it may still include up to 4 who have left.

    >>> moved(16, 12), moved(17, 12), moved(8, 12), moved(7, 12)
    (12, 17, 12, 7)
    >>> moved(4, None), moved(5, None), moved(4, 9), moved(4, 8)
    (None, 5, None, 8)
    """
    if base is not None and abs(true - base) < K:
        return base
    return true if true >= K else None


def rounded(workers: int, to: int = K) -> int:
    """Round to the nearest multiple, halves up.

    >>> [rounded(workers) for workers in (5, 7, 8, 12, 13)]
    [5, 5, 10, 10, 15]
    """
    return (workers + to // 2) // to * to


def enough(active: int, base: int | None, *, after_too_few: bool) -> bool:
    """Tell whether a window is published; `base` is what the total was when it was last published, if ever.

    Crossing the line tells no more than any figure does: down in a step of 5, and up again only from 55.

    >>> enough(50, None, after_too_few=True), enough(49, None, after_too_few=False)
    (True, False)
    >>> enough(46, 50, after_too_few=False), enough(45, 50, after_too_few=False)
    (True, False)
    >>> enough(54, 50, after_too_few=True), enough(55, 50, after_too_few=True)
    (False, True)
    """
    if base is None:
        return active >= NEEDED
    if after_too_few:
        return active >= NEEDED + K
    return (moved(active, base) or 0) >= NEEDED


def too_few(true: int, base: int | None) -> int:
    """Say what the number of active workers is remembered as while they are too few: it moves in tens.

    >>> too_few(41, None), too_few(49, 41), too_few(31, 41)
    (41, 41, 31)
    """
    return base if base is not None and abs(true - base) < TENS else true


def tens(workers: int) -> int:
    """Cut to tens under what is needed: too few, as 54 may be, are never said to be 50 of 50.

    >>> tens(49), tens(30), tens(9), tens(54)
    (40, 30, 0, 40)
    """
    return min(workers, NEEDED - 1) // TENS * TENS
