"""Releases: freeze what is due, and read what was frozen."""

from api.statistics.frozen import Unsafe
from api.statistics.service.archive import list_releases, show_release
from api.statistics.service.freezing import freeze_due
from api.statistics.windows import WrongClock

__all__ = ["Unsafe", "WrongClock", "freeze_due", "list_releases", "show_release"]
