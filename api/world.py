"""What a service is handed of the outside world."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class World:
    """The time, and the server's own secret."""

    now: datetime  # UTC
    pepper: bytes = field(repr=False)

    @property
    def today(self) -> date:
        """Give the day, in UTC."""
        return self.now.date()
