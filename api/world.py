"""What a service is handed of the outside world."""

from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Event


@dataclass(frozen=True)
class World:
    """The time, the server's own secret, and whether it may call itself."""

    now: datetime  # UTC
    pepper: bytes = field(repr=False)
    calls_loopback: bool = False  # GONGYOU_WEBHOOKS_TO_LOOPBACK: for development, never on a host
    ending: Event = field(default_factory=Event, compare=False, repr=False)  # set when the service ends

    @property
    def today(self) -> date:
        """Give the day, in UTC."""
        return self.now.date()
