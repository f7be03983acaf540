"""A session ends when it should, at once, and its token is in no table."""

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, func, select

from api.accounts.jobs import forget_what_is_over
from api.accounts.models import Device, LoginSession, SpentChallenge, Throttle
from api.world import World
from tests.accounts.clock import Clock
from tests.accounts.people import (
    COOKIE,
    OURS,
    Person,
    a_blob,
    a_passphrase,
    a_person,
    a_proof,
    a_sign_in,
    coded,
    replaced,
    sign_in,
    sign_up,
)


def status(client: TestClient, person: Person) -> int:
    return int(client.get("/v1/account", headers=person.headers).status_code)


def post(client: TestClient, path: str, person: Person, **body: Any) -> Any:
    return client.post(path, json=body, headers=person.headers)


def test_the_cookie_is_for_this_host_over_https_and_no_script(client: TestClient) -> None:
    person = sign_up(client)

    answer = post(client, "/v1/sessions", person, **a_sign_in(person))
    parts = answer.headers["set-cookie"].split("; ")

    assert parts[0].startswith("__Host-s=")
    assert len(parts[0]) == len("__Host-s=") + 43  # 256 bits
    assert {part.lower() for part in parts[1:]} == {
        "secure",
        "httponly",
        "samesite=strict",
        "path=/",
        "max-age=34560000",
    }


def test_no_session_is_answered_with_401_and_nothing_else(client: TestClient) -> None:
    answers = [
        client.get("/v1/account", headers=headers)
        for headers in ({}, {"Cookie": f"{COOKIE}="}, {"Cookie": f"{COOKIE}={'x' * 5000}"})
    ]

    assert [one.status_code for one in answers] == [401] * 3
    assert answers[0].json()["code"] == "signed-out"


def test_signing_out_ends_the_session_and_empties_the_browser(client: TestClient) -> None:
    """T08: a stolen cookie after logout."""
    person = sign_up(client)

    answer = post(client, "/v1/sessions/end", person)

    assert answer.json() == {"sessions": 1}
    assert answer.headers["clear-site-data"] == '"cache", "cookies"'
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")
    assert status(client, person) == 401


def test_signing_out_everywhere_ends_all_other_sessions(client: TestClient) -> None:
    person = sign_up(client)
    others = [sign_in(client, person, new_phone=True) for _ in range(2)]
    stranger = sign_up(client)

    answer = post(client, "/v1/sessions/end", person, everywhere=True)

    assert answer.json() == {"sessions": 2}
    assert "set-cookie" not in answer.headers
    assert [status(client, one) for one in (person, *others, stranger)] == [200, 401, 401, 200]


def test_a_new_passphrase_ends_every_session_and_replaces_this_one(client: TestClient) -> None:
    """T08: a stolen cookie after a passphrase change."""
    person = sign_up(client)
    other = sign_in(client, person, new_phone=True)
    new = Person(**{**vars(person), "auth_key": bytes(range(32))})

    answer = post(
        client,
        "/v1/account/passphrase",
        person,
        auth_key=coded(person.auth_key),
        new=a_passphrase(new.auth_key),
    )
    after = replaced(new, answer)

    assert [status(client, one) for one in (person, other, after)] == [401, 401, 200]
    assert client.post("/v1/sessions", json=a_sign_in(person), headers=OURS).status_code == 403
    assert client.post("/v1/sessions", json=a_sign_in(new), headers=OURS).status_code == 200


def test_a_stolen_session_cannot_change_the_passphrase_by_guessing(client: TestClient, clock: Clock) -> None:
    person = sign_up(client)
    body = {"auth_key": coded(bytes(32)), "new": a_passphrase(bytes(32))}

    answers = [post(client, "/v1/account/passphrase", person, **body).status_code for _ in range(6)]

    assert answers == [403] * 5 + [429]
    assert client.post("/v1/sessions", json=a_sign_in(person), headers=OURS).status_code == 200


def test_what_the_table_holds_opens_nothing(client: TestClient, session: Session) -> None:
    """T09."""
    person = sign_up(client)
    kept = session.exec(select(LoginSession.token_hash)).one()

    tried = [coded(kept).encode(), kept.hex().encode(), urlsafe_b64encode(kept).rstrip(b"="), kept]
    answers = [
        client.get("/v1/account", headers={b"Cookie": f"{COOKIE}=".encode() + token}).status_code
        for token in tried
    ]

    assert answers == [401] * 4
    assert person.token.encode() not in kept
    assert status(client, person) == 200


def test_a_session_ends_after_30_days_without_use_and_not_before(client: TestClient, clock: Clock) -> None:
    person = sign_up(client)

    clock.forward(days=29, hours=23)
    used = status(client, person)
    clock.forward(days=29, hours=23)
    used_again = status(client, person)
    clock.forward(days=30)

    assert (used, used_again, status(client, person)) == (200, 200, 401)


def test_of_a_workers_hours_no_more_is_kept_than_the_hour(
    client: TestClient, session: Session, clock: Clock
) -> None:
    person = sign_up(client)
    begun = clock.now

    def used_at() -> datetime:
        session.expire_all()
        return session.exec(select(LoginSession.used_at)).one()

    clock.forward(minutes=59)
    status(client, person)
    within = used_at()
    clock.forward(minutes=1)
    status(client, person)

    assert (within, used_at()) == (begun, clock.now)


def test_a_phone_signed_out_from_elsewhere_may_end_its_session_and_nothing_else(client: TestClient) -> None:
    person = sign_up(client)
    lost = sign_in(client, person, new_phone=True)

    answer = post(client, f"/v1/devices/{lost.device_id}/sign-out", person, **a_proof(person))
    told = {one["device_id"]: one["leaving"] for one in answer.json()}
    barred = [
        status(client, lost),
        post(client, f"/v1/devices/{person.device_id}/sign-out", lost, **a_proof(lost)).status_code,
        client.get("/v1/devices", headers=lost.headers).status_code,
        post(client, "/v1/sessions/end", lost, everywhere=True).json(),
    ]
    ended = post(client, "/v1/sessions/end", lost)

    assert told == {str(person.device_id): False, str(lost.device_id): True}
    assert barred == [401, 401, 401, {"sessions": 0}]
    assert ended.json() == {"sessions": 1}
    assert status(client, person) == 200


def test_a_stolen_session_signs_no_phone_out_without_the_passphrase(client: TestClient, clock: Clock) -> None:
    person = sign_up(client)
    other = sign_in(client, person, new_phone=True)
    path = f"/v1/devices/{other.device_id}/sign-out"
    guess = {"auth_key": coded(bytes(32))}

    without = post(client, path, person)
    guesses = [post(client, path, person, **guess).json()["code"] for _ in range(6)]

    assert without.status_code == 422
    assert guesses == ["wrong-keys"] * 5 + ["slow-down"]
    assert status(client, other) == 200


def test_signing_in_again_on_that_phone_makes_it_a_phone_like_others(client: TestClient) -> None:
    person = sign_up(client)
    found = sign_in(client, person, new_phone=True)
    post(client, f"/v1/devices/{found.device_id}/sign-out", person, **a_proof(person))

    again = sign_in(client, found)

    assert status(client, again) == 200


def test_phones_are_named_sealed_and_only_by_their_owner(client: TestClient, session: Session) -> None:
    person, stranger = sign_up(client), sign_up(client)
    label = coded(a_blob())
    path = f"/v1/devices/{person.device_id}"

    named = client.put(f"{path}/label", json={"label": label}, headers=person.headers)
    readable = client.put(f"{path}/label", json={"label": coded(b"my phone")}, headers=person.headers)
    foreign = [
        client.put(f"{path}/label", json={"label": label}, headers=stranger.headers),
        post(client, f"{path}/sign-out", stranger, **a_proof(stranger)),
        post(client, f"/v1/devices/{a_person().device_id}/sign-out", stranger, **a_proof(stranger)),
    ]

    assert [one["label"] for one in named.json()] == [label]
    assert readable.status_code == 422
    assert [(one.status_code, one.text) for one in foreign] == [(404, foreign[0].text)] * 3
    assert session.exec(select(func.count()).where(col(Device.leaving_since).is_not(None))).one() == 0


@pytest.mark.parametrize("days", [0, 29, 31])
def test_what_is_over_is_deleted_and_nothing_else(
    client: TestClient, session: Session, clock: Clock, days: int
) -> None:
    person = sign_up(client)
    client.post("/v1/sessions", json=a_sign_in(a_person()), headers=OURS)
    clock.forward(days=days)

    forget_what_is_over(session, World(clock.now, bytes(32)))
    left = [
        session.exec(select(func.count()).select_from(table)).one()
        for table in (LoginSession, SpentChallenge, Throttle)
    ]

    assert left == ([1, 1, 1] if days == 0 else [1, 0, 0] if days == 29 else [0, 0, 0])
    assert status(client, person) == (401 if days == 31 else 200)
