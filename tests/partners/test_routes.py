"""An organization registers its endpoint, tests it, sees what was sent, and stops it."""

import logging
from base64 import b64decode
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Connection
from sqlmodel import Session, select

from api.events import Event
from api.organizations.models import Role, RoleHeld
from api.partners.models import Endpoint, State
from api.partners.service import fan_out
from tests.accounts.people import Person
from tests.accounts.rows import TODAY
from tests.accounts.staff import a_member_of_staff, an_organization
from tests.partners.codes import app_of, fresh_code
from tests.partners.rows import NOW, an_event, deliveries, send
from tests.partners.sinks import listening, status

URL = "https://hooks.example/in/marker138"


def register(client: TestClient, person: Person, url: str = URL) -> Response:
    body = {"url": url, "code": fresh_code(client, person)}
    return client.post("/v1/endpoints", json=body, headers=person.headers)


def listed(client: TestClient, person: Person) -> Response:
    return client.get("/v1/endpoints", headers=person.headers)


def stopped(client: TestClient, person: Person, endpoint_id: str) -> Response:
    body = {"code": fresh_code(client, person)}
    return client.post(f"/v1/endpoints/{endpoint_id}/stop", json=body, headers=person.headers)


def asked_test(client: TestClient, person: Person, endpoint_id: str) -> Response:
    return client.post(f"/v1/endpoints/{endpoint_id}/test", headers=person.headers)


def moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def allow_loopback(client: TestClient) -> None:
    state = app_of(client).state
    state.settings = state.settings.model_copy(update={"webhooks_to_loopback": True})


def refusal(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_secret_is_shown_when_an_endpoint_is_registered_and_never_again(
    client: TestClient, session: Session, organizer: Person
) -> None:
    made = register(client, organizer)
    after = listed(client, organizer)

    secret = made.json()["secret"]
    assert made.status_code == 201
    assert len(b64decode(secret.removeprefix("whsec_"))) == 32
    shown = {name: value for name, value in made.json().items() if name != "secret"}
    assert after.json() == {"endpoints": [shown], "loopback": False}
    assert after.json()["endpoints"][0]["url"] == URL
    assert b64decode(secret.removeprefix("whsec_")) not in session.exec(select(Endpoint)).one().secret_sealed


def test_one_endpoint_works_and_a_new_one_needs_the_old_one_to_be_stopped(
    client: TestClient, organizer: Person
) -> None:
    first = register(client, organizer).json()
    second = register(client, organizer, URL + "2")
    end = stopped(client, organizer, first["id"])
    again = stopped(client, organizer, first["id"])
    third = register(client, organizer, URL + "3").json()

    assert refusal(second) == (409, "endpoint-exists")
    assert (end.json()["stopped"], again.json()["stopped"]) == ("by_hand", "by_hand")
    assert third["secret"] != first["secret"]
    urls = [(one["url"], one["stopped"]) for one in listed(client, organizer).json()["endpoints"]]
    assert urls == [(URL + "3", None), ("https://hooks.example", "by_hand")]


def test_an_organization_registers_five_a_day(client: TestClient, organizer: Person) -> None:
    for _ in range(5):
        made = register(client, organizer)
        assert made.status_code == 201, made.text
        stopped(client, organizer, made.json()["id"])

    answer = register(client, organizer)

    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-endpoints")


NOT_ALLOWED = {
    "http://hooks.example/marker138": "not-https",
    "ftp://hooks.example/marker138": "not-https",
    "https://hooks.example:22/marker138": "port",
    "https://a:marker138@b.example/": "user",
    "https://hooks.example/#marker138": "fragment",
    "https:///marker138": "no-host",
    "https://marker138/": "no-dot",
    "marker138 .": "letters",
    "https://10.0.0.1/marker138": "not-public",
    "https://192.168.1.5:8443/marker138": "not-public",
    "https://169.254.169.254/marker138": "not-public",
    "https://0xa9fea9fe/marker138": "not-public",
    "https://[::1]/marker138": "not-public",
}


@pytest.mark.parametrize("url", NOT_ALLOWED)
def test_any_other_url_is_refused_by_what_is_wrong_with_it_and_not_repeated(
    client: TestClient, organizer: Person, url: str
) -> None:
    answer = register(client, organizer, url)

    assert refusal(answer) == (422, "endpoint-not-allowed")
    assert answer.json()["errors"] == [{"pointer": "/body/url", "code": NOT_ALLOWED[url]}]
    assert "marker138" not in answer.text
    assert listed(client, organizer).json()["endpoints"] == []


def test_the_setting_for_development_is_said_and_lets_this_machine_be_registered(
    client: TestClient, organizer: Person
) -> None:
    before = register(client, organizer, "http://localhost:9000/in")
    allow_loopback(client)

    assert refusal(before) == (422, "endpoint-not-allowed")
    assert register(client, organizer, "http://localhost:9000/in").status_code == 201
    assert listed(client, organizer).json()["loopback"] is True


def test_nobody_of_another_organization_reaches_an_endpoint(
    client: TestClient, session: Session, organizer: Person
) -> None:
    made = register(client, organizer).json()["id"]
    other = a_member_of_staff(client, session, Role.PARTNER, an_organization(session))
    deliveries_of = f"/v1/endpoints/{made}/deliveries"

    answers = [
        stopped(client, other, made),
        asked_test(client, other, made),
        client.get(deliveries_of, headers=other.headers),
        stopped(client, organizer, str(uuid4())),
    ]

    assert client.get(deliveries_of, headers=organizer.headers).status_code == 200
    assert {refusal(answer) for answer in answers} == {(404, "not-found")}
    assert listed(client, other).json()["endpoints"] == []
    assert listed(client, organizer).json()["endpoints"][0]["stopped"] is None


def test_a_partner_acts_for_the_organization_that_made_them_one(
    client: TestClient, session: Session, union: UUID, organizer: Person
) -> None:
    """Also when they moderate for another."""
    partner = a_member_of_staff(client, session, Role.PARTNER, union)
    elsewhere = an_organization(session)
    session.add(
        RoleHeld(worker_id=partner.worker_id, role=Role.MODERATOR, organization_id=elsewhere, since=TODAY)
    )
    session.commit()

    register(client, partner)

    assert [one["url"] for one in listed(client, organizer).json()["endpoints"]] == [URL]
    assert session.exec(select(Endpoint.organization_id)).all() == [union]


def test_ten_tests_may_be_on_their_way(client: TestClient, session: Session, organizer: Person) -> None:
    made = register(client, organizer).json()["id"]
    asked = [asked_test(client, organizer, made) for _ in range(11)]
    events = session.exec(select(Event)).all()
    stopped(client, organizer, made)

    assert [answer.status_code for answer in asked] == [202] * 10 + [409]
    assert refusal(asked[-1]) == (409, "too-many-tests")
    assert [(event.kind, event.data, str(event.endpoint_id)) for event in events] == [
        ("endpoint.test", {}, made)
    ] * 10
    assert refusal(asked_test(client, organizer, made)) == (409, "endpoint-stopped")


def test_a_test_that_is_over_makes_room_for_another(
    client: TestClient, connection: Connection, session: Session, organizer: Person
) -> None:
    allow_loopback(client)
    with listening() as sink:
        made = register(client, organizer, f"http://hooks.test:{sink.port}/").json()["id"]
        for _ in range(10):
            asked_test(client, organizer, made)
        send(connection)

    assert {one.state for one in deliveries(session)} == {State.DONE}
    assert asked_test(client, organizer, made).status_code == 202


def test_every_try_is_shown_with_how_it_ended_and_when_the_next_is(
    client: TestClient, connection: Connection, session: Session, organizer: Person
) -> None:
    allow_loopback(client)
    with listening(status(500)) as sink:
        made = register(client, organizer, f"http://hooks.test:{sink.port}/").json()["id"]
        an_event(session)
        send(connection)
        sink.reply = status(204)
        an_event(session, NOW + timedelta(seconds=1))
        send(connection, NOW + timedelta(seconds=3))
    failing = listed(client, organizer).json()["endpoints"][0]["failing_since"]
    shown = client.get(f"/v1/endpoints/{made}/deliveries", headers=organizer.headers).json()

    newest, oldest = shown
    assert failing is None
    assert (newest["state"], newest["due_at"]) == ("done", None)
    assert [one["outcome"] for one in newest["attempts"]] == ["204"]
    assert (oldest["kind"], oldest["state"]) == ("release.published", "waiting")
    assert [(one["number"], one["outcome"]) for one in oldest["attempts"]] == [(1, "500")]
    assert NOW <= moment(oldest["attempts"][0]["at"]) < moment(oldest["due_at"])
    assert moment(oldest["due_at"]) - NOW < timedelta(seconds=10)


def test_the_newest_fifty_deliveries_are_shown(
    client: TestClient, session: Session, organizer: Person
) -> None:
    made = register(client, organizer).json()["id"]
    for number in range(52):
        an_event(session, NOW + timedelta(seconds=number))
    for _ in range(2):
        fan_out(session, NOW)
    session.commit()

    shown = client.get(f"/v1/endpoints/{made}/deliveries", headers=organizer.headers).json()

    assert len(shown) == 50
    assert moment(shown[0]["happened_at"]) == NOW + timedelta(seconds=51)


def test_no_level_of_the_log_holds_a_url(
    client: TestClient, organizer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made = register(client, organizer)
    register(client, organizer, URL + "2")
    register(client, organizer, "http" + URL)

    assert made.status_code == 201
    assert "marker138" not in caplog.text
    assert "hooks.example" not in caplog.text
