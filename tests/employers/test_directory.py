"""The directory of employers: what is found, and what is not told."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from api.employers import service
from api.employers.models import Employer, EmployerAlias
from api.reference.files import read


def found(client: TestClient, query: str) -> list[str]:
    answer = client.get("/v1/employers", params={"query": query})
    assert answer.status_code == 200
    return [employer["id"] for employer in answer.json()]


@pytest.mark.parametrize("query", ["MTurk", "ｍｔｕｒｋ", "mechanical  TURK", "土耳其", "Amazon M"])
def test_an_employer_is_found_by_any_name_in_any_case(client: TestClient, query: str) -> None:
    assert "mturk" in found(client, query)


def test_a_name_that_begins_with_the_query_comes_first(client: TestClient) -> None:
    ids = found(client, "data")

    assert ids.index("dataannotation") < ids.index("magicdata" if "magicdata" in ids else "testin")


def test_each_employer_is_listed_once_and_at_most_twenty(client: TestClient) -> None:
    ids = found(client, "a")

    assert len(ids) == len(set(ids)) == service.MOST_FOUND


@pytest.mark.parametrize("query", ["%", "_", "\\", "%%", "a%b"])
def test_wildcards_are_ordinary_letters(client: TestClient, query: str) -> None:
    assert found(client, query) == []


@pytest.mark.parametrize("query", ["", "x" * 61, "\u0000", "a\u202eb"])
def test_an_empty_overlong_or_hidden_query_is_refused(client: TestClient, query: str) -> None:
    assert client.get("/v1/employers", params={"query": query}).status_code == 422


def test_blanks_find_nothing(client: TestClient) -> None:
    assert found(client, "   ") == []


def test_only_what_was_read_is_told(client: TestClient) -> None:
    employer = client.get("/v1/employers", params={"query": "comeup"}).json()[0]

    assert employer["domain"] is None
    assert found(client, "longmao") == []


def test_loading_again_takes_up_a_new_name_and_drops_an_old_one(session: Session) -> None:
    row = next(row for row in read().platforms if row.id == "imerit")

    service.load(session, [row.model_copy(update={"name_en": "iMerit Two", "aliases": "im2"})])

    names = session.exec(select(EmployerAlias.alias).where(EmployerAlias.employer_id == "imerit")).all()
    assert set(names) == {"iMerit Two", "im2"}
    employer = session.get(Employer, "imerit")
    assert employer is not None
    session.refresh(employer)
    assert employer.name_en == "iMerit Two"
