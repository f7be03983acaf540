"""Invented workers with eight weeks of work, written straight into a database, for measuring releases."""

import random
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from api.statistics.contribution import Contribution
from api.statistics.counting import TABLES
from api.statistics.windows import Window
from bench.community import ACCOUNT, CONSENT, EMPLOYER, ENGAGEMENT, TIME_ENTRY, blob, copy

EMPLOYERS, REGIONS = 60, 35
VOUCH = "worker_id, id, word, given_on"
BATCH = """worker_id, id, revision, sealed, engagement_id, handed_in_on, unit_price, submitted, accepted,
rejected, returned"""
PAYMENT = """worker_id, id, revision, sealed, engagement_id, received_on, amount_minor, currency, for_period,
form, channel"""
DIRECTORY = "id, name_en, name_zh, kind, country"
Row = tuple[Any, ...]
Job = tuple[UUID, UUID, UUID]  # worker, employer, job


def contributions(count: int) -> list[Contribution]:
    """Invent what workers add: employers and regions of very different sizes, few of each issue."""
    chance = random.Random(11)
    issues, bands = TABLES["employer_issue"], TABLES["region_unpaid"]
    sizes = [1 / (place + 1) for place in range(EMPLOYERS)]
    employers = chance.choices([f"employer_{n}" for n in range(EMPLOYERS)], sizes, k=count)
    regions = chance.choices([f"CN-{n}" for n in range(REGIONS)], sizes[:REGIONS], k=count)
    wrong = chance.choices(issues, (20, 10, 8, 4, 9, 49), k=count)
    unpaid = chance.choices(bands, (40, 20, 20, 15, 5), k=count)
    return [Contribution(*cells) for cells in zip(employers, wrong, regions, unpaid, strict=True)]


def let_in(database: psycopg.Connection[Any], count: int, today: date) -> list[UUID]:
    """Write accounts that count: two months old, with an organizer's word and both consents."""
    ids = [uuid4() for _ in range(count)]
    made_on, until = today - timedelta(60), today + timedelta(300)
    key = secrets.token_bytes
    kept = (key(61), key(285), key(32), "age1" + "q" * 58, made_on, "invitation", uuid4(), 0, False)
    copy(database, "account", ACCOUNT, ((id_, key(32), key(16), "unused", *kept) for id_ in ids))
    copy(database, "vouch", VOUCH, ((id_, uuid4(), "organizer", made_on) for id_ in ids))
    said = ((id_, purpose) for id_ in ids for purpose in ("copy", "count"))
    copy(
        database,
        "consent",
        CONSENT,
        ((id_, uuid4(), purpose, f"{purpose}-1", made_on, until, 0) for id_, purpose in said),
    )
    return ids


def give_work(database: psycopg.Connection[Any], ids: list[UUID], window: Window) -> int:
    """Write a job for each, with three entries a day for eight weeks; give how many rows."""
    firms = ((f"employer_{n}", f"Firm {n}", "", "centre", "CN") for n in range(EMPLOYERS))
    copy(database, "employer", DIRECTORY, firms)
    jobs = [(id_, uuid4(), uuid4()) for id_ in ids]
    parties = (
        (w, party, 1, None, "A firm", "centre", f"employer_{n % EMPLOYERS}")
        for n, (w, party, _) in enumerate(jobs)
    )
    copy(database, "own_employer", f"{EMPLOYER}, directory_id", parties)
    copy(database, "engagement", ENGAGEMENT, (engagement(*job, window) for job in jobs))
    days = [window.last_day - timedelta(n) for n in range(56)]
    logged = {
        "time_entry": (TIME_ENTRY, [row for job in jobs for row in entries(job, days)]),
        "batch": (BATCH, [row for job in jobs for row in batches(job, days)]),
        "payment": (PAYMENT, [payment(job, day) for job in jobs for day in (days[2], days[-4])]),
    }
    for table, (columns, rows) in logged.items():
        copy(database, table, columns, rows)
    return sum(len(rows) for _, rows in logged.values())


def engagement(worker_id: UUID, party: UUID, job: UUID, window: Window) -> Row:
    """Give a job by the hour, paid ten days after each half of a month."""
    terms = ("CNY", "part_time", "half_month", 1, 10, "CN", random.choice(["CN-52", "CN-51", "CN-41"]))
    rates = Jsonb([{"basis": "hour", "amount": "21.5"}, {"basis": "piece", "amount": "0.08"}])
    paid = Jsonb(["paid_work", "meeting", "broken_tool"])
    return (worker_id, job, 1, None, party, *terms, window.first_day - timedelta(60), rates, paid)


def entries(job: Job, days: list[date]) -> Iterator[Row]:
    """Give three entries a day: of paid work, of waiting, and of rework or training."""
    for number, day in enumerate(days):
        third = ("rework", "training")[number % 2]
        for activity, minutes in (("paid_work", 210), ("waiting", 15), (third, 10)):
            yield (job[0], uuid4(), 1, blob(), job[2], day, minutes, activity, "same_day")


def batches(job: Job, days: list[date]) -> Iterator[Row]:
    """Give a batch every fourth day; of every second one a tenth is rejected."""
    for number, day in enumerate(days[::4]):
        rejected = 40 * (number % 2)
        yield (job[0], uuid4(), 1, blob(), job[2], day, 0.08, 400, 400 - rejected, rejected, 0)


def payment(job: Job, day: date) -> Row:
    """Give a payment for the first half of a month."""
    minor, period = random.randrange(50_000, 120_000), day.replace(day=1)
    return (job[0], uuid4(), 1, blob(), job[2], day, minor, "CNY", period, "wage", "bank")
