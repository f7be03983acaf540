"""Signing in tells nobody who exists, and is slow for whoever guesses."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import extract_parameters
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Connection, event
from sqlmodel import Session

from api.accounts.hashes import DUMMY, HASHER
from api.accounts.models import Account
from tests.accounts.clock import Clock, counted
from tests.accounts.people import (
    COOKIE,
    OURS,
    Person,
    a_person,
    a_proof,
    a_sign_in,
    an_invitation,
    replaced,
    sign_in,
    sign_up,
    token_of,
)


def post(client: TestClient, person: Person, **headers: str) -> Any:
    return client.post("/v1/sessions", json=a_sign_in(person), headers=OURS | headers)


def guess(person: Person) -> Person:
    """Be a stranger who knows the handle."""
    return Person(**{**vars(a_person()), "handle": person.handle})


def moved(person: Person) -> Person:
    """Be the owner on a phone that was never here."""
    return Person(**{**vars(person), "device_id": a_person().device_id})


def salt(client: TestClient, handle: str) -> str:
    answer = client.post("/v1/accounts/salt", json={"handle": handle}, headers=OURS)
    return str(answer.json()["salt"])


def test_a_handle_that_does_not_exist_is_refused_like_one_that_does_with_the_same_work(
    client: TestClient, app: FastAPI, connection: Connection
) -> None:
    """T01: status, body, headers, statements and hashing are the same; so is the time."""
    person, slots = sign_up(client), counted(app)
    said: list[str] = []

    def note(_: Any, __: Any, statement: str, *more: Any) -> None:
        if "SAVEPOINT" not in statement:  # they are the test's own, and numbered
            said.append(statement)

    event.listen(connection, "before_cursor_execute", note)

    known = post(client, guess(person))
    statements, said[:] = list(said), []
    unknown = post(client, a_person())

    assert (known.status_code, known.json()["code"]) == (403, "wrong-keys")
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert dict(known.headers) == dict(unknown.headers)
    assert said == statements != []
    assert slots.did == ["is_auth_key", "is_auth_key"]


def test_the_hash_of_nobody_costs_what_a_real_one_costs(client: TestClient, session: Session) -> None:
    person = sign_up(client)

    real = session.get_one(Account, person.worker_id).auth_hash

    assert extract_parameters(DUMMY) == extract_parameters(real) == extract_parameters(HASHER.hash(b"x"))
    assert (HASHER.memory_cost, HASHER.time_cost) == (19_456, 2)


def test_salts_answer_alike_and_stay_the_same(client: TestClient, session: Session) -> None:
    person = sign_up(client)

    mine, nobodys = salt(client, person.handle), salt(client, "nobody here")

    assert mine == salt(client, person.handle.upper())
    assert nobodys == salt(client, "Nobody\u200b here")
    assert len({mine, nobodys, salt(client, "nobody else")}) == 3
    assert len(mine) == len(nobodys)


def test_a_handle_in_any_of_its_forms_is_the_same_account(client: TestClient) -> None:
    """T03, handles: NFD and NFC are one; the passphrase never comes here."""
    person = sign_up(client, handle="José 工友😀")

    again = Person(**{**vars(person), "handle": "jose\u0301工友😀"})

    assert post(client, again).json()["worker_id"] == str(person.worker_id)


@pytest.mark.parametrize("key", ["x" * 1_000_000, "a\u0000b", "😀" * 11, "A" * 43, "A" * 45 + "="])
def test_an_auth_key_is_32_bytes_and_nothing_else(client: TestClient, key: str) -> None:
    """T03, keys."""
    body = a_sign_in(a_person()) | {"auth_key": key}

    answer = client.post("/v1/sessions", json=body, headers=OURS)

    assert answer.status_code in {413, 422}
    assert key[:20] not in answer.text


def test_a_session_that_was_there_before_is_not_the_one_that_follows(client: TestClient) -> None:
    """T07: a planted token becomes nobody's session, and an old one ends."""
    person, other = sign_up(client), sign_up(client)
    planted = "planted-by-a-stranger-planted-by-a-stranger"

    after_planted = post(client, person, Cookie=f"{COOKIE}={planted}")
    after_other = post(client, person, Cookie=f"{COOKIE}={other.token}")
    tokens = [planted, token_of(after_planted), other.token, token_of(after_other)]
    seen = [
        client.get("/v1/account", headers={"Cookie": f"{COOKIE}={token}"}).status_code for token in tokens
    ]

    assert seen == [401, 401, 401, 200]


def test_guesses_on_a_handle_wait_longer_each_time_but_not_its_owner_on_a_known_phone(
    client: TestClient, clock: Clock
) -> None:
    """T14, with sixty guesses as fast as allowed."""
    person = sign_up(client)
    waits = []
    for _ in range(60):
        answer = post(client, guess(person))
        if answer.status_code == 429:
            waits.append(int(answer.headers["retry-after"]))
            clock.forward(seconds=waits[-1])

    post(client, guess(person))  # so that they wait now
    owner, elsewhere = post(client, person), post(client, moved(person))

    assert waits[:6] == [2, 4, 8, 16, 32, 64]
    assert max(waits) == waits[-1] == 3600
    assert (owner.status_code, elsewhere.status_code) == (200, 429)


def test_the_owner_on_a_new_phone_gets_in_once_the_wait_is_over_and_the_count_begins_again(
    client: TestClient, clock: Clock
) -> None:
    person = sign_up(client)
    new = moved(person)
    for _ in range(5):
        post(client, guess(person))

    early = post(client, new)
    clock.forward(seconds=2)
    late = post(client, new)
    after = [post(client, guess(person)).status_code for _ in range(6)]

    assert (early.status_code, early.json()["code"]) == (429, "slow-down")
    assert late.status_code == 200
    assert after == [403] * 5 + [429]


def test_a_known_phone_has_a_throttle_too(client: TestClient, clock: Clock) -> None:
    person = sign_up(client)
    thief = Person(**{**vars(person), "auth_key": bytes(32)})

    answers = [post(client, thief).status_code for _ in range(6)]

    assert answers == [403] * 5 + [429]


def test_a_phone_that_was_signed_out_from_elsewhere_is_no_known_phone(
    client: TestClient, clock: Clock
) -> None:
    person = sign_up(client)
    other = sign_in(client, person, new_phone=True)
    path = f"/v1/devices/{person.device_id}/sign-out"
    client.post(path, json=a_proof(other), headers=other.headers)

    for _ in range(5):
        post(client, guess(person))

    assert post(client, person).status_code == 429
    assert post(client, other).status_code == 200


def test_handles_that_do_not_exist_are_throttled_the_same(client: TestClient, clock: Clock) -> None:
    nobody = a_person()

    assert [post(client, guess(nobody)).status_code for _ in range(6)] == [403] * 5 + [429]


def test_guesses_at_once_are_counted_before_any_is_looked_at(shared: FastAPI) -> None:
    """T14, in parallel: no more than five are ever held against the hash."""
    client = TestClient(shared)
    Clock(shared)
    person, slots = sign_up(client), counted(shared, patience=60)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda _: post(TestClient(shared), guess(person)).status_code, range(20)))

    assert sorted(answers) == [403] * 5 + [429] * 15
    assert len(slots.did) == 5


def test_a_new_sign_in_is_a_new_session_and_knows_the_phone(client: TestClient, session: Session) -> None:
    person = sign_up(client, invitation=an_invitation(session))

    answer = post(client, person)
    phones = client.get("/v1/devices", headers=replaced(person, answer).headers).json()

    assert answer.json()["worker_id"] == str(person.worker_id)
    assert [(one["device_id"], one["this"]) for one in phones] == [(str(person.device_id), True)]


def test_a_passphrase_that_changes_while_it_is_looked_at_lets_nobody_in(
    client: TestClient, session: Session, app: FastAPI
) -> None:
    person, slots = sign_up(client), counted(app)

    def change() -> None:
        account = session.get_one(Account, person.worker_id)
        account.auth_hash = DUMMY
        session.commit()

    slots.before = change
    answer = post(client, person)

    assert (answer.status_code, answer.json()["code"]) == (403, "wrong-keys")
    assert slots.did == ["is_auth_key"]
