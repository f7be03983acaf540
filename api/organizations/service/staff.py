"""Who holds which role."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from api.organizations.models import Invitation, Organization, Role, RoleHeld
from api.organizations.schemas import RoleOut
from api.problems import NotFound

HELD = (  # built once, and of columns: every request of staff's asks this
    select(col(RoleHeld.role), col(RoleHeld.organization_id), col(Organization.name))
    .join(Organization, isouter=True)
    .where(col(RoleHeld.worker_id) == bindparam("worker"))
    .order_by(col(RoleHeld.role))
)


def roles_of(session: Session, worker_id: UUID) -> list[RoleOut]:
    """List the roles of an account, with the organization that each is held in."""
    held = session.execute(HELD, {"worker": worker_id})
    return [RoleOut(role=role, organization_id=of, organization_name=name) for role, of, name in held]


def staff(session: Session) -> Sequence[RoleHeld]:
    """List every role that is held on this host."""
    return session.exec(select(RoleHeld).order_by(col(RoleHeld.since), col(RoleHeld.worker_id))).all()


def take_role(session: Session, worker_id: UUID, role: Role) -> None:
    """End a role, and the invitations that its holder has out: they would let the powers back in.

    The caller of this ends the sessions that used it.
    """
    taken = session.execute(
        delete(RoleHeld)
        .where(col(RoleHeld.worker_id) == worker_id, col(RoleHeld.role) == role)
        .returning(col(RoleHeld.role))
    ).first()
    if taken is None:
        raise NotFound
    session.execute(delete(Invitation).where(col(Invitation.made_by) == worker_id))
