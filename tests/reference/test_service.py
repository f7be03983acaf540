"""Reference files in the database and on the way out."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from api.reference import service
from api.reference.models import ReferenceFile

LATER = datetime(2027, 1, 1, tzinfo=UTC)


def test_both_programs_compute_with_the_same_floors() -> None:
    reference = service.wage_reference()

    assert len(reference.floors) == len(service.shipped()["floors"]["floors"])
    assert reference.rules["CN"].part_time is not None
    assert reference.digits["CNY"] == 2
    assert service.wage_reference() is reference


def test_loading_twice_changes_nothing(session: Session) -> None:
    service.load(session)
    before = {file.name: file.loaded_at for file in service.list_files(session)}

    service.load(session, LATER)
    session.expire_all()

    assert {file.name: file.loaded_at for file in service.list_files(session)} == before
    assert set(before) == set(service.shipped())


def test_a_file_of_an_older_release_is_replaced(session: Session) -> None:
    service.load(session)
    file = service.find_file(session, "tasks")
    file.body, file.sha256, file.shipped_sha256 = {"old": True}, "0" * 64, "0" * 64
    session.flush()

    service.load(session, LATER)
    session.expire_all()

    assert service.find_file(session, "tasks").body == service.shipped()["tasks"]
    assert service.find_file(session, "tasks").loaded_at == LATER


def test_a_file_that_an_admin_replaced_stays(session: Session) -> None:
    service.load(session)
    file = service.find_file(session, "tasks")
    file.body, file.sha256 = {"own": True}, "1" * 64
    session.flush()

    service.load(session, LATER)
    session.expire_all()

    assert service.find_file(session, "tasks").body == {"own": True}


def test_the_list_names_every_file_with_its_hash(client: TestClient) -> None:
    listed = {file["name"]: file for file in client.get("/v1/reference").json()}

    assert set(listed) == set(service.shipped())
    raw = client.get("/v1/reference/floors").content
    assert sha256(raw).hexdigest() == listed["floors"]["sha256"]
    assert len(raw) == listed["floors"]["bytes"]


def test_an_unchanged_file_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/reference/rights")

    second = client.get("/v1/reference/rights", headers={"If-None-Match": first.headers["ETag"]})

    assert first.json() == service.shipped()["rights"]
    assert (second.status_code, second.content) == (304, b"")
    assert client.get("/v1/reference/rights", headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_unknown_file_is_not_found(client: TestClient) -> None:
    answer = client.get("/v1/reference/nothing")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_the_table_refuses_a_hash_that_is_none(session: Session) -> None:
    file = ReferenceFile(name="tests", sha256="x", shipped_sha256="0" * 64, loaded_at=LATER, body={})
    session.add(file)

    with pytest.raises(IntegrityError, match="ck_reference_file_sha256"):
        session.flush()
