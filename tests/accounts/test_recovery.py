"""The recovery phrase opens the account once, and replaces everything."""

import time
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlmodel import Session

from api.accounts.hashes import same
from api.accounts.models import Account
from api.accounts.schemas import RecoveryIn
from api.accounts.service.recovery import replace_all
from api.db import transacted
from api.world import World
from tests.accounts.clock import Clock
from tests.accounts.people import (
    OURS,
    Person,
    a_passphrase,
    a_person,
    a_phrase,
    a_sign_in,
    an_account,
    coded,
    replaced,
    sign_in,
    sign_up,
    work_for,
)
from tests.conftest import PEPPER


def shown(person: Person) -> dict[str, Any]:
    return {"handle": person.handle, "recovery_key": coded(person.recovery_key)}


def renewed(person: Person) -> Person:
    """Give the same person with everything new, on a new phone."""
    new = a_person()
    return Person(**{**vars(new), "worker_id": person.worker_id, "handle": person.handle})


def recovery(person: Person, new: Person) -> dict[str, Any]:
    return {
        **shown(person),
        "passphrase": a_passphrase(new.auth_key),
        "phrase": a_phrase(new.recovery_key),
        "device": new.device,
    }


def post(client: TestClient, path: str, body: dict[str, Any]) -> Any:
    return client.post(path, json=body, headers=OURS)


def test_the_phrase_gives_the_wrapped_key_and_changes_nothing(client: TestClient) -> None:
    person = a_person()
    body = an_account(person) | {"work": work_for(client)}
    person = replaced(person, post(client, "/v1/accounts", body))

    answer = post(client, "/v1/recovery/open", shown(person))

    assert answer.json() == {
        "worker_id": str(person.worker_id),
        "wrapped_by_phrase": body["phrase"]["wrapped_by_phrase"],
        "keyring": body["keyring"],
    }
    assert client.get("/v1/account", headers=person.headers).status_code == 200


def test_recovering_replaces_everything_and_the_old_phrase_is_used_up(
    client: TestClient, session: Session
) -> None:
    """T06."""
    person = sign_up(client)
    other = sign_in(client, person, new_phone=True)
    new = renewed(person)

    answer = post(client, "/v1/recovery", recovery(person, new))
    after = replaced(new, answer)
    again = [
        post(client, "/v1/recovery", recovery(person, renewed(person))),
        post(client, "/v1/recovery/open", shown(person)),
    ]
    sessions = [client.get("/v1/account", headers=one.headers).status_code for one in (person, other, after)]

    assert answer.json()["worker_id"] == str(person.worker_id)
    assert [(one.status_code, one.json()["code"]) for one in again] == [(403, "wrong-keys")] * 2
    assert sessions == [401, 401, 200]
    assert post(client, "/v1/sessions", a_sign_in(person)).status_code == 403
    assert post(client, "/v1/sessions", a_sign_in(new)).status_code == 200
    assert post(client, "/v1/recovery/open", shown(new)).status_code == 200
    assert session.get_one(Account, person.worker_id).recovery_hash is not None


def test_one_phrase_used_at_once_by_two_serves_one(shared: FastAPI, engine: Engine) -> None:
    """T06, in parallel: both have shown the right phrase before either changes anything."""
    person = sign_up(TestClient(shared))
    world = World(now=datetime.now(UTC), pepper=b64decode(PEPPER.get_secret_value()))
    news = [RecoveryIn.model_validate(recovery(person, renewed(person))) for _ in range(2)]

    with ThreadPoolExecutor(2) as threads, Session(engine) as first:
        first.get_one(Account, person.worker_id, with_for_update=True)
        both = [threads.submit(transacted, engine, partial(replace_as, new, world)) for new in news]
        while waiting(engine) < 2 and not any(one.done() for one in both):
            time.sleep(0.01)
        first.rollback()

    assert sorted(type(one.result()).__name__ for one in both) == ["SignedIn", "WrongKeys"]


def replace_as(new: RecoveryIn, world: World, session: Session) -> object:
    return replace_all(session, new, "a hash", world)


def waiting(engine: Engine) -> int:
    query = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with engine.connect() as connection:
        return int(connection.scalar(text(query)) or 0)


def test_a_wrong_phrase_and_an_unknown_handle_are_answered_alike(client: TestClient) -> None:
    person = sign_up(client)
    wrong = Person(**{**vars(person), "recovery_key": bytes(32)})

    answers = [post(client, "/v1/recovery/open", shown(one)) for one in (wrong, a_person())]
    answers += [post(client, "/v1/recovery", recovery(one, renewed(one))) for one in (wrong, a_person())]

    assert {(one.status_code, one.text) for one in answers} == {(403, answers[0].text)}


def test_an_account_without_a_phrase_is_opened_by_no_key(client: TestClient, session: Session) -> None:
    person = sign_up(client)
    account = session.get_one(Account, person.worker_id)
    account.recovery_hash = account.wrapped_by_phrase = None
    session.commit()

    said = client.get("/v1/account", headers=person.headers).json()
    answers = [
        post(client, "/v1/recovery/open", shown(Person(**{**vars(person), "recovery_key": key})))
        for key in (person.recovery_key, bytes(32))
    ]

    assert not same(None, bytes(32))
    assert said["has_phrase"] is False
    assert [one.status_code for one in answers] == [403, 403]


def test_recovering_ends_the_wait_that_strangers_caused(client: TestClient, clock: Clock) -> None:
    person, new = sign_up(client), a_person()
    stranger = Person(**{**vars(a_person()), "handle": person.handle})
    for _ in range(6):
        post(client, "/v1/sessions", a_sign_in(stranger))

    new = renewed(person)
    answer = post(client, "/v1/recovery", recovery(person, new))
    elsewhere = Person(**{**vars(new), "device_id": a_person().device_id})

    assert answer.status_code == 200
    assert post(client, "/v1/sessions", a_sign_in(elsewhere)).status_code == 200


def test_a_new_phrase_takes_the_place_of_the_old_one_and_needs_the_passphrase(client: TestClient) -> None:
    person = sign_up(client)
    new = Person(**{**vars(person), "recovery_key": bytes(range(32))})
    body = {"auth_key": coded(person.auth_key), "new": a_phrase(new.recovery_key)}

    refused = client.post(
        "/v1/account/phrase", json=body | {"auth_key": coded(bytes(32))}, headers=person.headers
    )
    changed = client.post("/v1/account/phrase", json=body, headers=person.headers)

    assert (refused.status_code, changed.status_code) == (403, 200)
    assert changed.json()["has_phrase"] is True
    assert post(client, "/v1/recovery/open", shown(person)).status_code == 403
    assert post(client, "/v1/recovery/open", shown(new)).status_code == 200
    assert client.get("/v1/account", headers=person.headers).status_code == 200
