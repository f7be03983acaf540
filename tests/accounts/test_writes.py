"""A write comes from this app or it changes nothing, whatever tricks its address or method play."""

from http.client import HTTPConnection

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from api.boundary import STATELESS, is_same_origin
from api.main import create_app
from api.settings import Settings
from tests.accounts.people import Person, sign_up
from tests.service.asking import Operation
from tests.service.serving import served
from tests.service.test_malformed import OPERATIONS, named

WRITES = [one for one in OPERATIONS if one[0] != "get" and one[1] not in STATELESS]
HOST = "gongyou.test"
OURS = {"X-Gongyou": "1"}
SAME = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE: dict[str, dict[str, str]] = {
    "no header of ours": SAME,
    "another value of our header": SAME | {"X-Gongyou": "0"},
    "neither site nor origin": OURS,
    "another site": OURS | {"Sec-Fetch-Site": "cross-site"},
    "another site that names our origin": OURS | {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
    "a neighbour": OURS | {"Sec-Fetch-Site": "same-site"},
    "typed into the bar": OURS | {"Sec-Fetch-Site": "none"},
    "two sites": OURS | {"Sec-Fetch-Site": "same-origin, cross-site"},
    "another origin": OURS | {"Origin": "http://evil.example"},
    "an origin that begins like ours": OURS | {"Origin": f"http://{HOST}.evil.example"},
    "another port": OURS | {"Origin": f"http://{HOST}:8000"},
    "no origin's origin": OURS | {"Origin": "null"},
    "a form": {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://evil.example"},
}


def path_of(path: str, person: Person) -> str:
    for name in ("device_id", "organization_id", "worker_id"):
        path = path.replace(f"{{{name}}}", str(getattr(person, name, person.worker_id)))
    return path.replace("{role}", "admin")


def cookie(person: Person) -> dict[str, str]:
    return {"Cookie": person.headers["Cookie"]}


def test_there_are_writes_to_look_at() -> None:
    assert len(WRITES) >= 15


@pytest.mark.parametrize("operation", WRITES, ids=named)
def test_a_write_from_elsewhere_is_refused_and_changes_nothing(
    client: TestClient, operation: Operation
) -> None:
    """T10."""
    method, path, _ = operation
    person = sign_up(client)
    where = path_of(path, person)
    before = client.get("/v1/account/export", headers=person.headers).json()

    for case, headers in ELSEWHERE.items():
        sent = {"Content-Type": "application/json"} | headers | cookie(person)
        answer = client.request(method, where, content=b"{}", headers=sent)
        assert answer.status_code in {403, 415}, case
        assert answer.json()["code"] in {"not-from-this-app", "not-json"}, case
    text = client.request(
        method, where, content=b"{}", headers=person.headers | {"Content-Type": "text/plain"}
    )
    read = client.get(where, headers=person.headers)

    assert text.status_code == 415
    assert read.status_code in {404, 405} or (("get", path) in {one[:2] for one in OPERATIONS})
    assert client.get("/v1/account/export", headers=person.headers).json() == before


def test_tricks_of_method_and_address_lead_to_the_same_decision(shared: FastAPI) -> None:
    """T28, through a socket: a test client would tidy the addresses."""
    with served(shared) as (host, port):
        door = HTTPConnection(host, port, timeout=60)
        with httpx2.Client(base_url=f"http://{host}:{port}", trust_env=False) as client:
            person = sign_up(client)

        def decided(method: str, where: str, headers: dict[str, str]) -> int:
            sent = {"Content-Type": "application/json"} | cookie(person) | headers
            door.request(method, where, b"[]" if method != "GET" else None, sent)
            answer = door.getresponse()
            answer.read()
            return answer.status

        for method, path, _ in WRITES:
            where = path_of(path, person)
            for same in (where, *means_the_same(where)):
                assert decided(method.upper(), same, {}) == 403, same
                assert decided(method.upper(), same, {"X-HTTP-Method-Override": "GET"}) == 403, same
            for trick in ("GET", "HEAD", "OPTIONS"):
                override = {"X-HTTP-Method-Override": method.upper(), **OURS, **SAME}
                assert decided(trick, where, override) in {404, 405}, f"{trick} {where}"
            for other in means_another(where):
                assert decided(method.upper(), other, {}) in {403, 404, 405}, other
                assert decided(method.upper(), other, OURS | SAME) in {404, 405}, other
        assert decided("GET", "/v1/account", {}) == 200
        door.close()


def means_the_same(where: str) -> list[str]:
    """Write an address in other ways that mean the same."""
    last = where.rindex("/")
    letter = f"{where[:last]}/%{ord(where[last + 1]):02x}{where[last + 2 :]}"
    return [letter, f"{where[:last]}%2f{where[last + 1 :]}", f"{where[:last]}%2F{where[last + 1 :]}"]


def means_another(where: str) -> list[str]:
    """Write addresses that only look like one of ours."""
    last = where.rindex("/")
    twice = f"{where[:last]}%252f{where[last + 1 :]}"
    dots = f"{where}/../{where[last + 1 :]}"
    return [f"{where}/", f"{where}%2f", twice, f"/{where}", where.upper(), dots, f"{where};x", f"{where}%00"]


@pytest.mark.parametrize(
    ("headers", "https", "ours"),
    [
        ({"origin": f"http://{HOST}"}, False, True),
        ({"origin": f"https://{HOST}"}, False, True),
        ({"origin": f"https://{HOST}"}, True, True),
        ({"origin": f"http://{HOST}"}, True, False),
        ({"origin": "http://"}, False, False),
        ({"sec-fetch-site": "same-origin", "origin": "http://elsewhere"}, False, True),
        ({"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"}, False, False),
        ({}, False, False),
    ],
)
def test_an_origin_is_ours_if_the_browser_says_so_or_it_is_the_host(
    headers: dict[str, str], https: bool, ours: bool
) -> None:
    assert is_same_origin(Headers({"host": HOST, **headers}), https=https) is ours
    assert not is_same_origin(Headers({"origin": "http://"}), https=https)


def test_what_is_nobodys_may_be_asked_from_anywhere() -> None:
    client = TestClient(create_app(Settings()))

    answer = client.post("/v1/offers/check", json={"text": "日结 300"}, headers={"Origin": "http://other"})

    assert answer.status_code == 200
