"""Sync: what phones send, get back, and can prove."""

from api.sync.service.pull import CursorTooOld, pull, receipt
from api.sync.service.push import CopyFull, OtherDevice, gaps, push, see_device
from api.sync.service.registry import ENTITIES

__all__ = [
    "ENTITIES",
    "CopyFull",
    "CursorTooOld",
    "OtherDevice",
    "gaps",
    "pull",
    "push",
    "receipt",
    "see_device",
]
