"""A session with powers moves no endpoint alone: it takes a code that was used for nothing before."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

import pyotp
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from api.accounts.caller import Caller
from api.accounts.models import Account, Throttle
from api.accounts.service.second_factor import WrongCode, done
from api.organizations.models import Role
from api.partners.models import Endpoint, State, Stopped
from api.partners.service import EndpointExists, fan_out
from api.pepper import seal
from api.world import World
from tests.accounts.people import Person, sign_in
from tests.accounts.rows import stored_account
from tests.accounts.staff import a_member_of_staff
from tests.partners.codes import app_of, fresh_code, later_code, used_code, wrong_code
from tests.partners.rows import NOW, PEPPER, deliveries

URL = "https://hooks.example/in/8b1f"
THEIRS = "https://elsewhere.example/in"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

Which = Callable[[TestClient, Person], str]


@dataclass
class Desk:
    """An organizer's session, as they or whoever stole it have it."""

    client: TestClient
    person: Person

    def post(self, path: str, body: object) -> Response:
        return self.client.post(path, json=body, headers=self.person.headers)

    def register(self, code: str, url: str = URL) -> Response:
        return self.post("/v1/endpoints", {"url": url, "code": code})

    def stop(self, code: str, endpoint_id: str) -> Response:
        return self.post(f"/v1/endpoints/{endpoint_id}/stop", {"code": code})

    def fresh(self) -> str:
        return fresh_code(self.client, self.person)


@pytest.fixture
def desk(client: TestClient, organizer: Person) -> Desk:
    return Desk(client, organizer)


def refusal(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("which", [used_code, wrong_code])
def test_without_a_fresh_code_nothing_is_registered(desk: Desk, session: Session, which: Which) -> None:
    """The code that was used last is the one that began the session."""
    answer = desk.register(which(desk.client, desk.person))

    assert refusal(answer) == (403, "wrong-code")
    assert session.exec(select(Endpoint)).all() == []


@pytest.mark.parametrize("which", [used_code, wrong_code])
def test_without_a_fresh_code_nothing_is_stopped(desk: Desk, session: Session, which: Which) -> None:
    """The code that was used last is the one that registered it."""
    made = desk.register(desk.fresh()).json()["id"]
    desk.post(f"/v1/endpoints/{made}/test", {})
    fan_out(session, app_of(desk.client).state.now())
    session.commit()

    answer = desk.stop(which(desk.client, desk.person), made)

    assert refusal(answer) == (403, "wrong-code")
    row = session.exec(select(Endpoint)).one()
    assert (row.stopped, row.url) == (None, URL)
    assert row.secret_sealed
    assert [one.state for one in deliveries(session)] == [State.WAITING]


def test_a_code_is_asked_for_in_the_body_and_its_old_way_is_gone(desk: Desk) -> None:
    made = desk.register(desk.fresh()).json()["id"]

    answers = [
        desk.post("/v1/endpoints", {"url": THEIRS}),
        desk.post(f"/v1/endpoints/{made}/stop", {}),
        desk.stop("12345", made),
        desk.client.delete(f"/v1/endpoints/{made}", headers=desk.person.headers),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 405]
    listed = desk.client.get("/v1/endpoints", headers=desk.person.headers).json()["endpoints"]
    assert [(one["url"], one["stopped"]) for one in listed] == [(URL, None)]


def test_a_code_that_moved_an_endpoint_opens_no_session(desk: Desk) -> None:
    """Nor does one of before it."""
    desk.register(desk.fresh())
    thief = Desk(desk.client, sign_in(desk.client, desk.person, new_phone=True))

    answer = thief.post("/v1/sessions/second-factor", {"code": used_code(desk.client, desk.person)})

    assert refusal(answer) == (403, "wrong-code")


def test_guesses_are_slowed_down_with_those_at_sign_in_and_for_nobody_else(
    desk: Desk, session: Session, union: UUID
) -> None:
    other = Desk(desk.client, a_member_of_staff(desk.client, session, Role.PARTNER, union))
    made = desk.register(desk.fresh()).json()["id"]
    wrong = wrong_code(desk.client, desk.person)

    guessed = [desk.register(wrong, THEIRS) for _ in range(2)]  # refused before its code is looked at
    guessed += [desk.stop(wrong, made) for _ in range(3)]
    guessed += [desk.post("/v1/sessions/second-factor", {"code": wrong}) for _ in range(2)]
    slowed = desk.stop(later_code(desk.client, desk.person), made)  # the right one

    assert [answer.json()["code"] for answer in guessed[:2]] == ["endpoint-exists"] * 2
    assert [answer.status_code for answer in guessed[2:]] == [403] * 5
    assert refusal(slowed) == (429, "slow-down")
    assert int(slowed.headers["retry-after"]) > 0
    assert other.stop(other.fresh(), made).status_code == 200


def test_the_right_code_forgets_the_wrong_ones_before_it(desk: Desk, session: Session) -> None:
    wrong = wrong_code(desk.client, desk.person)
    for _ in range(4):
        desk.register(wrong)

    assert desk.register(desk.fresh()).status_code == 201
    assert session.exec(select(Throttle)).all() == []


def test_a_typing_error_costs_no_code_and_is_no_guess(desk: Desk) -> None:
    code = desk.fresh()
    refused = [desk.register(code, "https://hooks.example:22/") for _ in range(6)]

    assert {refusal(answer) for answer in refused} == {(422, "endpoint-not-allowed")}
    assert desk.register(code).status_code == 201


@pytest.fixture
def stored(engine: Engine) -> Iterator[Caller]:
    """Give a caller whose account and authenticator other connections see."""
    with Session(engine) as session, session.begin():
        worker_id = with_authenticator(session).worker_id
    yield caller_of(worker_id)
    with Session(engine) as session, session.begin():
        session.execute(delete(Account).where(col(Account.worker_id) == worker_id))


def with_authenticator(session: Session, *, confirmed: bool = True) -> Account:
    account = stored_account(session)
    account.totp_sealed = seal(PEPPER, "totp", account.worker_id, SECRET.encode())
    account.totp_confirmed, account.totp_step = confirmed, int(NOW.timestamp()) // 30 - 9
    session.flush()
    return account


def caller_of(worker_id: UUID) -> Caller:
    return Caller(worker_id, worker_id, b"", frozenset({"organizer"}), None, True, False)


def code_now() -> str:
    """Give what the stored authenticator shows."""
    return pyotp.TOTP(SECRET).at(NOW)


def test_a_code_used_by_many_at_once_does_one_thing(engine: Engine, stored: Caller) -> None:
    """T04 in parallel, below the throttle, which would hide a race."""

    def use(_: int) -> object:
        with Session(engine) as session, session.begin():
            return done(session, stored, code_now(), World(NOW, PEPPER), lambda _: "moved")

    with ThreadPoolExecutor(8) as crowd:
        assert [said for said in crowd.map(use, range(24)) if said == "moved"] == ["moved"]


def test_work_that_is_refused_is_undone_and_its_code_stays_used(session: Session) -> None:
    """Two desks register at once: the second is told so, and nobody may use its code again."""
    caller = caller_of(with_authenticator(session).worker_id)
    world = World(NOW, PEPPER)

    def refused(inside: Session) -> None:
        stored_account(inside, handle_hash=b"of work that was undone")
        inside.flush()
        raise EndpointExists

    first = done(session, caller, code_now(), world, refused)
    second = done(session, caller, code_now(), world, lambda _: "moved")

    assert isinstance(first, EndpointExists)
    assert isinstance(second, WrongCode)
    left = session.exec(select(Account.handle_hash)).all()
    assert b"of work that was undone" not in left


def test_an_authenticator_that_nobody_confirmed_moves_nothing(session: Session) -> None:
    """Its first code ends every other session, which happens at sign-in and nowhere else."""
    account = with_authenticator(session, confirmed=False)

    said = done(session, caller_of(account.worker_id), code_now(), World(NOW, PEPPER), lambda _: "moved")

    session.refresh(account)
    assert isinstance(said, WrongCode)
    assert not account.totp_confirmed


def test_of_the_codes_that_fit_only_later_ones_are_left(desk: Desk) -> None:
    """An authenticator half a minute ahead gave the next step's code, so this step's is over too."""
    early = desk.fresh()
    made = desk.register(later_code(desk.client, desk.person, 2))

    assert made.status_code == 201
    assert refusal(desk.stop(early, made.json()["id"])) == (403, "wrong-code")


def test_a_stopped_one_stays_as_it_is(desk: Desk, session: Session) -> None:
    made = desk.register(desk.fresh()).json()["id"]
    first = desk.stop(desk.fresh(), made).json()
    again = desk.stop(desk.fresh(), made).json()

    assert first == again
    assert session.exec(select(Endpoint.stopped)).one() is Stopped.BY_HAND
