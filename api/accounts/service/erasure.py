"""Erase a worker from every table, and show what every table has of them (docs/accounts.md, "Erase")."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, SQLModel, col, select

from api.accounts.buckets import CALLER_PURPOSES, caller_bucket, handle_bucket, phone_bucket
from api.accounts.caller import Caller
from api.accounts.models import Account, Device, Erased, Throttle
from api.accounts.registry import TABLES
from api.accounts.schemas import ErasedOut, ExportOut
from api.accounts.service.proof import Try, WrongKeys, prove_again, proved_account
from api.problems import Problem
from api.schema import to_base64
from api.steps import Steps
from api.world import World

TOMBSTONES_KEPT = timedelta(days=90)  # longer than any backup


def tombstone(worker_id: UUID) -> bytes:
    """Give what stays of an erased worker: enough to recognise the id in a restored backup."""
    return sha256(str(worker_id).encode()).digest()


def registered() -> list[Table]:
    """List the tables that name workers, children before the tables that they refer to."""
    return [table for table in reversed(SQLModel.metadata.sorted_tables) if table.name in TABLES]


async def erase_account(steps: Steps, caller: Caller, auth_key: bytes) -> ErasedOut:
    """Erase the caller, who proves it by passphrase."""
    attempt = await prove_again(steps, caller, auth_key)
    return await steps.transaction(erase_proved, attempt, steps.world)


def erase_proved(session: Session, attempt: Try, world: World) -> ErasedOut | Problem:
    """Erase whom a try proved, unless the passphrase changed meanwhile."""
    account = proved_account(session, attempt)
    return WrongKeys() if account is None else erase(session, account, world, world.today)


def erase(session: Session, account: Account, world: World, erased_on: date) -> ErasedOut:
    """Delete every row that is the worker's, forget them in others' rows, and count what went."""
    worker_id = account.worker_id
    session.execute(delete(Throttle).where(col(Throttle.bucket).in_(buckets(session, account, world.pepper))))
    connection = session.connection()
    rows: dict[str, int] = {}
    for table in registered():
        names = TABLES[table.name]
        rows[table.name] = connection.execute(delete(table).where(table.c[names.owner] == worker_id)).rowcount
        for name in names.forgets:
            connection.execute(update(table).where(table.c[name] == worker_id).values({name: None}))
    said = {"digest": tombstone(worker_id), "erased_on": erased_on}
    session.execute(insert(Erased).values(said).on_conflict_do_update(index_elements=["digest"], set_=said))
    return ErasedOut(rows={name: count for name, count in rows.items() if count}, erased_on=erased_on)


def buckets(session: Session, account: Account, pepper: bytes) -> list[bytes]:
    """Name every bucket that counted this worker's failures: they are keyed hashes, so each is computed."""
    devices = session.exec(select(Device.id).where(Device.worker_id == account.worker_id)).all()
    return [
        handle_bucket(pepper, account.handle_hash),
        *(phone_bucket(pepper, account.handle_hash, device_id) for device_id in devices),
        *(caller_bucket(pepper, purpose, account.worker_id) for purpose in CALLER_PURPOSES),
    ]


def export(session: Session, worker_id: UUID) -> ExportOut:
    """List every row that is the worker's, by table."""
    return ExportOut(tables={table.name: exported(session, table, worker_id) for table in registered()})


def exported(session: Session, table: Table, worker_id: UUID) -> list[dict[str, object]]:
    """List a table's rows of a worker without the columns that are left out."""
    names = TABLES[table.name]
    columns = [column for column in table.c if column.name not in names.left_out]
    found = session.execute(
        select(*columns).where(table.c[names.owner] == worker_id).order_by(*table.primary_key.columns)
    )
    return [in_json(row) for row in found.mappings()]


def in_json(row: Mapping[Any, Any]) -> dict[str, object]:
    """Write a row's values as JSON has them; bytes as base64."""
    return {str(name): plain_value(value) for name, value in row.items()}


def plain_value(value: object) -> object:
    """Write one value as JSON has it."""
    if isinstance(value, bytes):
        return to_base64(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def erase_again(session: Session, world: World) -> int:
    """Erase whoever a restored backup brought back, and give how many.

    A worker who signed up again with the same id has no tombstone any more (`lift_tombstone`).
    """
    known = {one.digest: one.erased_on for one in session.exec(select(Erased))}
    if not known:
        return 0
    ids = session.exec(select(Account.worker_id)).all()
    back = [worker_id for worker_id in ids if tombstone(worker_id) in known]
    for worker_id in back:
        erase(session, session.get_one(Account, worker_id), world, known[tombstone(worker_id)])
    return len(back)


def lift_tombstone(session: Session, worker_id: UUID) -> None:
    """Let a worker who was erased sign up again from the same phone."""
    session.execute(delete(Erased).where(col(Erased.digest) == tombstone(worker_id)))


def drop_tombstones(session: Session, today: date) -> None:
    """Delete tombstones that no backup can need any more."""
    session.execute(delete(Erased).where(col(Erased.erased_on) < today - TOMBSTONES_KEPT))
