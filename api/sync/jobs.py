"""Delete copies that nobody allows any more."""

from sqlmodel import Session

from api.scheduler import every
from api.sync.service.lapsed import forget_lapsed
from api.world import World


@every("47 2 * * *")
def forget_lapsed_copies(session: Session, world: World) -> None:
    """Delete a copy 90 days after its worker's last consent ran out."""
    forget_lapsed(session, world.today)
