"""Talk to a server: JSON over HTTP, one request at a time, and no answer but its own is believed."""

import json
import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import Any, NoReturn
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

COOKIE = "__Host-s"
PROBLEM = "application/problem+json"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LARGEST_ANSWER = 64 * 1024 * 1024


class NoAnswerError(OSError):
    """The server did not answer, or something else answered in its place. Nothing is known of what it did."""


class RefusedError(RuntimeError):
    """The server refused; `code` is one of docs/problems.md."""

    def __init__(self, status: int, code: str, retry_after: int | None, errors: list[dict[str, str]]) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_after, self.errors = status, code, retry_after, errors


class NotSafeError(ValueError):
    """This address would carry keys in the clear."""


class NoRedirects(HTTPRedirectHandler):
    """Follow nobody: an answer that points elsewhere is not an answer."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse."""


@dataclass
class Service:
    """A server at an address, and the session there."""

    at: str
    session: str | None = field(default=None, repr=False)
    seconds: float = 60

    def __post_init__(self) -> None:
        """Take an address that is safe to send keys to."""
        where = urlsplit(self.at)
        if where.scheme not in {"http", "https"} or not where.hostname or where.path.strip("/"):
            raise NotSafeError("The address must look like https://union.example.")
        if where.scheme == "http" and where.hostname not in LOOPBACK:
            raise NotSafeError(
                "Plain http would show your keys on the way: the address must begin with https."
            )
        self.at = f"{where.scheme}://{where.netloc}"
        self.opener = build_opener(NoRedirects)

    def get(self, path: str) -> dict[str, Any]:
        """Ask."""
        return self.call("GET", path)

    def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send."""
        return self.call("POST", path, {} if body is None else body)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a request; give what was answered, or raise `RefusedError` or `NoAnswerError`."""
        headers = {"Accept": "application/json", "X-Gongyou": "1", "Origin": self.at}
        if self.session:
            headers["Cookie"] = f"{COOKIE}={self.session}"
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body, default=as_json).encode()
        request = Request(self.at + path, data, headers, method=method)  # noqa: S310 (http or https, checked above)
        try:
            with self.opener.open(request, timeout=self.seconds) as answer:
                found = answer.read(LARGEST_ANSWER)
                self.keep_session(answer.headers)
                return answer_of(answer.status, answer.headers, found)
        except HTTPError as error:
            refuse(error)
        except (OSError, HTTPException, ssl.SSLError) as error:
            raise NoAnswerError(f"{self.at} does not answer ({type(error).__name__}).") from None

    def keep_session(self, headers: HTTPMessage) -> None:
        """Take up a new session, or drop one that ended."""
        for line in headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].strip().partition("=")
            if name == COOKIE:
                self.session = value.strip('"') or None


def answer_of(status: int, headers: HTTPMessage, found: bytes) -> dict[str, Any]:
    """Read an answer; a portal's page and cut JSON are none."""
    if status == 204:
        return {}
    try:
        said = json.loads(found)
    except ValueError:
        said = None
    if headers.get_content_type() != "application/json" or not isinstance(said, (dict, list)):
        raise NoAnswerError("Something else answered in the server's place.")
    return said if isinstance(said, dict) else {"items": said}


def refuse(error: HTTPError) -> NoReturn:
    """Raise what the server said, if it was the server."""
    with error:
        try:
            said = json.loads(error.read(LARGEST_ANSWER))
            ours = error.headers.get_content_type() == PROBLEM
            code, errors = str(said["code"]), list(said.get("errors", []))
        except (ValueError, KeyError, TypeError, OSError, HTTPException):
            ours = False
    if not ours:
        raise NoAnswerError(f"Something else answered in the server's place ({error.code}).") from None
    wait = error.headers.get("Retry-After", "")
    raise RefusedError(error.code, code, int(wait) if wait.isdecimal() else None, errors) from None


def as_json(value: object) -> str:
    """Write bytes as base64, and ids as their text."""
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)
