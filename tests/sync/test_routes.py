"""Sync over HTTP: who may call, how much at once, what the document says."""

import json
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from api.accounts.models import Device
from api.main import create_app
from api.openapi import document
from api.settings import Settings
from api.sync.operations import shapes
from api.sync.service import ENTITIES
from tests.accounts.people import Person, sign_up
from tests.sync.phones import Phone, blob

LIMIT = 1024 * 1024


@pytest.fixture
def person(client: TestClient) -> Person:
    return sign_up(client)


def a_push(person: Person, *operations: Any, **more: Any) -> dict[str, Any]:
    said = {"device_id": str(person.device_id), "app_version": "1.0", "highest_seq": len(operations)}
    return {**said, "operations": list(operations), **more}


def test_what_is_pushed_comes_back_to_the_same_worker_and_to_nobody_else(
    client: TestClient, session: Session, person: Person
) -> None:
    phone = Phone(session, person.worker_id)
    stranger = sign_up(client)
    sent = [phone.consent(), phone.put("employer", {"name": "Bright Labels"})]

    pushed = client.post("/v1/sync/push", json=a_push(person, *sent), headers=person.headers)
    mine = client.get("/v1/sync/pull", headers=person.headers)
    receipt = client.get("/v1/sync/receipt", headers=person.headers)
    theirs = client.get("/v1/sync/pull", headers=stranger.headers)

    assert [result["outcome"] for result in pushed.json()["results"]] == ["applied", "applied"]
    assert pushed.json()["missing"] == []
    assert [change["body"] for change in mine.json()["changes"]] == [sent[0]["body"], sent[1]["body"]]
    assert receipt.json()["counts"] == {"consent": 1, "employer": 1}
    assert theirs.json()["changes"] == []


@pytest.mark.parametrize(("method", "path"), [("post", "push"), ("get", "pull"), ("get", "receipt")])
def test_nobody_who_is_signed_out_is_let_in(
    client: TestClient, method: str, path: str, person: Person
) -> None:
    body = {"json": a_push(person)} if method == "post" else {}
    headers = {name: value for name, value in person.headers.items() if name != "Cookie"}

    answer = getattr(client, method)(f"/v1/sync/{path}", headers=headers, **body)

    assert (answer.status_code, answer.json()["code"]) == (401, "signed-out")


def test_a_phone_that_was_signed_out_from_elsewhere_may_push_and_nothing_more(
    client: TestClient, session: Session, person: Person
) -> None:
    """Scenario 44, server half."""
    device = session.exec(select(Device).where(col(Device.id) == person.device_id)).one()
    device.leaving_since = device.made_on
    session.add(device)
    session.commit()

    pushed = client.post("/v1/sync/push", json=a_push(person), headers=person.headers)
    pulled = client.get("/v1/sync/pull", headers=person.headers)

    assert pushed.json()["leave"] is True
    assert pulled.status_code == 401


def test_a_push_in_the_name_of_another_phone_is_refused(client: TestClient, person: Person) -> None:
    answer = client.post("/v1/sync/push", json=a_push(person, device_id=str(uuid4())), headers=person.headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "other-device")


def test_two_hundred_operations_are_taken_and_one_more_is_not(
    client: TestClient, session: Session, person: Person
) -> None:
    phone = Phone(session, person.worker_id)
    sent = [phone.consent(), *(phone.put("employer") for _ in range(199))]

    too_many = client.post("/v1/sync/push", json=a_push(person, *sent, sent[0]), headers=person.headers)
    enough = client.post("/v1/sync/push", json=a_push(person, *sent), headers=person.headers)

    assert (too_many.status_code, too_many.json()["code"]) == (422, "invalid")
    assert {result["outcome"] for result in enough.json()["results"]} == {"applied"}


def test_a_megabyte_is_read_and_a_byte_more_is_not(
    client: TestClient, session: Session, person: Person
) -> None:
    phone = Phone(session, person.worker_id)
    sent = [phone.consent(), *(phone.put("employer", sealed=blob(16_000)) for _ in range(40))]
    body = json.dumps(a_push(person, *sent)).encode()
    headers = {**person.headers, "Content-Type": "application/json"}

    too_large = client.post("/v1/sync/push", content=body.ljust(LIMIT + 1), headers=headers)
    enough = client.post("/v1/sync/push", content=body.ljust(LIMIT), headers=headers)

    assert (too_large.status_code, too_large.json()["code"]) == (413, "too-large")
    assert {result["outcome"] for result in enough.json()["results"]} == {"applied"}


def test_a_sealed_part_over_16_kb_is_one_invalid(
    client: TestClient, session: Session, person: Person
) -> None:
    phone = Phone(session, person.worker_id)
    sent = [phone.consent(), phone.put("employer", sealed=blob(16_384)), phone.put("employer")]

    answer = client.post("/v1/sync/push", json=a_push(person, *sent), headers=person.headers)

    results = answer.json()["results"]
    assert [result["outcome"] for result in results] == ["applied", "invalid", "applied"]
    assert results[1]["errors"][0]["pointer"] == "/sealed"


@pytest.mark.parametrize(
    "raw", ["NaN", "Infinity", "1e400", r'"\ud800"', r'"a\u0000b"', "9" * 4_000, "[" * 900 + "]" * 900]
)
@pytest.mark.parametrize("field", ["minutes", "worked_on", "engagement_id", "activity"])
def test_what_no_field_may_take_is_one_invalid_and_never_a_fault(
    client: TestClient, session: Session, person: Person, field: str, raw: str
) -> None:
    phone = Phone(session, person.worker_id)
    sent = [phone.consent(), phone.put("time_entry", {field: "@hole@"}), phone.put("employer")]
    body = json.dumps(a_push(person, *sent)).replace('"@hole@"', raw)
    headers = {**person.headers, "Content-Type": "application/json"}

    answer = client.post("/v1/sync/push", content=body.encode(), headers=headers)

    assert [result["outcome"] for result in answer.json()["results"]] == ["applied", "invalid", "applied"]


def test_a_cursor_that_leads_nowhere_is_410(client: TestClient, person: Person) -> None:
    answer = client.get("/v1/sync/pull", params={"cursor": "7-7"}, headers=person.headers)

    assert (answer.status_code, answer.json()["code"]) == (410, "cursor-too-old")


def test_the_operations_of_the_document_are_the_ones_that_are_parsed() -> None:
    schemas = document(create_app(Settings(database_url=None)))["components"]["schemas"]

    declared = schemas["PushIn"]["properties"]["operations"]["items"]["discriminator"]["mapping"]

    used = {kind: shape.model.__name__ for kind, shape in shapes(ENTITIES).items()}
    assert {kind: reference.rsplit("/", 1)[1] for kind, reference in declared.items()} == used
    for name in used.values():
        assert schemas[name]["additionalProperties"] is False
    for entity in ENTITIES:
        body = schemas[entity.body.__name__]
        assert body["additionalProperties"] is False
        assert not {"worker_id", "id", "revision", "sealed", "unit", "note"} & body["properties"].keys()


def test_a_phone_whose_browser_has_somebody_elses_session_is_given_nothing(client: TestClient) -> None:
    person, stranger = sign_up(client), sign_up(client)
    mine = {**person.headers, "X-Gongyou-Device": str(person.device_id)}
    theirs = {**person.headers, "X-Gongyou-Device": str(stranger.device_id)}

    for path in ("/v1/sync/pull", "/v1/sync/receipt"):
        assert client.get(path, headers=mine).status_code == 200
        answer = client.get(path, headers=theirs)
        assert (answer.status_code, answer.json()["code"]) == (403, "other-device")
