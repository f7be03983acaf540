"""A clock that a test turns, and slots that a test can count and hold."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from fastapi import FastAPI

from api.slots import Slots

P = ParamSpec("P")
T = TypeVar("T")
BEGIN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


class Clock:
    """The time of one app."""

    def __init__(self, app: Any) -> None:
        self.now = BEGIN
        app.state.now = lambda: self.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


class Counted(Slots):
    """Slots that remember what ran in them, and how many at once."""

    def __init__(self, count: int | None = None, patience: float = 1.0) -> None:
        super().__init__(count, patience)
        self.did: list[str] = []
        self.running = self.most = 0
        self.lock = threading.Lock()
        self.before: Callable[[], None] = lambda: None  # what happens just before something runs

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do the work in a slot, and count it."""
        self.before()

        def counted() -> T:
            with self.lock:
                self.did.append(getattr(work, "__name__", ""))
                self.running += 1
                self.most = max(self.most, self.running)
            try:
                return work(*args, **named)
            finally:
                with self.lock:
                    self.running -= 1

        return await super().run(counted)


@contextmanager
def held(slots: Slots, count: int) -> Iterator[None]:
    """Keep every slot busy until the block ends."""
    let_go, begun = threading.Event(), threading.Barrier(count + 1)

    def wait() -> None:
        begun.wait(10)
        let_go.wait(30)

    for _ in range(count):
        slots.threads.submit(wait)
    begun.wait(10)
    try:
        yield
    finally:
        let_go.set()


def counted(app: FastAPI, **options: Any) -> Counted:
    """Give an app slots that count."""
    app.state.slots = slots = Counted(**options)
    return slots
