"""How long `gongyou serve` takes to answer on a home that it knows, beside a bare FastAPI service."""

import statistics
import subprocess
import sys
import time

from tests.e2e.phone import Service, free_port

ROUNDS = 5
BARE = """
import uvicorn
from fastapi import FastAPI
class Said(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("up", flush=True)
app = FastAPI()
Said(uvicorn.Config(app, port={port}, log_level="critical")).run()
"""


def measure() -> None:
    """Print the median of rounds in which the floor and the service take turns (goal: under 5 s)."""
    service = Service()
    service.start()
    service.stop()
    floors, starts = [], []
    try:
        for _ in range(ROUNDS):
            floors.append(bare())
            began = time.perf_counter()
            service.start()
            starts.append(time.perf_counter() - began)
            service.stop()
    finally:
        service.remove()
    start, floor = statistics.median(starts), statistics.median(floors)
    print(
        f"second start {start:.2f} s, bare service {floor:.2f} s, ratio {start / floor:.1f} (goal: under 5 s)"
    )


def bare() -> float:
    """Give the seconds until a service of nothing but the framework is up."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", BARE.format(port=free_port())], stdout=subprocess.PIPE, text=True
    )
    try:
        if process.stdout is None or process.stdout.readline() != "up\n":
            raise RuntimeError("the bare service did not start")
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    measure()
