"""Whose deliveries are sent next, so that nobody waits for an endpoint that is slow or fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

TAKEN_FOR = timedelta(seconds=60)  # well over the longest try
SLOW_AFTER = timedelta(seconds=1)
MOST_AT_ONCE = 4  # to one endpoint, over all senders


@dataclass(frozen=True)
class Lane:
    """What is known of an endpoint that works when something for it is due."""

    fails: bool  # nothing has got through lately
    under_way: int = 0
    first_until: datetime | None = None  # when the oldest of them may be taken by another sender

    def room(self, now: datetime) -> int:
        """Say how many deliveries may be begun: none beside one that is slow, one if the endpoint fails.

        >>> now = datetime(2026, 11, 11, 4, 41)
        >>> Lane(fails=False).room(now), Lane(fails=True).room(now)
        (4, 1)
        >>> Lane(fails=False, under_way=1, first_until=now + timedelta(seconds=58)).room(now)
        0
        """
        if self.first_until is not None and self.first_until <= now + TAKEN_FOR - SLOW_AFTER:
            return 0
        return max(0, (1 if self.fails else MOST_AT_ONCE) - self.under_way)


@dataclass
class Places:
    """How many tries a sender can begin, and how many of them at endpoints that fail."""

    all: int
    failing: int


def chosen(
    due: Iterable[tuple[UUID, UUID]], lanes: dict[UUID, Lane], places: Places, now: datetime
) -> list[UUID]:
    """Choose from what is due: (delivery, endpoint), every endpoint's first before any one's second."""
    left = {endpoint: lane.room(now) for endpoint, lane in lanes.items()}
    free = {True: min(places.failing, places.all), False: places.all}
    found: list[UUID] = []
    for delivery, endpoint in due:
        fails = lanes[endpoint].fails
        if len(found) < places.all and left[endpoint] and free[fails] > 0:
            left[endpoint] -= 1
            free[fails] -= 1
            found.append(delivery)
    return found
