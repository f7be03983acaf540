"""The documentation is ours, whole and quiet; the host is named; problems say where, never what."""

import re
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient

from api.db import engine_for
from api.main import create_app
from api.openapi import SCHEMA, operations
from api.problems import every_problem
from api.settings import Settings
from tests.accounts.people import OURS
from tests.service.test_malformed import DOCUMENT


def test_the_documentation_names_every_route_field_and_problem_and_loads_nothing_from_elsewhere(
    client: TestClient,
) -> None:
    page = client.get("/docs").text
    plain = unescape(re.sub(r"<[^>]+>", "", page))

    for method, path, operation in operations(DOCUMENT):
        assert f'<span class="method">{method.upper()}</span> <code>{path}</code>' in page
        assert operation["description"].split("\n")[0].replace("`", "") in plain
    for schema in DOCUMENT["components"]["schemas"].values():
        assert all(f"<code>{field}</code>" in page for field in schema.get("properties", {}))
    assert all(f'id="problem-{kind.code}"' in page for kind in every_problem())
    assert not re.search(r"<script|https?://|style=|onclick", page)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page))


def test_every_route_says_what_it_does_and_how_it_refuses() -> None:
    for method, path, operation in operations(DOCUMENT):
        refusal = operation["responses"]["default"]["content"]
        assert len(operation.get("description", "")) > 20, f"{method} {path}"
        assert refusal == {"application/problem+json": {"schema": {"$ref": SCHEMA + "ProblemOut"}}}
    assert "HTTPValidationError" not in str(DOCUMENT)


def test_the_host_is_named_in_its_own_words_and_a_test_server_says_that_it_is_one(
    client: TestClient, tmp_path: Path
) -> None:
    own = Settings(
        host_name="East Union", host_contact="room 3", organizer_card=["Li", "Tuesday"], dist=tmp_path
    )

    assert client.get("/v1/host").json()["name"] == "a private test server"
    assert TestClient(create_app(own)).get("/v1/host").json() == {
        "name": "East Union",
        "contact": "room 3",
        "organizer_card": ["Li", "Tuesday"],
    }


def test_health_is_told_with_the_database_and_busy_without_it(client: TestClient) -> None:
    app = create_app(Settings())
    app.state.engine = engine_for("postgresql+psycopg://nobody@/none?host=/nowhere")
    answer = TestClient(app).get("/v1/health")

    assert client.get("/v1/health").json() == {"status": "ok"}
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"


def test_a_refused_field_is_named_and_neither_it_nor_a_strangers_key_is_echoed(client: TestClient) -> None:
    answer = client.post("/v1/wages/estimate", json={"today": "13800000000", "13900000000": 1, "jobs": []})

    assert answer.status_code == 422
    said = answer.json()
    assert (said["code"], said["status"]) == ("invalid", 422)
    assert {"pointer": "/body/today", "code": "value_error"} in said["errors"]
    assert {"pointer": "/body", "code": "extra_forbidden"} in said["errors"]
    assert "13800000000" not in answer.text
    assert "13900000000" not in answer.text


def test_an_unknown_address_and_a_wrong_method_are_problems_too(client: TestClient) -> None:
    nothing, wrong = client.get("/v1/nothing"), client.delete("/v1/host", headers=OURS)

    assert (nothing.status_code, nothing.json()["code"]) == (404, "not-found")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method-not-allowed")
    assert {nothing.headers["content-type"], wrong.headers["content-type"]} == {"application/problem+json"}
