"""Webhooks a second to healthy endpoints, beside a plain client on the same receiver; then with sick ones.

The sender reads what is due from PostgreSQL, signs it, judges every address, connects anew each time and
writes down how each try ended. The floor does none of that: it posts, with as many requests under way.
"""

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from sqlalchemy import Engine, insert, text

from api.db import engine_for
from api.events import Event, Kind
from api.migrate import migrate
from api.organizations.models import Organization
from api.outgoing import Outgoing
from api.partners.jobs import MOST_QUICK, Sender
from api.partners.models import Endpoint
from api.partners.signing import new_secret, seal_secret
from api.private_postgres import private_postgres
from api.world import World

ROUNDS, ENDPOINTS, EVENTS = 3, 100, 20
HANGING, FAILING = 10, 5  # of 100
PEPPER = bytes(32)


@dataclass
class Receiver:
    """A server in a process of its own: /ok answers 204, /500 fails, /hang never answers."""

    heard: Any = field(default_factory=lambda: multiprocessing.Value("q", 0))
    last: Any = field(default_factory=lambda: multiprocessing.Value("d", 0.0))
    port: Any = field(default_factory=lambda: multiprocessing.Value("i", 0))

    def serve(self) -> None:
        """Answer until the process is ended."""
        asyncio.run(self.answer())

    async def answer(self) -> None:
        """Listen on any free port."""
        server = await asyncio.get_running_loop().create_server(
            lambda: Visit(self), "127.0.0.1", 0, backlog=1000
        )
        self.port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()


class Visit(asyncio.Protocol):
    """One connection."""

    def __init__(self, receiver: Receiver) -> None:
        self.receiver, self.said = receiver, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.said += data
        head, found, body = self.said.partition(b"\r\n\r\n")
        size = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if not found or len(body) < int(size or 0):
            return
        self.said = b""
        path = head.split(b" ", 2)[1]
        if path == b"/ok":
            self.receiver.heard.value += 1
            self.receiver.last.value = time.monotonic()
        if path != b"/hang":
            status = b"204 Taken" if path == b"/ok" else b"500 Fails"
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver."""
    receiver = Receiver()
    process = multiprocessing.Process(target=receiver.serve, daemon=True)
    process.start()
    while not receiver.port.value and process.is_alive():
        time.sleep(0.01)
    yield receiver
    process.terminate()
    process.join(20)


@contextmanager
def migrated() -> Iterator[Engine]:
    """Give an empty database."""
    with tempfile.TemporaryDirectory(prefix="gongyou-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        with private_postgres(Path(name)) as url:
            engine = engine_for(url)
            migrate(engine)
            yield engine
            engine.dispose()


def fill(engine: Engine, port: int, paths: list[str]) -> None:
    """Register an endpoint for each path, and let some events happen."""
    now = datetime.now(UTC)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE event, organization CASCADE"))
        for path in paths:
            union, endpoint = uuid4(), uuid4()
            connection.execute(
                insert(Organization).values(id=union, name="A union", sign_key=bytes(32), made_on=now.date())
            )
            sealed = seal_secret(new_secret(), endpoint, PEPPER)
            row = {"url": f"http://127.0.0.1:{port}{path}", "secret_sealed": sealed, "made_on": now.date()}
            connection.execute(insert(Endpoint).values(id=endpoint, organization_id=union, **row))
        data = {"release": "2026-11-08", "number": 11}
        rows = [
            {
                "id": uuid4(),
                "kind": Kind.RELEASE_PUBLISHED,
                "happened_at": now,
                "data": data,
                "fanned_out": False,
            }
            for _ in range(EVENTS)
        ]
        connection.execute(insert(Event), rows)


def sent(engine: Engine, receiver: Receiver, paths: list[str]) -> float:
    """Give the deliveries a second to healthy endpoints, from the first look to the last arrival."""
    fill(engine, receiver.port.value, paths)
    wanted = EVENTS * paths.count("/ok")
    receiver.heard.value = 0
    world = World(datetime.now(UTC), PEPPER, calls_loopback=True)
    enough = threading.Thread(target=end_when, args=(receiver, wanted, world))
    enough.start()
    began = time.monotonic()
    asyncio.run(Sender(engine, world, Outgoing(loopback=True)).run())
    enough.join()
    if receiver.heard.value < wanted:
        raise RuntimeError(f"{receiver.heard.value} of {wanted} arrived")
    return wanted / float(receiver.last.value - began)


def end_when(receiver: Receiver, wanted: int, world: World) -> None:
    """End the sender when every healthy endpoint has heard everything; it would go on with the sick."""
    until = time.monotonic() + 120
    while receiver.heard.value < wanted and time.monotonic() < until:
        time.sleep(0.01)
    world.ending.set()


async def posted(port: int) -> float:
    """Give the requests a second of a plain client."""
    body = b'{"type":"release.published","timestamp":"2026-11-11T04:41:00Z","data":{"number":11}}'
    limits = httpx2.Limits(max_connections=MOST_QUICK, max_keepalive_connections=MOST_QUICK)
    left = iter(range(EVENTS * ENDPOINTS))
    async with httpx2.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:

        async def post() -> None:
            for _ in left:
                answer = await client.post(f"http://127.0.0.1:{port}/ok", content=body)
                answer.raise_for_status()

        began = time.monotonic()
        await asyncio.gather(*(post() for _ in range(MOST_QUICK)))
        return EVENTS * ENDPOINTS / (time.monotonic() - began)


def measure() -> None:
    """Print medians of rounds in which the floor, all healthy and some sick take turns."""
    sick = ["/hang"] * HANGING + ["/500"] * FAILING + ["/ok"] * (ENDPOINTS - HANGING - FAILING)
    floors, healthy, among_sick = [], [], []
    with migrated() as engine, receiving() as receiver:
        for _ in range(ROUNDS):
            floors.append(asyncio.run(posted(receiver.port.value)))
            healthy.append(sent(engine, receiver, ["/ok"] * ENDPOINTS))
            among_sick.append(sent(engine, receiver, sick))
    floor, well, ill = map(statistics.median, (floors, healthy, among_sick))
    print(f"\nwebhooks, {EVENTS} events to {ENDPOINTS} endpoints, {MOST_QUICK} under way;", end=" ")
    print(f"load {os.getloadavg()[0]:.1f}; median of {ROUNDS} interleaved rounds")
    print(f"plain client {floor:.0f}/s; delivered {well:.0f}/s, ratio {well / floor:.2f}")
    print(
        f"to the healthy beside {HANGING} that hang and {FAILING} that fail: {ill:.0f}/s, "
        f"ratio to all healthy {ill / well:.2f} (goal: 0.85)"
    )


if __name__ == "__main__":
    measure()
