"""Sign-in beside one Argon2 and the same SQL by the raw driver; whether a refusal tells who exists (T01)."""

import json
import os
import queue
import secrets
import statistics
import time
from datetime import UTC, datetime
from typing import Any

import httpx2
import psycopg

from api.accounts.hashes import auth_hash, is_auth_key
from bench.community import Member
from bench.sync import Turn, ask, connections, database_of, row
from tests.accounts.people import OURS, Person, a_person, a_sign_in, sign_up
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
            signed_up = [sign_up(client) for _ in range(8)]
            with database_of(running) as url, connections(url) as pool:
                compare(running, pool, signed_up)
            pairs = [
                (refused(client, one), refused(client, other))
                for one, other in zip(known * TRIES, unknown * TRIES, strict=True)
            ]
    finally:
        running.remove()
    there, nowhere = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"sign-in refused: known {there:.1f} ms, unknown {nowhere:.1f} ms, ratio {there / nowhere:.2f}")


def compare(running: Service, pool: "queue.Queue[psycopg.Connection[Any]]", people: list[Person]) -> None:
    """Print the rate of sign-ins beside what each cannot do without; a Member here is a person's number."""
    pepper, key = secrets.token_bytes(32), secrets.token_bytes(32)
    kept = auth_hash(pepper, key)
    community = [Member(one.worker_id, one.device_id, one.worker_id, str(n)) for n, one in enumerate(people)]
    print(f"\nload {os.getloadavg()[0]:.1f}; the floor is one Argon2 and the same SQL by the raw driver")

    def floor(one: Member) -> None:
        is_auth_key(pepper, key, kept)
        database = pool.get()
        try:
            with database.transaction(), database.cursor() as cursor:
                by_hand(cursor, one)
        finally:
            pool.put(database)

    turn = sign_in_turn(running, people)
    for clients in (1, 8):
        row("sign-in", clients, community, floor, turn)


def sign_in_turn(running: Service, people: list[Person]) -> Turn:
    """Sign in through the service."""

    def turn(one: Member) -> None:
        person = people[int(one.token)]
        body = json.dumps(a_sign_in(person)).encode()
        while True:  # told to come back, a phone does
            try:
                ask(running.port, "POST", "/v1/sessions", OURS, body)
            except RuntimeError as error:
                if "busy" not in str(error):
                    raise
            else:
                return

    return turn


def by_hand(cursor: psycopg.Cursor[Any], one: Member) -> None:
    """Do what a sign-in must, with nothing but SQL."""
    now, bucket = datetime.now(UTC), one.device_id.bytes
    cursor.execute("SELECT * FROM account WHERE worker_id = %s", [one.worker_id])
    cursor.execute(
        "INSERT INTO throttle (bucket, failures, last_at) VALUES (%s, 1, %s) "
        "ON CONFLICT (bucket) DO UPDATE SET failures = throttle.failures + 1",
        [bucket, now],
    )
    cursor.execute("DELETE FROM throttle WHERE bucket = %s", [bucket])
    cursor.execute("UPDATE device SET seen_on = %s WHERE worker_id = %s", [now.date(), one.worker_id])
    cursor.execute("DELETE FROM login_session WHERE worker_id = %s", [one.worker_id])
    cursor.execute(
        "INSERT INTO login_session (token_hash, worker_id, device_id, begun_at, used_at) "
        "VALUES (%s, %s, %s, %s, %s)",
        [secrets.token_bytes(32), one.worker_id, one.device_id, now, now],
    )


if __name__ == "__main__":
    measure()
