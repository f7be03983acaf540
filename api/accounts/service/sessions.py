"""Begin and end sessions. The table has the hash of a token; the token is only in the browser."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from api.accounts.caller import IDLE, Caller
from api.accounts.hashes import digest
from api.accounts.models import Device, LoginSession
from api.accounts.schemas import DeviceIn


def token_hash(token: str) -> bytes:
    """Give a session's key."""
    return digest(token.encode())


def welcome(session: Session, worker_id: UUID, device: DeviceIn, now: datetime) -> str:
    """Take note of a phone that has just proved itself, and begin its session; give the token."""
    row = {"key_hash": digest(device.device_key), "seen_on": now.date(), "leaving_since": None}
    session.execute(
        insert(Device)
        .values(worker_id=worker_id, id=device.device_id, made_on=now.date(), **row)
        .on_conflict_do_update(index_elements=["worker_id", "id"], set_=row)
    )
    return begin_session(session, worker_id, device.device_id, now)


def begin_session(session: Session, worker_id: UUID, device_id: UUID, now: datetime) -> str:
    """Begin a session in the place of the phone's older ones; give its token, which is 256 random bits."""
    session.execute(
        delete(LoginSession).where(
            col(LoginSession.worker_id) == worker_id, col(LoginSession.device_id) == device_id
        )
    )
    token = secrets.token_urlsafe(32)
    row = {"token_hash": token_hash(token), "worker_id": worker_id, "device_id": device_id}
    session.execute(insert(LoginSession).values(**row, begun_at=now, used_at=now))
    return token


def end_session(session: Session, key: bytes) -> int:
    """End one session; say how many ended."""
    return ended(session, col(LoginSession.token_hash) == key)


def end_others(session: Session, caller: Caller) -> int:
    """End every other session of the caller's; a phone that must leave ends none but its own."""
    if caller.leaving:
        return 0
    return ended(
        session,
        col(LoginSession.worker_id) == caller.worker_id,
        col(LoginSession.token_hash) != caller.session,
    )


def end_all_sessions(session: Session, worker_id: UUID) -> int:
    """End every session of a worker."""
    return ended(session, col(LoginSession.worker_id) == worker_id)


def ended(session: Session, *which: ColumnElement[bool]) -> int:
    """Delete sessions and count them."""
    gone = session.execute(delete(LoginSession).where(*which).returning(col(LoginSession.device_id)))
    return len(gone.all())


def forget_ended(session: Session, now: datetime) -> None:
    """Delete sessions that are over."""
    session.execute(delete(LoginSession).where(col(LoginSession.used_at) <= now - IDLE))
