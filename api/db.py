"""The engine, and how a route gets its session: one transaction, one thread, committed before the answer."""

import random
import time
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from inspect import iscoroutinefunction, signature
from typing import Annotated, Any, ParamSpec, TypeVar

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from sqlalchemy import Connection, Engine, Enum, create_engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session as OrmSession
from sqlmodel import SQLModel

# Alembic would prefix these names once more: migrations write them as op.f("…")
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

TRIES = 3
TRY_AGAIN = ("40001", "40P01")  # serialization failure, deadlock: the same work may pass a moment later

P = ParamSpec("P")
T = TypeVar("T")


def engine_for(url: str, pool_size: int = 10) -> Engine:
    """Make the engine of a process; it has as many connections as routes have threads."""
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=20,
        pool_pre_ping=True,  # so that a restarted database costs nobody an error
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )


def text_enum(kind: type[StrEnum]) -> Enum:
    """Store an enum's values as text; a CHECK of the table says which are allowed."""
    return Enum(
        kind, native_enum=False, length=40, values_callable=lambda members: [m.value for m in members]
    )


async def unopened(request: Request) -> OrmSession:
    """Give a session that holds no connection until its route's thread begins."""
    return OrmSession(request.app.state.engine, expire_on_commit=False)


Session = Annotated[OrmSession, Depends(unopened)]


class TransactionRoute(APIRoute):
    """Run a route that asks for a session as one transaction, in one thread, before it answers."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, in_transaction(endpoint), **options)


def in_transaction(endpoint: Callable[P, T]) -> Callable[P, T]:
    """Wrap a route: begin, run, then commit what it did or undo it; its signature stays.

    A deadlock or serialization failure undoes everything, so the route runs again in a new session.
    """
    if "session" not in signature(endpoint).parameters:
        return endpoint
    if iscoroutinefunction(endpoint):
        raise TypeError(f"{endpoint.__qualname__} would block the event loop")

    @wraps(endpoint)
    def run(*args: P.args, **arguments: P.kwargs) -> T:
        session = arguments["session"]
        if not isinstance(session, OrmSession) or session.in_transaction():
            raise TypeError(f"the session of {endpoint.__qualname__} was used before its route began")

        def work(fresh: OrmSession) -> T:
            arguments["session"] = fresh
            return endpoint(*args, **arguments)

        return transacted(session.bind, work)

    return run


def transacted(bind: Engine | Connection | None, work: Callable[[OrmSession], T]) -> T:
    """Do some work in a session of its own and commit it; after a deadlock, all of it again in a new one."""
    for left in reversed(range(TRIES)):
        try:
            with OrmSession(bind, expire_on_commit=False) as session, session.begin():
                return work(session)
        except DBAPIError as error:
            if not left or sqlstate(error) not in TRY_AGAIN:
                raise
        time.sleep(random.uniform(0, 0.02))  # noqa: S311 (spreads the tries; holds no connection)
    raise AssertionError("the last try returns or raises")


def sqlstate(error: DBAPIError) -> str | None:
    """Give PostgreSQL's code of an error, or None when the server was not reached."""
    code = getattr(error.orig, "sqlstate", None)
    return str(code) if code else None
