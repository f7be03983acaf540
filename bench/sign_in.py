"""Whether the time of a refused sign-in tells who exists (T01): known and unknown handles in turn."""

import statistics
import time

import httpx2

from tests.accounts.people import OURS, a_person, a_sign_in, sign_up
from tests.e2e.phone import Service

PEOPLE, TRIES = 50, 4  # from the fifth failure on, a handle has to wait


def refused(client: httpx2.Client, handle: str) -> float:
    """Give the milliseconds that a wrong key takes."""
    body = a_sign_in(a_person(handle))
    began = time.perf_counter()
    answer = client.post("/v1/sessions", json=body, headers=OURS)
    took = time.perf_counter() - began
    if answer.status_code != 403:
        raise RuntimeError(f"a wrong key was answered {answer.status_code}")
    return took * 1000


def measure() -> None:
    """Print both medians, of 200 tries each."""
    running = Service(work_bits="1")
    running.start()
    try:
        with httpx2.Client(base_url=running.url, trust_env=False, timeout=30) as client:
            known = [sign_up(client).handle for _ in range(PEOPLE)]
            unknown = [a_person().handle for _ in range(PEOPLE)]
            pairs = [
                (refused(client, one), refused(client, other))
                for one, other in zip(known * TRIES, unknown * TRIES, strict=True)
            ]
    finally:
        running.remove()
    there, nowhere = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"sign-in refused: known {there:.1f} ms, unknown {nowhere:.1f} ms, ratio {there / nowhere:.2f}")


if __name__ == "__main__":
    measure()
