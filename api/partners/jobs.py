"""Send what is due, and forget what was sent long ago (docs/webhooks.md)."""

import asyncio
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from api.db import transacted
from api.outgoing import Answer, Outgoing
from api.partners import service
from api.partners.delays import asked_wait
from api.partners.service import Taken, Tried, fan_out, settle, take
from api.partners.service.faults import postpone
from api.partners.signing import message, open_secret, signed_headers
from api.partners.targets import target
from api.partners.turns import SLOW_AFTER, Places
from api.problems import log_fault
from api.scheduler import again_after, every
from api.world import World

MOST = 300  # tries under way in one process
MOST_QUICK = 50  # of them such as have just begun; whoever is slow to answer gives this place to others
MOST_FAILING = 100  # of them to endpoints that fail
LOOK_AGAIN = 0.5  # seconds, while something is under way

T = TypeVar("T")


@again_after(5)
def deliver(engine: Engine, world: World) -> None:
    """Send what is due, and what becomes due meanwhile."""
    asyncio.run(Sender(engine, world, Outgoing(loopback=world.calls_loopback)).run())


@every("29 3 * * *")
def forget_deliveries(session: Session, world: World) -> None:
    """Delete what was sent long ago."""
    service.forget(session, world.now)


def next_ones(session: Session, now: datetime, places: Places) -> list[Taken]:
    """Write out what happened, then take what is due."""
    fan_out(session, now)
    return take(session, now, places)


class Sender:
    """Sends deliveries side by side until none is due; one at a time of its threads uses the database."""

    def __init__(
        self,
        bind: Engine | Connection,
        world: World,
        outgoing: Outgoing,
        chance: Callable[[], float] = random.random,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bind, self.world, self.outgoing = bind, world, outgoing
        self.chance, self.passed, self.began = chance, passed, passed()
        self.under_way: dict[asyncio.Task[Tried | None], tuple[Taken, datetime]] = {}  # and since when

    def now(self) -> datetime:
        """Give the time: what the world said, and what has passed since."""
        return self.world.now + timedelta(seconds=self.passed() - self.began)

    async def run(self) -> None:
        """Take, send and settle until nothing is under way; what the end cuts off is taken again later."""
        while not self.world.ending.is_set():
            await self.begin_more()
            if not self.under_way:
                return
            ended, _ = await asyncio.wait(
                self.under_way, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )
            if ended:
                await self.stored(partial(self.write_down, ended=ended, now=self.now()))
            for task in ended:
                del self.under_way[task]

    def write_down(self, session: Session, ended: set[asyncio.Task[Tried | None]], now: datetime) -> None:
        """Settle what was tried, and put off what a fault of ours kept from it."""
        tried = [one for task in ended if (one := task.result())]
        settle(session, tried, now, self.chance)
        if ours := [self.under_way[task][0].id for task in ended if task.result() is None]:
            postpone(session, ours, now)

    async def begin_more(self) -> None:
        """Begin as many tries as there is room for."""
        now = self.now()
        begun = self.under_way.values()
        quick = sum(at > now - SLOW_AFTER for _, at in begun)
        places = Places(
            all=min(MOST - len(begun), MOST_QUICK - quick),
            failing=MOST_FAILING - sum(taken.fails for taken, _ in begun),
        )
        for taken in await self.stored(lambda session: next_ones(session, now, places)):
            self.under_way[asyncio.create_task(self.attempt(taken))] = taken, now

    async def stored(self, work: Callable[[Session], T]) -> T:
        """Do some work in a transaction of its own, in a thread."""
        return await asyncio.to_thread(transacted, self.bind, work)

    async def attempt(self, taken: Taken) -> Tried | None:
        """Try one delivery, or give None after a fault of ours. Either ends this try and nothing else.

        Whatever a receiver does is an outcome that `Outgoing` has a word for. All else is our own doing:
        a secret that does not open under this pepper, a request that was built wrong, a bug.
        """
        at = self.now()
        try:
            answer = await self.sent(taken, at)
            asked = asked_wait(answer.retry_after, at)
        except Exception as error:  # its text may hold an address
            log_fault(error)
            return None
        return Tried(taken.id, taken.endpoint_id, at, answer.outcome, answer.milliseconds, asked)

    async def sent(self, taken: Taken, at: datetime) -> Answer:
        """Sign a delivery and send it."""
        where = target(taken.url, loopback=self.outgoing.loopback)
        if where is None:  # registered while loopback was allowed
            return Answer("refused_address", 0)
        body = message(taken.kind, taken.happened_at, taken.data)
        secret = open_secret(taken.secret_sealed, taken.endpoint_id, self.world.pepper)
        headers = {"Content-Type": "application/json"} | signed_headers(secret, taken.id, at, body)
        return await self.outgoing.post(where, headers, body)
