"""Role by route by owner (T23), from the OpenAPI document: a route is covered the day it appears."""

from typing import Any

import pytest
from httpx2 import Response

from api.main import create_app
from api.openapi import document, operations
from api.settings import Settings
from tests.accounts.people import OURS, Person, sign_in
from tests.service.matrix import OPEN, SCENES, Town

DOCUMENT = document(create_app(Settings(database_url=None)))
ROUTES = [(method, path) for method, path, _ in operations(DOCUMENT)]
GUARDED = [route for route in ROUTES if route not in OPEN]


def asked(town: Town, route: tuple[str, str], person: Person, headers: dict[str, str]) -> Response:
    path, body = SCENES[route].ask(town, person)
    more: dict[str, Any] = {} if body is None else {"json": body}
    return town.client.request(route[0].upper(), path, headers=headers, **more)


def test_every_route_is_either_open_or_has_its_scene() -> None:
    assert set(ROUTES) == OPEN | set(SCENES)


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_whoever_is_not_signed_in_gets_one_and_the_same_401(town: Town, route: tuple[str, str]) -> None:
    answer = asked(town, route, town.owner, OURS)
    false = asked(town, route, town.owner, OURS | {"Cookie": "__Host-s=" + "A" * 43})

    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")
    assert (false.status_code, false.content) == (answer.status_code, answer.content)


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_those_who_may_get_an_answer_and_nobody_else_does(town: Town, route: tuple[str, str]) -> None:
    """The ones who may come last: what they do may end what the others asked for."""
    scene = SCENES[route]
    may = {"owner"} if scene.of_owner else scene.let_in
    everybody = sorted(town.people.items(), key=lambda named: (may is None or named[0] in may, named[0]))
    nothing = town.client.get(
        "/v1/organizations/00000000-0000-7000-8000-000000000000",
        headers=OURS | {"Cookie": town.people["stranger"].headers["Cookie"]},
    )
    assert nothing.status_code == 404

    for name, person in everybody:
        answer = asked(town, route, person, person.headers)

        if may is None or name in may:
            assert answer.is_success, (name, answer.status_code, answer.text)
            assert answer.content not in {b"", b"null"}, name
        elif scene.shows or scene.of_owner:
            assert (answer.status_code, answer.content) == (404, nothing.content), name
        else:
            assert answer.is_client_error, name
        if name != "owner" and scene.shows:
            assert not [id_ for id_ in town.ids() if id_ in answer.text], name


@pytest.mark.parametrize("role", ["admin", "organizer", "moderator"])
def test_a_role_without_a_second_factor_in_this_session_opens_nothing(town: Town, role: str) -> None:
    person = sign_in(town.client, town.people[role])
    inbox = ("put", "/v1/organizations/{organization_id}/inbox")

    answers = [asked(town, route, person, person.headers) for route in [("get", "/v1/staff"), inbox]]

    assert [answer.status_code for answer in answers] == [404, 404]


FIELDS = ["worker_id", "owner_id", "role", "vouched", "is_admin", "id", "proof", "made_on"]


@pytest.mark.parametrize("route", [route for route in GUARDED if route[0] != "get"], ids=" ".join)
def test_no_body_takes_a_field_that_is_not_its_own(town: Town, route: tuple[str, str]) -> None:
    """T24. An invitation's role is its own, so there it may be said."""
    let_in = SCENES[route].let_in
    person = town.people["admin" if let_in is None or "admin" in let_in else "organizer"]
    path, body = SCENES[route].ask(town, person)
    fields = [field for field in FIELDS if field not in (body or {})]

    for field in fields if body else []:
        answer = town.client.request(
            route[0].upper(), path, json={**body, field: "admin"}, headers=person.headers
        )

        assert answer.status_code == 422, (field, answer.text)
        assert {error["code"] for error in answer.json()["errors"]} == {"extra_forbidden"}, field
