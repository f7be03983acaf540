"""Bodies are bounded, answers carry our headers, and nothing a stranger says of the address is believed."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.types import Message
from starlette.websockets import WebSocketDisconnect

from api import boundary
from api.boundary import DEFAULT_LIMIT, LIMITS, bounded
from api.main import create_app
from api.settings import Settings
from tests.service.asking import Operation, Request, body_schema, request, undone
from tests.service.matrix import Town
from tests.service.serving import served
from tests.service.test_malformed import OPERATIONS, SHAPES, named

POSTS = [one for one in OPERATIONS if body_schema(one[2])]
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types gongyou"
)


@pytest.fixture
def door(database_url: str) -> Iterator[tuple[str, int]]:
    with served(create_app(Settings(database_url=database_url))) as where:
        yield where


def padded(ready: Request, size: int) -> bytes:
    """Write a valid body of an exact size: JSON allows blanks after the value."""
    return (ready.content() or b"").ljust(size)


def say(door: tuple[str, int], *parts: bytes, patience: float = 5) -> bytes:
    """Send raw bytes and give the first bytes of the answer."""
    with socket.create_connection(door, timeout=patience) as line:
        for part in parts:
            line.sendall(part)
        return line.recv(4096)


@pytest.mark.parametrize("operation", POSTS, ids=named)
def test_a_body_of_the_limit_passes_and_one_byte_more_does_not(town: Town, operation: Operation) -> None:
    method, path, _ = operation
    limit = LIMITS.get(path, DEFAULT_LIMIT) or 0
    ready = request(town, SHAPES, operation)
    headers = ready.headers | {"content-type": "application/json"}

    def send(content: Any) -> Any:
        return town.client.request(method, ready.where, content=content, headers=headers)

    with undone(town.session):
        exact = send(padded(ready, limit))
    more = send(padded(ready, limit + 1))
    streamed = send(iter([padded(ready, limit + 1)]))

    assert exact.status_code in range(200, 300), exact.text
    assert (more.status_code, more.json()["code"]) == (413, "too-large")
    assert (streamed.status_code, streamed.json()["code"]) == (413, "too-large")
    assert "content-length" not in streamed.request.headers


def test_a_body_that_announces_too_much_is_refused_before_a_byte_of_it_came(door: tuple[str, int]) -> None:
    head = b"POST /v1/wages/estimate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"

    answer = say(door, head + b"Content-Length: 1048577\r\n\r\n", patience=2)

    assert answer.startswith(b"HTTP/1.1 413")


def test_a_body_without_end_is_read_only_up_to_its_limit() -> None:
    chunk, read = b"x" * 16_384, 0

    async def endless() -> Message:
        nonlocal read
        read += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": True}

    async def read_all() -> None:
        receive = bounded({"path": "/v1/anything"}, endless)
        for _ in range(1000):
            await receive()

    with pytest.raises(HTTPException):
        anyio.run(read_all)

    assert read <= DEFAULT_LIMIT + len(chunk)


@pytest.mark.parametrize("length", ["-1", "+5", "5, 5", "5\r\nContent-Length: 6", "1" * 400, "０", "0x5"])
def test_a_length_that_is_no_length_is_refused(door: tuple[str, int], length: str) -> None:
    begin = "POST /v1/wages/estimate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"

    answer = say(door, f"{begin}Content-Length: {length}\r\n\r\n12345".encode())

    assert answer.split(b" ")[1] in {b"400", b"413"}


def test_a_body_that_trickles_is_given_up(door: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "SECONDS_FOR_A_BODY", 0.3)

    answer = say(
        door,
        b"POST /v1/wages/estimate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n",
        b"Content-Length: 50\r\n\r\n{",
    )

    assert answer.split(b" ")[1][:1] == b"4"


def test_what_is_shared_is_dropped_unread_whatever_its_size(door: tuple[str, int]) -> None:
    big = b"POST /share HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 99999999\r\n\r\n"

    answer = say(door, big)

    assert answer.startswith(b"HTTP/1.1 303")
    assert b"location: /#/check/shared\r\n" in answer


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/docs.css", "/openapi.json", "/v1/host", "/v1/nothing", "/nothing"]
)
def test_every_answer_carries_the_headers_that_keep_a_page_to_itself(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-robots-tag"].startswith("noindex")
    assert all(
        f"{sense}=()" in headers["permissions-policy"] for sense in ("camera", "microphone", "geolocation")
    )
    assert headers["cache-control"] == ("no-store" if path.startswith("/v1/") else "no-cache")
    assert "strict-transport-security" not in headers
    assert "access-control-allow-origin" not in headers


def test_https_is_promised_only_where_the_host_says_so(tmp_path: Path) -> None:
    answer = TestClient(create_app(Settings(https=True, dist=tmp_path))).get("/v1/host")

    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_the_address_a_stranger_claims_is_never_repeated(door: tuple[str, int]) -> None:
    claims = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "evil"}
    base = f"http://{door[0]}:{door[1]}"
    with httpx2.Client(base_url=base, headers=claims, trust_env=False, follow_redirects=False) as client:
        answers = [
            client.get(path) for path in ("/", "/docs", "/docs/", "/v1/host", "/v1/host/", "/assets", "//x")
        ]
        answers.append(client.post("/share"))

    for answer in answers:
        assert "evil" not in answer.text + str(answer.headers), answer.url
        assert answer.headers.get("location", "/#").startswith("/#")


def test_a_line_break_in_the_address_becomes_no_header(door: tuple[str, int]) -> None:
    answer = say(door, b"GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: a\r\n\r\n")

    assert b"404" in answer.split(b"\r\n")[0]
    assert b"set-cookie" not in answer.lower()


def test_a_websocket_is_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/v1/host"):
        pass

    assert closed.value.code == 1000


def test_telemetry_is_off_even_where_the_environment_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")

    wanted = create_app(Settings())._telemetry

    assert [name for name in ("tracing", "metrics", "logs", "auto_configure") if wanted.get(name, True)] == []


@pytest.mark.parametrize("path", ["/docs", "/v1/host", "/openapi.json"])
def test_head_is_answered_like_get_without_the_body(client: TestClient, path: str) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": "HEAD", "path": path, "headers": [], "query_string": b""}
    anyio.run(client.app, scope, receive, send)  # a test client would hide a body
    lengths = [value for name, value in sent[0]["headers"] if name == b"content-length"]

    assert sent[0]["status"] == 200
    assert lengths == [str(len(client.get(path).content)).encode()]
    assert b"".join(message.get("body", b"") for message in sent[1:]) == b""
