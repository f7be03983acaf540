"""Whom this service calls: what a name leads to at that moment, if it is public; and how much it bears."""

import asyncio
import gc
import gzip
import itertools
import logging
import socket
import threading
import time
import tracemalloc

import httpcore2
import pytest

from api.outgoing import LARGEST, Answer, Outgoing
from api.partners.targets import Target
from tests.partners.sinks import PUBLIC, Reply, Roads, Visit, drop, listening, never, raw, status, to_loopback

SOON = 0.5  # seconds instead of 15, where the end of the time is what is waited for


def post(outgoing: Outgoing, port: int, host: str = "hooks.test", body: bytes = b"{}") -> Answer:
    return asyncio.run(outgoing.post(Target("http", host, port, "/in?a=b"), {"webhook-id": "1"}, body))


def outcome(reply: Reply, seconds: float = 15) -> str:
    with listening(reply) as sink:
        return post(to_loopback(seconds), sink.port).outcome


def test_a_post_arrives_as_it_was_meant_and_its_status_is_the_outcome() -> None:
    with listening(status(204)) as sink:
        answer = post(to_loopback(), sink.port, body=b'{"type":"endpoint.test"}')

    visit = sink.visits[0]
    assert (answer.outcome, sink.connections) == ("204", 1)
    assert visit.line == "POST /in?a=b HTTP/1.1"
    assert visit.body == b'{"type":"endpoint.test"}'
    assert visit.headers["host"] == f"hooks.test:{sink.port}"
    assert "accept-encoding" not in visit.headers


def test_a_name_that_leads_inside_at_the_second_look_is_connected_to_as_judged_or_not_at_all() -> None:
    """T65. The second answer of a rebinding name server comes too late, or it is judged like the first."""
    looks = itertools.chain([[PUBLIC]], itertools.repeat(["127.0.0.1"]))
    with listening() as internal, listening() as outside:
        roads = Roads(outside)
        outgoing = Outgoing(resolve=lambda *_: next(looks), dial=roads)

        first, second = post(outgoing, internal.port), post(outgoing, internal.port)

    assert (first.outcome, second.outcome) == ("204", "refused_address")
    assert (outside.connections, internal.connections) == (1, 0)
    assert roads.dialled == [PUBLIC]


@pytest.mark.parametrize(
    "addresses",
    [[PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, "::1"], [PUBLIC, PUBLIC, "10.0.0.1"]],
    ids=str,
)
def test_of_mixed_addresses_none_is_connected_to(addresses: list[str]) -> None:
    """T65."""
    with listening() as internal, listening() as outside:
        roads = Roads(outside)
        answer = post(Outgoing(resolve=lambda *_: addresses, dial=roads), internal.port)

    assert answer.outcome == "refused_address"
    assert (outside.connections, internal.connections, roads.dialled) == (0, 0, [])


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with listening() as sink:
        roads = Roads()
        answer = post(Outgoing(True, lambda *_: ["127.0.0.9", "127.0.0.1"], roads), sink.port)

    assert answer.outcome == "204"
    assert roads.dialled == ["127.0.0.9", "127.0.0.1"]


def test_a_name_that_leads_nowhere_is_told_as_one_that_leads_inside_and_a_closed_port_as_itself() -> None:
    with listening() as sink:
        port = sink.port

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("not known")

    assert post(Outgoing(resolve=unknown), 443).outcome == "refused_address"
    assert post(Outgoing(resolve=lambda *_: []), 443).outcome == "refused_address"
    assert post(Outgoing(), 443, "a" * 64 + ".example").outcome == "refused_address"
    assert post(to_loopback(), port).outcome == "no_connection"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "to", ["http://127.0.0.1:{port}/", "https://127.0.0.1/", "file:///etc/passwd", "/in"]
)
def test_a_redirect_is_a_failure_and_is_not_followed(code: int, to: str) -> None:
    """T67."""
    with listening() as internal, listening() as sink:
        sink.reply = status(code, f"Location: {to.format(port=internal.port)}")
        answer = post(to_loopback(), sink.port)

    assert answer.outcome == str(code)
    assert (internal.connections, sink.connections) == (0, 1)


def drips(head: bytes, drop: bytes) -> Reply:
    """Send a little again and again, long before any single wait would be over; hang up at last."""

    def reply(visit: Visit) -> None:
        visit.say(head)
        for _ in range(500):
            if visit.sink.closed.wait(0.02):
                break
            visit.say(drop)

    return reply


SLOW: dict[str, Reply] = {
    "nothing at all": never,
    "a body by drops": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", b"x"),
    "a header by drops": drips(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
    "header upon header": drips(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
    "a promise again and again": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "chunks by drops": drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
}


@pytest.mark.parametrize("reply", SLOW.values(), ids=SLOW.keys())
def test_an_answer_that_never_ends_is_ended_by_the_wall_clock(reply: Reply) -> None:
    """T68."""
    assert outcome(reply, SOON) == "timeout"


def test_tls_that_never_begins_is_ended_by_the_wall_clock_and_its_connection_is_closed() -> None:
    """T68. A connection that is left open would be a warning, and so an error, when it is collected."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        where = Target("https", "hooks.test", mute.getsockname()[1], "/")
        answer = asyncio.run(to_loopback(SOON).post(where, {}, b"{}"))
    gc.collect()

    assert answer.outcome == "timeout"


def test_a_look_up_that_hangs_ends_by_the_wall_clock_too_and_holds_up_no_end() -> None:
    let_go = time.monotonic() + 30

    def hangs(host: str, port: int) -> list[str]:
        while time.monotonic() < let_go:
            time.sleep(0.05)
        return [PUBLIC]

    answer = post(Outgoing(resolve=hangs, seconds=SOON), 443)

    assert answer.outcome == "timeout"
    assert time.monotonic() < let_go


class Late(threading.Thread):
    """A thread that gets its turn only when a test says so."""

    let_go, begun = threading.Event(), list["Late"]()

    def run(self) -> None:
        self.begun.append(self)
        self.let_go.wait(30)
        super().run()


def test_a_look_up_whose_try_is_over_before_it_could_begin_is_not_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("api.outgoing.Thread", Late)
    looked: list[str] = []

    def looks(host: str, port: int) -> list[str]:
        looked.append(host)
        return [PUBLIC]

    answer = post(Outgoing(resolve=looks, seconds=SOON), 443)
    Late.let_go.set()
    for thread in Late.begun:
        thread.join(30)

    assert (answer.outcome, len(Late.begun), looked) == ("timeout", 1, [])


ENDLESS: dict[str, Reply] = {
    "a body": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 500000000\r\n\r\n", b"x" * 2**20),
    "a body without an end": drips(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 2**20),
    "headers": drips(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 2**20 + b"\r\n"),
    "promises": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 4_000),
}


@pytest.mark.parametrize("reply", ENDLESS.values(), ids=ENDLESS.keys())
def test_of_an_answer_without_end_64_kilobytes_are_read(reply: Reply) -> None:
    """T69. What the sink could send is what fits between: far less than it would like to."""
    roads = Roads()
    with listening(reply) as sink:
        answer = post(to_loopback(roads=roads), sink.port)

    assert answer.outcome == "too_large"
    assert roads.taken <= LARGEST
    assert sink.sent < 50_000_000


def test_an_answer_that_would_unzip_to_much_is_not_unzipped() -> None:
    """T69. 50 KB that are 50 MB."""
    bomb = gzip.compress(bytes(50_000_000))
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    roads = Roads()
    with listening(raw(head.encode(), bomb)) as sink:
        post(to_loopback(), sink.port)  # whatever is made once has been made
        tracemalloc.start()
        answer = post(to_loopback(roads=roads), sink.port)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert answer.outcome == "200"
    assert len(bomb) < roads.taken <= LARGEST
    assert most < 5_000_000


@pytest.mark.parametrize(
    "reply",
    [drop, raw(b"SSH-2.0-OpenSSH_9.9\r\n"), raw(b"HTTP/1.1 abc\r\n\r\n"), raw(b"\x00" * 100)],
    ids=["hangs up", "another protocol", "no status", "zeros"],
)
def test_what_is_no_answer_is_a_bad_one(reply: Reply) -> None:
    assert outcome(reply) == "bad_answer"


def test_a_request_that_we_built_wrong_is_no_answer_of_the_receiver() -> None:
    with listening() as sink, pytest.raises(httpcore2.LocalProtocolError):
        asyncio.run(to_loopback().post(Target("http", "hooks.test", sink.port, "/"), {"a b": "c"}, b"{}"))

    assert not any(visit.line for visit in sink.visits)


def test_no_level_of_the_log_says_whom_it_calls_or_what_is_answered(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with listening(status(200, "X-Word: marker138")) as sink:
        answer = post(to_loopback(), sink.port, "marker139.test")

    assert answer.outcome == "200"
    assert "marker13" not in caplog.text


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as proxy, listening() as sink:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        answer = post(to_loopback(), sink.port)

    assert (answer.outcome, proxy.connections) == ("204", 0)
