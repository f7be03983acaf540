"""Find out who calls."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session, col

from api.accounts.caller import Caller, has_powers, is_alive
from api.accounts.models import Device, LoginSession
from api.accounts.service.sessions import token_hash
from api.organizations import service as organizations
from api.organizations.schemas import RoleOut

HOURLY = timedelta(hours=1)  # how exactly a worker's sessions are kept
BY_MINUTE = timedelta(minutes=1)  # how exactly staff's are

HELD = select(  # columns, not rows of the tables: every request asks this
    col(LoginSession.token_hash),
    col(LoginSession.worker_id),
    col(LoginSession.device_id),
    col(LoginSession.used_at),
    col(LoginSession.factor_at),
    col(LoginSession.factor_used_at),
    col(Device.leaving_since),
).where(
    col(LoginSession.token_hash) == bindparam("token"),
    col(Device.worker_id) == col(LoginSession.worker_id),
    col(Device.id) == col(LoginSession.device_id),
)


def find_caller(session: Session, token: str, now: datetime) -> Caller | None:
    """Find who holds a session's token, or None; a session that is over is none."""
    found = session.execute(HELD, {"token": token_hash(token)}).one_or_none()
    if found is None or not is_alive(found.used_at, now):
        return None
    powers = has_powers(found.factor_at, found.factor_used_at, now)
    note_use(session, found, powers=powers, now=now)
    roles = organizations.roles_of(session, found.worker_id) if powers else []
    return Caller(
        worker_id=found.worker_id,
        device_id=found.device_id,
        session=found.token_hash,
        roles=frozenset(one.role for one in roles),
        organization_id=own_organization(roles),
        second_factor=powers,
        leaving=found.leaving_since is not None,
    )


def own_organization(roles: list[RoleOut]) -> UUID | None:
    """Pick the organization that a caller acts for: the organizer's, else the partner's, else the first."""
    with_one = [one for one in roles if one.organization_id]
    with_one.sort(key=lambda one: (one.role != "organizer", one.role != "partner"))
    return with_one[0].organization_id if with_one else None


def note_use(session: Session, found: Row[Any], *, powers: bool, now: datetime) -> None:
    """Write down that a session is used, as coarsely as its end allows: nobody's hours are kept."""
    row = update(LoginSession).where(col(LoginSession.token_hash) == found.token_hash)
    if now - found.used_at >= HOURLY:
        session.execute(row.values(used_at=now))
        session.execute(
            update(Device)
            .where(col(Device.worker_id) == found.worker_id, col(Device.id) == found.device_id)
            .values(seen_on=now.date())
        )
    if powers and found.factor_used_at is not None and now - found.factor_used_at >= BY_MINUTE:
        session.execute(row.values(factor_used_at=now))
