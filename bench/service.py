"""Requests a second of the page, the estimate and the check, beside a bare route of the same process."""

import http.client
import json
import os
import statistics
import threading
import time
from dataclasses import dataclass
from typing import Any

ROUNDS, SECONDS = 5, 1.0


@dataclass(frozen=True)
class Ask:
    """One kind of request."""

    name: str
    method: str
    path: str
    body: bytes | None = None


def month_of_work() -> dict[str, Any]:
    """Give an estimate of a full month: 22 days of four entries each, 22 batches, a payment."""
    days = [f"2026-10-{day:02}" for day in range(1, 32) if (day + 2) % 7 not in {5, 6}]
    kinds = [("paid_work", 360), ("rework", 60), ("waiting", 45), ("training", 30)]
    batch = {"unit": "box", "unit_price": "0.08", "submitted": 500, "accepted": 380, "rejected": 120}
    job = {
        "id": "0192f0c1-7d4e-7abc-8def-0123456789ab",
        "terms": {
            "rates": [{"basis": "hour", "amount": "20"}],
            "currency": "CNY",
            "contract_kind": "none_known",
            "pay_period": {"kind": "month"},
            "place": {"country": "CN", "region": "CN-52"},
            "began_on": "2026-09-01",
        },
        "entries": [
            {"worked_on": day, "minutes": minutes, "activity": kind}
            for day in days
            for kind, minutes in kinds
        ],
        "batches": [{"handed_in_on": day, **batch} for day in days],
        "payments": [
            {
                "received_on": "2026-11-15",
                "amount_minor": 150_000,
                "currency": "CNY",
                "for_period": "2026-10-01",
            }
        ],
    }
    return {"today": "2026-11-22", "first_day": "2026-10-01", "last_day": "2026-10-31", "jobs": [job]}


ADVERT = "【居家数据标注】无经验可做，日结300-500，先交 199 元 培 训 费 领账号，名额有限，加薇❤" * 4
FLOOR = Ask("bare route", "GET", "/v1/health")
ASKS = [
    Ask("page", "GET", "/"),
    Ask("estimate of a month", "POST", "/v1/wages/estimate", json.dumps(month_of_work()).encode()),
    Ask("check of an advert", "POST", "/v1/offers/check", json.dumps({"text": ADVERT}).encode()),
]


def rate(port: int, ask: Ask, clients: int) -> float:
    """Count answered requests a second of a closed loop of clients."""
    done = [0] * clients
    until = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"content-type": "application/json"} if ask.body else {}
        while time.perf_counter() < until:
            line.request(ask.method, ask.path, ask.body, headers)
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{ask.name} answered {answer.status}")
            done[number] += 1
        line.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


def measure(port: int) -> None:
    """Print medians of rounds in which floor and requests take turns."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"service, {cores} cores, load {load:.1f}; median of {ROUNDS} interleaved rounds")
    print(f"{'':24}{'clients':>8}{'req/s':>9}{'of floor':>10}")
    for clients in (1, 8):
        seen: dict[str, list[float]] = {ask.name: [] for ask in [FLOOR, *ASKS]}
        for _ in range(ROUNDS):
            for ask in [FLOOR, *ASKS]:
                seen[ask.name].append(rate(port, ask, clients))
        floor = statistics.median(seen[FLOOR.name])
        for name, rates in seen.items():
            median = statistics.median(rates)
            print(f"{name:24}{clients:>8}{median:>9.0f}{median / floor:>10.2f}")
        moved = max(seen[FLOOR.name]) / min(seen[FLOOR.name])
        if moved > 1.25:
            print(f"  the floor moved by {moved:.2f}x between rounds: no judgement on this run")
