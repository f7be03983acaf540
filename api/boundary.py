"""Where HTTP begins: how large a body may be, what each answer says to the browser, that no fault escapes.

Nothing here reads Forwarded or X-Forwarded-*, and Host only to hold a write's Origin against it; no answer of
ours repeats them.
"""

import zlib
from collections.abc import Iterator
from time import monotonic

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Malformed, NotFromThisApp, NotJson, Problem, TooLarge, log_fault, unexpected

DEFAULT_LIMIT = 64 * 1024
LIMITS: dict[str, int | None] = {  # bytes of a body; None: it is never read
    "/v1/sync/push": 1024 * 1024,
    "/v1/wages/estimate": 1024 * 1024,
    "/share": None,
}
ZIPPED = {"/v1/sync/push"}  # may come as gzip
READS = {"GET", "HEAD", "OPTIONS"}
STATELESS = {"/v1/wages/estimate", "/v1/offers/check"}  # nothing there is anybody's: other sites may ask too
SECONDS_FOR_A_BODY = 120.0  # a megabyte over 2G

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types gongyou"
)
DENIED = [
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture", "serial", "storage-access"),
    *("usb", "xr-spatial-tracking"),
]
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "X-Robots-Tag": "noindex, nofollow",
}
ONE_YEAR = "max-age=31536000"  # not for subdomains: they are not ours to promise for


class Boundary:
    """Wrap the whole service."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too large or no JSON; else let the service answer, in our headers."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
        elif scope["type"] == "http":
            await self.answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what went wrong inside is an answer too."""
        said = Answer(scope, send, https=self.https)
        try:
            check(scope)
            check_origin(scope, https=self.https)
            inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self.app(inner, unzipped(scope, bounded(scope, receive)), said.send)
        except Problem as problem:
            await problem.answer()(scope, receive, said.send)
        except Exception as error:  # the last catch: what passes it, uvicorn would print with its text
            if said.begun:
                log_fault(error)
            else:
                await unexpected(error)(scope, receive, said.send)


class Answer:
    """One answer on its way out: our headers in, and no body for HEAD."""

    def __init__(self, scope: Scope, send: Send, *, https: bool) -> None:
        self.scope = scope
        self.out = send
        self.https = https
        self.begun = False

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers["Cache-Control"] = caching(self.scope["path"], message["status"])
            if self.https:
                headers["Strict-Transport-Security"] = ONE_YEAR
        elif self.scope["method"] == "HEAD":
            message = {**message, "body": b""}
        await self.out(message)


def caching(path: str, status: int) -> str:
    """Say how long an answer may be kept: built files for ever, /v1 never, the rest if still the same."""
    if path.startswith("/v1/"):
        return "no-store"
    if path.startswith(("/assets/", "/desk/assets/")) and status < 400:
        return "public, max-age=31536000, immutable"
    return "no-cache"


def check(scope: Scope) -> None:
    """Refuse a body by its headers, before a byte of it is read."""
    headers = Headers(scope=scope)
    lengths = headers.getlist("content-length")
    if len(lengths) > 1 or any(not (n.isascii() and n.isdigit()) for n in lengths):
        raise Malformed(headers={"Connection": "close"})
    limit = LIMITS.get(scope["path"], DEFAULT_LIMIT)
    if limit is None:
        return
    if lengths and (len(lengths[0]) > 12 or int(lengths[0]) > limit):
        raise TooLarge(headers={"Connection": "close"})
    has_body = "transfer-encoding" in headers or any(n.strip("0") for n in lengths)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if has_body and scope["path"].startswith("/v1/") and kind != "application/json":
        raise NotJson


def check_origin(scope: Scope, *, https: bool) -> None:
    """Refuse a write that another site may have sent in the name of whoever is signed in here.

    A form cannot send our header, and a script of another site only if we said so, which we never do. The
    origin is the second lock: what a browser says of it no page can change.
    """
    if scope["method"] in READS or not scope["path"].startswith("/v1/") or scope["path"] in STATELESS:
        return
    headers = Headers(scope=scope)
    ours = headers.getlist("x-gongyou") == ["1"]
    if not ours or not is_same_origin(headers, https=https):
        raise NotFromThisApp(headers={"Connection": "close"})


def is_same_origin(headers: Headers, *, https: bool) -> bool:
    """Tell whether a request comes from our own page, by what the browser says or else by its Origin.

    Behind a proxy that ends https we cannot see the scheme; the setting says it.
    """
    if said := headers.getlist("sec-fetch-site"):
        return said == ["same-origin"]
    host = headers.get("host", "")
    schemes = ("https",) if https else ("https", "http")
    return bool(host) and headers.getlist("origin") in [[f"{scheme}://{host}"] for scheme in schemes]


def bounded(scope: Scope, receive: Receive) -> Receive:
    """Count a body as it streams in, against its limit and the clock; a length may be missing or a lie."""
    limit = LIMITS.get(scope["path"], DEFAULT_LIMIT) or DEFAULT_LIMIT
    until = monotonic() + SECONDS_FOR_A_BODY
    more, size = True, 0

    async def counted() -> Message:
        nonlocal more, size
        if not more:  # what is waited for now is the other side hanging up
            return await receive()
        with anyio.move_on_after(until - monotonic()) as patience:
            message = await receive()
        if patience.cancelled_caught:
            raise HTTPException(408)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
        if size > limit:
            raise HTTPException(413, headers={"Connection": "close"})
        return message

    return counted


def unzipped(scope: Scope, receive: Receive) -> Receive:
    """Unzip a body as it streams in, to its route's limit and no further; only phones' pushes come zipped."""
    if scope["path"] not in ZIPPED or Headers(scope=scope).get("content-encoding") != "gzip":
        return receive
    limit = LIMITS[scope["path"]] or DEFAULT_LIMIT
    unzip = zlib.decompressobj(wbits=31)
    size = 0

    async def plain() -> Message:
        nonlocal size
        message = await receive()
        if message["type"] != "http.request":
            return message
        try:
            body = unzip.decompress(message.get("body", b""), limit + 1 - size)
        except zlib.error:
            raise HTTPException(400, headers={"Connection": "close"}) from None
        size += len(body)
        if size > limit:
            raise HTTPException(413, headers={"Connection": "close"})
        if unzip.unused_data or not (message.get("more_body") or unzip.eof):
            raise HTTPException(400, headers={"Connection": "close"})
        return {**message, "body": body}

    return plain


def codings(accept: str) -> Iterator[str]:
    """List the content codings that a client takes.

    >>> list(codings("gzip, deflate, br;q=0"))
    ['gzip', 'deflate']
    """
    for part in accept.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "").removeprefix("q=").strip("0.") or not weight:
            yield name.strip()
