"""What a route that hashes is made of: short transactions in threads, and hashing in slots between them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

import anyio.to_thread
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from api.db import transacted
from api.problems import Problem
from api.slots import Slots
from api.world import World

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Steps:
    """The database, the slots, and the outside world."""

    engine: Engine | Connection
    slots: Slots
    world: World

    async def transaction(
        self, work: Callable[Concatenate[Session, P], T | Problem], *args: P.args, **named: P.kwargs
    ) -> T:
        """Do some work as one transaction. A problem that it returns is raised once it is committed.

        A problem that it raises undoes the work, as everywhere: what must be kept (a failed try) is returned.
        """
        found = await anyio.to_thread.run_sync(
            lambda: transacted(self.engine, lambda session: work(session, *args, **named))
        )
        if isinstance(found, Problem):
            raise found
        return found

    async def hashing(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do slow work on numbers in a slot."""
        return await self.slots.run(work, *args, **named)
