"""How long to wait after failed sign-ins."""

from datetime import timedelta

FREE = 4  # failures without a wait
LONGEST = timedelta(hours=1)


def wait_after(failures: int) -> timedelta:
    """Give the wait after so many failures in a row: from the fifth on 2 seconds, doubled up to an hour.

    >>> [int(wait_after(failures).total_seconds()) for failures in (4, 5, 6, 15, 16, 10_000)]
    [0, 2, 4, 2048, 3600, 3600]
    """
    if failures <= FREE:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE, 20)), LONGEST)
