"""Staff act only with a code of their authenticator, which works once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pyotp
import pytest
from cryptography.exceptions import InvalidTag
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from api.accounts.models import Account
from api.accounts.service.second_factor import take_code
from api.organizations.models import Role
from api.pepper import seal, unseal
from api.world import World
from tests.accounts.people import Person, a_proof, an_invitation, coded, replaced, sign_in, sign_up
from tests.accounts.rows import stored_account

NOW = datetime(2026, 11, 22, 12, 0, 15, tzinfo=UTC)
PEPPER = bytes(range(32))
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238's appendix B

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(client: TestClient) -> Clock:
    """Set the service's clock; it stands at NOW."""
    app = client.app
    assert isinstance(app, FastAPI)

    def set_to(moment: datetime) -> None:
        app.state.now = lambda: moment

    set_to(NOW)
    return set_to


@pytest.fixture
def admin(client: TestClient, clock: Clock, session: Session) -> Person:
    """Give an admin who has no authenticator yet."""
    return sign_up(client, invitation=an_invitation(session, role=Role.ADMIN))


def code_at(secret: str, moment: datetime) -> str:
    return pyotp.TOTP(secret).at(moment)


def enrol(client: TestClient, person: Person) -> Any:
    return client.post("/v1/account/totp", json=a_proof(person), headers=person.headers)


def give(client: TestClient, person: Person, code: str, path: str = "/v1/sessions/second-factor") -> Any:
    return client.post(path, json={"code": code}, headers=person.headers)


def enrolled(client: TestClient, person: Person) -> tuple[Person, str]:
    """Enrol and confirm; give the person in the new session, and the secret."""
    secret = str(enrol(client, person).json()["secret"])
    answer = give(client, person, code_at(secret, NOW), "/v1/account/totp/confirm")
    assert answer.status_code == 200, answer.text
    return replaced(person, answer), secret


def may_act(client: TestClient, person: Person) -> bool:
    status = client.get("/v1/staff", headers=person.headers).status_code
    assert status in (200, 404)
    return bool(status == 200)


def test_a_role_does_nothing_before_a_code_and_everything_after(client: TestClient, admin: Person) -> None:
    before = may_act(client, admin)

    confirmed, _ = enrolled(client, admin)

    assert not before
    assert may_act(client, confirmed)
    assert client.get("/v1/account", headers=confirmed.headers).json()["second_factor"] == "given"


def test_a_worker_without_a_role_gains_none_by_a_code(client: TestClient, clock: Clock) -> None:
    confirmed, _ = enrolled(client, sign_up(client))

    assert not may_act(client, confirmed)


def test_a_code_used_twice_succeeds_once(client: TestClient, clock: Clock, admin: Person) -> None:
    """T04, one after the other: the second use comes from another session, as a shoulder surfer's would."""
    _, secret = enrolled(client, admin)
    later = NOW + timedelta(seconds=60)
    clock(later)
    thief, owner = sign_in(client, admin, new_phone=True), sign_in(client, admin)

    first = give(client, owner, code_at(secret, later))
    second = give(client, thief, code_at(secret, later))

    assert (first.status_code, second.status_code) == (200, 403)
    assert second.json()["code"] == "wrong-code"
    assert may_act(client, replaced(owner, first))
    assert not may_act(client, thief)


def test_the_code_that_confirmed_is_used_up(client: TestClient, admin: Person) -> None:
    confirmed, secret = enrolled(client, admin)

    assert give(client, confirmed, code_at(secret, NOW)).status_code == 403
    assert give(client, confirmed, code_at(secret, NOW - timedelta(seconds=30))).status_code == 403


@pytest.fixture
def stored(engine: Engine) -> Iterator[UUID]:
    """Give an account with an authenticator that other connections see."""
    with Session(engine) as session, session.begin():
        account = stored_account(session)
        worker_id = account.worker_id
        account.totp_sealed = seal(PEPPER, "totp", worker_id, SECRET.encode())
        account.totp_confirmed = True
    yield worker_id
    with Session(engine) as session, session.begin():
        session.execute(delete(Account).where(col(Account.worker_id) == worker_id))


def test_a_code_used_by_many_at_once_succeeds_once(engine: Engine, stored: UUID) -> None:
    """T04 in parallel, below the throttle, which would hide a race."""

    def use(_: int) -> bool:
        with Session(engine) as session, session.begin():
            return take_code(session, stored, code_at(SECRET, NOW), World(NOW, PEPPER))

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(use, range(24))) == 1


@pytest.mark.parametrize(
    ("seconds", "fits"),
    [(-120, False), (-60, False), (-30, True), (0, True), (30, True), (60, False), (120, False)],
)
def test_a_clock_may_be_half_a_minute_off_and_no_more(session: Session, seconds: int, fits: bool) -> None:
    """T05."""
    account = stored_account(session)
    account.totp_sealed = seal(PEPPER, "totp", account.worker_id, SECRET.encode())
    session.flush()
    code = code_at(SECRET, NOW + timedelta(seconds=seconds))

    assert take_code(session, account.worker_id, code, World(NOW, PEPPER)) is fits


def test_a_step_that_was_passed_does_not_come_back(session: Session) -> None:
    account = stored_account(session)
    account.totp_sealed = seal(PEPPER, "totp", account.worker_id, SECRET.encode())
    session.flush()
    world = World(NOW, PEPPER)

    assert take_code(session, account.worker_id, code_at(SECRET, NOW + timedelta(seconds=30)), world)
    assert not take_code(session, account.worker_id, code_at(SECRET, NOW), world)


def test_guesses_are_slowed_down(client: TestClient, clock: Clock, admin: Person) -> None:
    confirmed, secret = enrolled(client, admin)
    wrong = [give(client, confirmed, f"{number:06}").status_code for number in range(8)]

    assert wrong[:5] == [403] * 5
    assert wrong[5:] == [429] * 3
    right = code_at(secret, NOW + timedelta(seconds=30))
    assert give(client, confirmed, right).status_code == 429
    clock(NOW + timedelta(seconds=20))
    assert give(client, confirmed, right).status_code == 200


def test_powers_end_after_30_minutes_idle_and_after_12_hours(
    client: TestClient, clock: Clock, admin: Person
) -> None:
    confirmed, _ = enrolled(client, admin)
    for minutes in range(0, 12 * 60, 29):
        clock(NOW + timedelta(minutes=minutes))
        assert may_act(client, confirmed), minutes

    clock(NOW + timedelta(hours=12))
    assert not may_act(client, confirmed)
    assert client.get("/v1/account", headers=confirmed.headers).status_code == 200  # still signed in


def test_powers_that_nobody_used_for_half_an_hour_are_over(
    client: TestClient, clock: Clock, admin: Person
) -> None:
    confirmed, _ = enrolled(client, admin)

    clock(NOW + timedelta(minutes=30))

    assert not may_act(client, confirmed)


def test_confirming_ends_every_older_session(client: TestClient, clock: Clock, admin: Person) -> None:
    other = sign_in(client, admin, new_phone=True)

    confirmed, _ = enrolled(client, admin)

    assert confirmed.token != admin.token
    for old in (admin, other):
        assert client.get("/v1/account", headers=old.headers).status_code == 401


def test_a_confirmed_authenticator_is_replaced_only_with_its_own_code(
    client: TestClient, clock: Clock, admin: Person
) -> None:
    confirmed, secret = enrolled(client, admin)
    without = sign_in(client, admin, new_phone=True)

    refused = enrol(client, without)
    replaced_by = enrol(client, confirmed).json()["secret"]

    assert (refused.status_code, refused.json()["code"]) == (403, "second-factor-asked")
    assert replaced_by != secret
    assert not may_act(client, confirmed)  # until the new one is confirmed
    assert give(client, confirmed, code_at(secret, NOW + timedelta(seconds=30))).status_code == 403
    new = code_at(replaced_by, NOW)
    assert may_act(client, replaced(confirmed, give(client, confirmed, new, "/v1/account/totp/confirm")))


def test_a_stolen_session_makes_no_authenticator_without_the_passphrase(
    client: TestClient, session: Session, admin: Person
) -> None:
    def kept() -> bytes | None:
        query = select(Account.totp_sealed).where(Account.worker_id == admin.worker_id)
        return session.exec(query).one()

    path, guess = "/v1/account/totp", {"auth_key": coded(bytes(32))}
    without = client.post(path, json={}, headers=admin.headers)
    guesses = [client.post(path, json=guess, headers=admin.headers).json()["code"] for _ in range(6)]

    assert without.status_code == 422
    assert guesses == ["wrong-keys"] * 5 + ["slow-down"]
    assert kept() is None


def test_a_secret_is_sealed_under_the_pepper_for_its_worker(
    session: Session, client: TestClient, admin: Person
) -> None:
    _, secret = enrolled(client, admin)

    sealed = session.exec(select(Account.totp_sealed).where(Account.worker_id == admin.worker_id)).one()

    assert sealed is not None
    assert secret.encode() not in sealed
    sealed = seal(PEPPER, "totp", admin.worker_id, SECRET.encode())
    for worker_id, pepper in ((admin.worker_id, bytes(32)), (UUID(int=7), PEPPER)):
        with pytest.raises(InvalidTag):
            unseal(pepper, "totp", worker_id, sealed)


def test_a_secret_is_shown_once_and_is_in_no_other_answer(
    client: TestClient, clock: Clock, admin: Person
) -> None:
    """T11: neither the owner nor an admin gets at it again, by any address that reads."""
    confirmed, secret = enrolled(client, admin)
    document = client.get("/openapi.json").json()
    showing = [
        (method, path)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        if "TotpOut" in str(said["responses"])
    ]

    assert showing == [("post", "/v1/account/totp")]
    named = [
        name
        for name, schema in document["components"]["schemas"].items()
        if name.endswith("Out")
        for field in schema.get("properties", {})
        if field.startswith(("totp", "secret", "recovery", "uri", "auth"))
    ]
    assert set(named) == {"TotpOut", "EndpointMadeOut"}  # the other is an endpoint's, shown once as well
    for path, methods in document["paths"].items():
        if "get" in methods:
            where = path.replace("{", "").replace("}", "")
            answer = client.get(where, headers=confirmed.headers)
            assert secret not in answer.text, path
    for word in ("totp", "recovery", "secret"):
        address = f"/v1/accounts/{admin.worker_id}/{word}"
        assert client.get(address, headers=confirmed.headers).status_code == 404
