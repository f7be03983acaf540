"""Delete copies that nobody allows any more."""

from datetime import datetime

from sqlmodel import Session

from api.scheduler import every
from api.sync.service.lapsed import forget_lapsed


@every("47 2 * * *")
def forget_lapsed_copies(session: Session, now: datetime) -> None:
    """Delete a copy 90 days after its worker's last consent ran out."""
    forget_lapsed(session, now.date())
