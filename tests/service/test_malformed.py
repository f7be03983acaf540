"""Whatever is sent, no route answers with a fault of ours, and none repeats what it refuses.

Everything is made from the OpenAPI document, so a route is covered the day it appears.
"""

from contextlib import nullcontext
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.openapi import document, operations
from api.settings import Settings
from tests.service.asking import Operation, Request, address, body_schema, reaches, request, undone
from tests.service.matrix import Town
from tests.service.shapes import Shapes, broken

DOCUMENT = document(create_app(Settings(database_url=None)))
SHAPES = Shapes(DOCUMENT)
OPERATIONS = list(operations(DOCUMENT))
MARKER = "marker13800000000"

NEVER = {  # no field of any type may take these
    "NaN": "NaN",
    "Infinity": "Infinity",
    "minus Infinity": "-Infinity",
    "1e400": "1e400",
    "a lone surrogate": r'"\ud800"',
    "a NUL": r'"a\u0000b"',
    "an override of direction": r'"a\u202eb"',
    "5,000 digits": "9" * 5_000,
    "deep brackets": "[" * 5_000 + "]" * 5_000,
    "deep braces": '{"a":' * 5_000 + "1" + "}" * 5_000,
}
PASTED = {("/v1/offers/check", ("text",))}  # read as it was copied, tricks and all; nothing keeps it
NOT_FOR = {  # raw text, and the types that may not take it
    "a truth for a number": ("true", {"integer", "number", "string", "array", "object"}),
    "text for a number": ('"8"', {"integer", "number", "boolean", "array", "object"}),
    "a fraction": ("1.5", {"integer", "string", "boolean", "array", "object"}),
    "more than 64 bits": (str(2**63), {"integer", "string", "boolean", "array", "object"}),
    "a large negative": (str(-(2**63) - 1), {"integer", "string", "boolean", "array", "object"}),
    "an empty text": ('""', {"integer", "number", "boolean", "array", "object"}),
    "a marker": (f'"{MARKER}"', {"integer", "number", "boolean", "array", "object"}),
    "a key of a stranger": (
        f'{{"{MARKER}": "{MARKER}"}}',
        {"integer", "number", "boolean", "array", "string", "object"},
    ),
    "a list": (f'["{MARKER}"]', {"integer", "number", "boolean", "string", "object"}),
    "null": ("null", set[str]()),
    "40,000 letters": (f'"{"x" * 40_000}"', {"integer", "number", "boolean", "array", "object"}),
}
WHOLE = {
    "nothing": b"",
    "half of it": b'{"today": ',
    "bad UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf[]",
    "a key twice": b'{"a": 1, "a": 2}',
    "text after it": b"{} {}",
    "a bracket 60,000 times": b"[" * 60_000,
    "a number": b"7",
    "null": b"null",
}
IN_ADDRESS = [
    *(
        "NaN",
        "-1",
        "1e9",
        str(10**9),
        str(2**63),
        "9" * 4_300,
        "x" * 4_000,
        "",
        " ",
        "\x00",
        "\u202e",
        "工友",
    ),
    *("%", "_", "\\", "'", '"; DROP TABLE employer; --', "../../etc/passwd", "(a+)+$", MARKER, "true", "[]"),
]


def named(operation: Operation) -> str:
    return f"{operation[0].upper()} {operation[1]}"


def send(client: TestClient, method: str, ready: Request, content: bytes | None = None) -> Any:
    headers = dict(ready.headers)
    if content is not None:
        headers["content-type"] = "application/json"
    return client.request(method, ready.where, content=content, headers=headers)


def is_refusal(answer: Any, case: str) -> None:
    assert 400 <= answer.status_code < 500, f"{case}: {answer.status_code} {answer.text[:200]}"
    assert answer.headers["content-type"] == "application/problem+json", case
    assert MARKER not in answer.text, case
    assert answer.json()["code"] not in {"signed-out", "not-from-this-app"}, case


def read_everything(town: Town) -> dict[str, Any]:
    """Read what the owner sees everywhere."""
    return {
        path: town.client.get(address(SHAPES, path, operation), headers=town.owner.headers).text
        for method, path, operation in OPERATIONS
        if method == "get"
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_a_valid_request_is_answered_and_one_broken_field_is_refused(
    town: Town, operation: Operation
) -> None:
    method, path, said = operation
    client, schema = town.client, body_schema(said)
    with undone(town.session):  # it may end the session that it came with
        ready = request(town, SHAPES, operation)
        good = send(client, method, ready, ready.content())
        assert good.status_code in range(200, 300), good.text
    if schema is None:
        return
    ready = request(town, SHAPES, operation)
    before = read_everything(town)

    for place, kind in SHAPES.places(schema):
        if not reaches(ready.body, place):
            continue
        for name, raw in NEVER.items():
            if (path, place) in PASTED and name in {"a NUL", "an override of direction"}:
                continue
            is_refusal(send(client, method, ready, broken(ready.body, place, raw)), f"{name} at {place}")
        for name, (raw, barred) in NOT_FOR.items():
            with undone(town.session) if kind not in barred else nullcontext():
                answer = send(client, method, ready, broken(ready.body, place, raw))
            if kind in barred or answer.status_code not in range(200, 300):
                is_refusal(answer, f"{name} at {place}")

    assert read_everything(town) == before


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if body_schema(one[2])], ids=named)
def test_a_body_that_is_no_body_is_refused(town: Town, operation: Operation) -> None:
    method = operation[0]
    ready = request(town, SHAPES, operation)

    for case, content in WHOLE.items():
        is_refusal(send(town.client, method, ready, content), case)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        headers = {**ready.headers, "content-type": kind}
        answer = town.client.request(method, ready.where, content=ready.content(), headers=headers)
        assert answer.status_code == 415, kind


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if "parameters" in one[2]], ids=named)
def test_no_word_in_the_address_is_a_fault_of_ours(town: Town, operation: Operation) -> None:
    method, path, said = operation
    ready = request(town, SHAPES, operation)
    for one in said["parameters"]:
        for word in IN_ADDRESS:
            where = address(SHAPES, path, said, one["name"], word)
            headers = dict(ready.headers)
            if one["in"] == "header":
                headers[one["name"]] = quote(word, safe=' "%&*;/()[]')
            answer = send(town.client, method, Request(where, headers, None), ready.content())
            assert answer.status_code < 500, f"{one['name']}={word[:40]}"
            if answer.status_code >= 400:
                is_refusal(answer, f"{one['name']}={word[:40]}")
