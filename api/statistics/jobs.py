"""Freeze releases on their days."""

import logging

from sqlmodel import Session

from api.scheduler import every
from api.statistics import service
from api.world import World

log = logging.getLogger("gongyou")


@every("41 4 * * *")
def freeze_release(session: Session, world: World) -> None:
    """Freeze the window that is due. What must not be published is not stored; tomorrow it is tried again."""
    try:
        service.freeze_due(session, world)
    except (service.Unsafe, service.WrongClock) as refused:
        log.error("no release: %s", refused.code)
