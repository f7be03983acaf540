"""The one way out of this service: a POST to somebody else's machine, judged before anything is connected.

It speaks through httpcore2, which httpx2 is built on: it follows no redirect, reads no proxy from the
environment, unzips nothing and keeps no cookie, so there is nothing of that to switch off.
"""

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache, partial
from threading import Thread
from typing import Any, TypeVar

import httpcore2

from api.partners.addresses import may_call_all
from api.partners.targets import Target

logging.getLogger("httpcore2").setLevel(logging.WARNING)  # below that it logs whom it calls, and answers

SECONDS = 15.0  # from the first look-up to the last byte
CONNECT_SECONDS = 4.0  # for one address, so that a dead one of three does not use up all the time
MOST_ADDRESSES = 3
LARGEST = 64 * 1024  # bytes of an answer, headers included, as they come
LONGEST_HEADER = 100

Resolve = Callable[[str, int], Sequence[str]]
T = TypeVar("T")


class RefusedAddress(Exception):  # noqa: N818 (named by what went wrong)
    """The name leads nowhere, or where nobody outside has any business.

    One word for both: two would tell which names there are on the inside.
    """


class TooLarge(Exception):  # noqa: N818 (named by what went wrong)
    """The answer does not end where it has to."""


@dataclass(frozen=True)
class Answer:
    """How a try ended: a status, or a word of docs/webhooks.md. Nothing else of an answer is kept."""

    outcome: str
    milliseconds: int
    retry_after: str | None = None


WORDS: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (RefusedAddress, "refused_address"),
    (TooLarge, "too_large"),
    (TimeoutError, "timeout"),
    (httpcore2.TimeoutException, "timeout"),
    (httpcore2.ConnectError, "no_connection"),
    (httpcore2.NetworkError, "bad_answer"),
    (httpcore2.RemoteProtocolError, "bad_answer"),  # a LocalProtocolError is our own doing
    (OSError, "bad_answer"),  # TLS that breaks after its beginning
)


def look_up(host: str, port: int) -> list[str]:
    """Ask the system for every address of a name; it reads odd spellings too (127.1, 0x7f000001)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@cache
def trusted() -> ssl.SSLContext:
    """Give the certificates that this machine trusts; they are read once."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True)
class Outgoing:
    """How the outside world is reached; tests put their own in its place."""

    loopback: bool = False  # this machine's own addresses too
    resolve: Resolve = look_up
    dial: httpcore2.AsyncNetworkBackend = field(default_factory=httpcore2.AnyIOBackend)
    trust: ssl.SSLContext = field(default_factory=trusted)
    seconds: float = SECONDS

    async def post(self, target: Target, headers: dict[str, str], body: bytes) -> Answer:
        """Send a body, and say in one word what the receiver made of it; a fault of ours is raised.

        Every try has its own connection.
        """
        began = time.monotonic()
        retry_after = None
        try:
            async with asyncio.timeout(self.seconds):
                outcome, retry_after = await self.exchange(target, headers, body)
        except tuple(kind for kind, _ in WORDS) as error:
            outcome = word_for(error)
        return Answer(outcome, round((time.monotonic() - began) * 1000), retry_after)

    async def exchange(self, target: Target, headers: dict[str, str], body: bytes) -> tuple[str, str | None]:
        """Send a body and read the answer to its end, dropping it; give status and Retry-After."""
        url = httpcore2.URL(
            scheme=target.scheme, host=target.host, port=target.port, target=target.path.encode()
        )
        said = {"Host": target.authority, "User-Agent": "Gongyou", "Connection": "close"} | headers
        road = Judged(self)
        way = httpcore2.AsyncHTTPConnection(url.origin, self.trust, network_backend=road)
        try:
            async with way, way.stream("POST", url, headers=list(said.items()), content=body) as answer:
                async for _ in answer.aiter_stream():
                    pass
        finally:
            await road.aclose()
        named = {name.lower(): value for name, value in answer.headers}
        retry_after = named.get(b"retry-after", b"")[:LONGEST_HEADER].decode("latin-1")
        return str(answer.status), retry_after or None


class Judged(httpcore2.AsyncNetworkBackend):
    """Connect to exactly the address that was judged, whatever its name leads to a moment later.

    TLS is begun after this, by the name: a certificate for another one is refused as always.
    """

    def __init__(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        self.made: httpcore2.AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Look the name up, judge every address, then try a few of them in their order."""
        failed: Exception = RefusedAddress()
        for address in (await self.judged(host, port))[:MOST_ADDRESSES]:
            try:
                self.made = await self.outgoing.dial.connect_tcp(address, port, CONNECT_SECONDS)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return Measured(self.made)
        raise failed

    async def aclose(self) -> None:
        """Hang up; when TLS is cut short at its beginning, nobody else does."""
        if self.made is not None:
            await self.made.aclose()

    async def judged(self, host: str, port: int) -> Sequence[str]:
        """Give every address of a name, if all of them may be called."""
        try:
            addresses = await in_own_thread(partial(self.outgoing.resolve, host, port))
        except (OSError, UnicodeError):  # UnicodeError: a part of the name is empty or too long
            raise RefusedAddress from None
        if not addresses or not may_call_all(addresses, loopback=self.outgoing.loopback):
            raise RefusedAddress
        return addresses


class Measured(httpcore2.AsyncNetworkStream):
    """A connection of which only so much is read."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        self.stream, self.left = stream, LARGEST

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what may still be read."""
        if not self.left:
            raise TooLarge
        data = await self.stream.read(min(max_bytes, self.left), timeout)
        self.left -= len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Hang up."""
        await self.stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Begin TLS by the host's name, and measure what comes out of it."""
        return Measured(await self.stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Tell what the connection knows of itself."""
        return self.stream.get_extra_info(info)


def in_own_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """Run what cannot be cut short in a thread that nobody waits for: a look-up may outlast its try."""
    job: Future[T] = Future()

    def run() -> None:
        if not job.set_running_or_notify_cancel():  # the try was over before this thread began
            return
        try:
            job.set_result(work())
        except Exception as error:  # it is raised where the result is awaited
            job.set_exception(error)

    Thread(target=run, daemon=True).start()
    return asyncio.wrap_future(job)


def word_for(error: Exception) -> str:
    """Name what went wrong."""
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return "bad_certificate"
    return next(word for kind, word in WORDS if isinstance(error, kind))
