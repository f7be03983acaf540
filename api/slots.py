"""A few places to hash in, beside the threads that run routes; whoever finds none is told to come back."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from api.problems import Problem

MOST_SLOTS = 2  # each holds 19 MiB while it works
PATIENCE = 1.0  # seconds

P = ParamSpec("P")
T = TypeVar("T")


class Busy(Problem):
    """Every slot is taken, and others wait."""

    status, code, title = 503, "busy", "Many people are signing in. Try again in a moment."


class Slots:
    """One slot for each core, two at most."""

    def __init__(self, count: int | None = None, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.threads = ThreadPoolExecutor(
            count or min(MOST_SLOTS, os.cpu_count() or 1), thread_name_prefix="slot"
        )

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do the work in a slot, or raise `Busy` if none gets free in time. What has begun is waited for."""
        job = self.threads.submit(work, *args, **named)
        try:
            waiting = asyncio.wrap_future(job)
            await asyncio.wait([waiting], timeout=self.patience)
            if job.cancel():
                raise Busy(headers={"Retry-After": "2"})
            return await waiting
        finally:
            job.cancel()  # nobody waits for it any more

    def close(self) -> None:
        """Let the threads go."""
        self.threads.shutdown(wait=False, cancel_futures=True)
