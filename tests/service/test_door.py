"""A connection may be neither endless nor idle before its request has begun."""

import socket
import time
from contextlib import suppress

import pytest
from fastapi import FastAPI

from api import door
from tests.service.serving import served

MUCH = 20 * 1024 * 1024
app = FastAPI()


@app.get("/")
def answer() -> str:
    return "here"


def until_closed(line: socket.socket) -> bytes:
    """Read what comes until the other side hangs up."""
    said = b""
    while part := line.recv(4096):
        said += part
    return said


def test_a_head_without_end_is_cut_off_near_its_limit() -> None:
    with served(app) as where, socket.create_connection(where, timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
        sent = 0
        with suppress(ConnectionError):
            while sent < MUCH:
                line.sendall(b"a" * 16_384)
                sent += 16_384
    assert sent < MUCH


def test_an_ordinary_long_head_is_answered() -> None:
    with served(app) as where, socket.create_connection(where, timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: " + b"a" * 16_000 + b"\r\n\r\n")
        assert until_closed(line).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT"])
def test_a_head_that_never_ends_is_waited_for_only_so_long(
    begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "SECONDS_FOR_A_HEAD", 0.3)
    # uvicorn alone waits 5 seconds or for ever, longer than this line's patience
    with served(app) as where, socket.create_connection(where, timeout=4) as line:
        line.sendall(begun)
        said = until_closed(line)
    assert said.startswith(b"HTTP/1.1 200") == (b"\r\n\r\n" in begun)


def test_a_slow_answer_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS_FOR_A_HEAD", 0.2)
    slow = FastAPI()
    slow.get("/")(lambda: time.sleep(0.6))
    with served(slow) as where, socket.create_connection(where, timeout=4) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert until_closed(line).startswith(b"HTTP/1.1 200")
