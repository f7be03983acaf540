"""Rows of accounts and of everything that hangs on one, straight in the database."""

import secrets
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Uuid,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Session, SQLModel

from api.accounts.models import Account, Proof

TODAY = date(2026, 3, 20)


def stored_account(session: Session, **given: Any) -> Account:
    """Store an account that an invitation let in and that is old enough, unless told otherwise."""
    fields: dict[str, Any] = {
        "worker_id": uuid4(),
        "handle_hash": secrets.token_bytes(32),
        "salt": secrets.token_bytes(16),
        "auth_hash": secrets.token_hex(16),
        "wrapped_by_passphrase": secrets.token_bytes(61),
        "keyring": secrets.token_bytes(285),
        "sign_key": secrets.token_bytes(32),
        "age_recipient": "age1" + "q" * 58,
        "made_on": date(2026, 3, 1),
        "proof": Proof.INVITATION,
        "tree_root": uuid4(),
        "tree_depth": 0,
    }
    account = Account(**{**fields, **given})
    session.add(account)
    session.flush()
    return account


def worker_ids(count: int, session: Session) -> list[UUID]:
    """Store some accounts and give their ids."""
    return [stored_account(session).worker_id for _ in range(count)]


FITTING: dict[str, Any] = {  # what a CHECK asks for
    "purpose": "copy",
    "currency": "CNY",
    "country": "CN",
    "kind": "time_entry",
    "name": "somewhere",
    "rejected": 0,
    "returned": 0,
}


def fill(session: Session, table: Table, owner: str, worker_id: UUID) -> None:
    """Store a row of this worker's in any table, with random bytes and ids wherever the table takes them."""
    row = {column.name: a_value(column) for column in table.columns}
    session.execute(insert(table).values(row | {owner: worker_id}))


def a_value(column: Column[Any]) -> Any:
    """Make up a value that the column takes."""
    kind = column.type
    if isinstance(kind, Uuid):
        return None if column.foreign_keys else uuid4()
    if isinstance(kind, LargeBinary):
        return secrets.token_bytes(61)
    if isinstance(kind, Enum):
        return kind.enums[0]
    if column.nullable:
        return None
    if column.name in FITTING:
        return FITTING[column.name]
    made: list[tuple[type[Any], Any]] = [
        (Boolean, True),
        (DateTime, datetime(2026, 11, 22, tzinfo=UTC)),
        (Date, TODAY),
        (Numeric, 1),
        (Integer, 1),
        (JSONB, [secrets.token_hex(16)]),
    ]
    return next((value for type_, value in made if isinstance(kind, type_)), secrets.token_hex(16))


def everything(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Read every row of every table."""
    tables = SQLModel.metadata.sorted_tables
    return {table.name: [dict(row) for row in session.execute(select(table)).mappings()] for table in tables}
