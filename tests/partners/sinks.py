"""Receivers on loopback that answer as a test says, however badly, and count who comes and what is taken."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpcore2

from api.outgoing import Outgoing

PUBLIC = "198.41.0.4"  # any address of the open internet; no test goes there


@dataclass(frozen=True)
class Visit:
    """One request, and the connection to answer it on."""

    sink: "Sink"
    line: str
    headers: dict[str, str]
    body: bytes
    connection: socket.socket = field(repr=False)

    def say(self, data: bytes) -> None:
        """Send raw bytes, as long as the other side takes them."""
        self.connection.sendall(data)
        self.sink.sent += len(data)


Reply = Callable[[Visit], None]


def status(code: int, *headers: str) -> Reply:
    """Answer with a status, as receivers do."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {code} So", *headers, "Content-Length: 0"))
    return lambda visit: visit.say(f"{head}\r\n".encode())


def never(visit: Visit) -> None:
    """Take the request, then say nothing for longer than anybody may wait."""
    visit.sink.closed.wait(30)


def drop(visit: Visit) -> None:
    """Take the request, then hang up."""


def raw(*parts: bytes) -> Reply:
    """Answer with exactly these bytes."""
    return lambda visit: visit.say(b"".join(parts))


TAKEN = status(204)


class Sink:
    """A server of one test."""

    def __init__(self, reply: Reply = TAKEN, tls: ssl.SSLContext | None = None) -> None:
        self.reply, self.tls = reply, tls
        self.connections = self.sent = 0
        self.visits: list[Visit] = []
        self.closed, self.lock = threading.Event(), threading.Lock()
        self.server = Server(("127.0.0.1", 0), handler(self))
        self.port = int(self.server.server_address[1])

    def take(self, connection: socket.socket) -> None:
        """Read one request and answer it."""
        with self.lock:
            self.connections += 1
        with suppress(OSError):  # whoever is refused hangs up
            connection.settimeout(30)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as said:
                visit = read(self, connection, iter(said.readline, b""), said.read)
                with self.lock:
                    self.visits.append(visit)
                self.reply(visit)


def read(
    sink: Sink, connection: socket.socket, lines: Iterator[bytes], rest: Callable[[int], bytes]
) -> Visit:
    """Read a request."""
    line = next(lines, b"").decode().strip()
    headers: dict[str, str] = {}
    for one in lines:
        name, _, value = one.decode().strip().partition(": ")
        if not name:
            break
        headers[name.lower()] = value
    return Visit(sink, line, headers, rest(int(headers.get("content-length", 0))), connection)


class Server(socketserver.ThreadingTCPServer):
    """One thread a connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


def handler(sink: Sink) -> type[socketserver.BaseRequestHandler]:
    """Give what a server calls for each connection."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            sink.take(self.request)

    return Handler


@contextmanager
def listening(reply: Reply = TAKEN, tls: ssl.SSLContext | None = None) -> Iterator[Sink]:
    """Run a sink."""
    sink = Sink(reply, tls)
    thread = threading.Thread(target=sink.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield sink
    finally:
        sink.closed.set()
        sink.server.shutdown()
        sink.server.server_close()
        thread.join(20)


class Roads(httpcore2.AsyncNetworkBackend):
    """Dial as always, but note what was dialled and read; and let public addresses lead to a sink."""

    def __init__(self, public: Sink | None = None) -> None:
        self.public, self.dialled, self.taken = public, list[str](), 0

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.dialled.append(host)
        if host == PUBLIC and self.public:
            host, port = "127.0.0.1", self.public.port
        return Noted(self, await httpcore2.AnyIOBackend().connect_tcp(host, port, timeout))


class Noted(httpcore2.AsyncNetworkStream):
    """A connection that notes what is read from it."""

    def __init__(self, roads: Roads, stream: httpcore2.AsyncNetworkStream) -> None:
        self.roads, self.stream = roads, stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self.stream.read(max_bytes, timeout)
        self.roads.taken += len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self.stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.AsyncNetworkStream:
        return Noted(self.roads, await self.stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


def to_loopback(seconds: float = 15, roads: Roads | None = None) -> Outgoing:
    """Give a way out on which every name leads to this machine."""
    return Outgoing(True, lambda *_: ["127.0.0.1"], roads or Roads(), seconds=seconds)
