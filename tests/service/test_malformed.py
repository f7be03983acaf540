"""Whatever is sent, no route answers with a fault of ours, and none repeats what it refuses.

Everything is made from the OpenAPI document, so a route is covered the day it appears.
"""

import json
import time
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.openapi import document, operations
from api.settings import Settings
from tests.service.shapes import Schema, Shapes, broken

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
    "a byte order mark": b"\xef\xbb\xbf{}",
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


def named(operation: tuple[str, str, Schema]) -> str:
    return f"{operation[0].upper()} {operation[1]}"


def body_schema(operation: Schema) -> Schema | None:
    content = operation.get("requestBody", {}).get("content", {})
    return next((one["schema"] for one in content.values()), None)


def address(path: str, operation: Schema, name: str = "", value: str = "") -> str:
    """Write an address with valid parameters, one of them replaced; optional ones are there too."""
    query = []
    for one in operation.get("parameters", []):
        said = value if one["name"] == name else str(SHAPES.valid({**one["schema"], **one}))
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(said, safe=""))
        elif one["in"] == "query":
            query.append(f"{one['name']}={quote(said, safe='')}")
    return path + ("?" + "&".join(query) if query else "")


def send(
    client: TestClient,
    method: str,
    where: str,
    content: bytes | None = None,
    more: dict[str, str] | None = None,
) -> Any:
    headers = dict(more or {})
    if content is not None:
        headers["content-type"] = "application/json"
    return client.request(method, where, content=content, headers=headers)


def is_refusal(answer: Any, case: str) -> None:
    assert 400 <= answer.status_code < 500, f"{case}: {answer.status_code} {answer.text[:200]}"
    assert answer.headers["content-type"] == "application/problem+json", case
    assert MARKER not in answer.text, case


def read_everything(client: TestClient) -> dict[str, Any]:
    return {
        path: send(client, method, address(path, operation)).text
        for method, path, operation in OPERATIONS
        if method == "get"
    }


@pytest.mark.parametrize("operation", OPERATIONS, ids=named)
def test_a_valid_request_is_answered_and_one_broken_field_is_refused(
    client: TestClient, operation: tuple[str, str, Schema]
) -> None:
    method, path, said = operation
    where, schema = address(path, said), body_schema(said)
    if schema is None:
        assert send(client, method, where).status_code in range(200, 300)
        return
    valid = SHAPES.valid(schema)
    good = send(client, method, where, json.dumps(valid).encode())
    assert good.status_code in range(200, 300), good.text
    before = read_everything(client)

    for place, kind in SHAPES.places(schema):
        for name, raw in NEVER.items():
            if (path, place) in PASTED and name in {"a NUL", "an override of direction"}:
                continue
            is_refusal(send(client, method, where, broken(valid, place, raw)), f"{name} at {place}")
        for name, (raw, barred) in NOT_FOR.items():
            answer = send(client, method, where, broken(valid, place, raw))
            if kind in barred or answer.status_code not in range(200, 300):
                is_refusal(answer, f"{name} at {place}")

    assert read_everything(client) == before


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if body_schema(one[2])], ids=named)
def test_a_body_that_is_no_body_is_refused(client: TestClient, operation: tuple[str, str, Schema]) -> None:
    method, path, said = operation
    valid = json.dumps(SHAPES.valid(body_schema(said) or {})).encode()
    where = address(path, said)

    for case, content in WHOLE.items():
        is_refusal(send(client, method, where, content), case)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = client.request(method, where, content=valid, headers={"content-type": kind})
        assert answer.status_code == 415, kind


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if "parameters" in one[2]], ids=named)
def test_no_word_in_the_address_is_a_fault_of_ours_or_takes_long(
    client: TestClient, operation: tuple[str, str, Schema]
) -> None:
    method, path, said = operation
    for one in said["parameters"]:
        for word in IN_ADDRESS:
            where = address(path, said, one["name"], word)
            headers: dict[str, str] = {}
            if one["in"] == "header":
                headers = {one["name"]: quote(word, safe=' "%&*;/()[]')}
            times = []
            for _ in range(3):
                began = time.perf_counter()
                answer = send(client, method, where, more=headers)
                times.append(time.perf_counter() - began)
                assert answer.status_code < 500, f"{one['name']}={word[:40]}"
                if answer.status_code >= 400:
                    is_refusal(answer, f"{one['name']}={word[:40]}")
            assert min(times) < 0.2, f"{one['name']}={word[:40]}"
