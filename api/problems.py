"""What a refused request is answered with (RFC 9457), and the one table of who answers for which error.

Nothing that was typed comes back and nothing of it is logged: a position, a code, no values.
docs/problems.md lists the codes.
"""

import logging
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from fastapi.exceptions import RequestValidationError
from pydantic import Field
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.db import TRY_AGAIN, sqlstate
from api.schema import FieldError, Output

log = logging.getLogger("gongyou")

MOST_ERRORS = 20
MEDIA_TYPE = "application/problem+json"
GIVE_WAY = {*TRY_AGAIN, "55P03"}  # also: a lock was not given in time
FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")


class ProblemOut(Output):
    """A refused request. `code` is stable; the app has the words for it."""

    type: str  # where the code is explained
    title: str
    status: int
    code: str
    errors: list[FieldError] = Field(default=[])


class Problem(Exception):  # noqa: N818 (problems are named by what went wrong)
    """A rule that was broken. Each has a code of its own and stands in the slice that owns the rule."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "unexpected"
    title: ClassVar[str] = "Something went wrong on this server."

    def __init__(self, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(self.code)
        self.errors = list(errors)
        self.headers = headers

    def answer(self) -> Response:
        """Say it as `application/problem+json`."""
        where = f"/docs#problem-{self.code}"
        said = ProblemOut(
            type=where, title=self.title, status=self.status, code=self.code, errors=self.errors
        )
        body = said.model_dump() if self.errors else said.model_dump(exclude={"errors"})
        return JSONResponse(body, self.status, self.headers, media_type=MEDIA_TYPE)


class Malformed(Problem):
    """The body is not JSON, or not what HTTP allows."""

    status, code, title = 400, "malformed", "This request could not be read."


class NotFromThisApp(Problem):
    """A write without our header, or from another site."""

    status, code, title = 403, "not-from-this-app", "Only this app may do that."


class NotFound(Problem):
    """The row is missing, or is not the caller's to see: one answer for both."""

    status, code, title = 404, "not-found", "There is nothing here for you."


class MethodNotAllowed(Problem):
    """The address exists, and does something else."""

    status, code, title = 405, "method-not-allowed", "This address does not do that."


class TooLarge(Problem):
    """The body is larger than its route takes."""

    status, code, title = 413, "too-large", "This is larger than the server takes here."


class NotJson(Problem):
    """The body is not declared as JSON."""

    status, code, title = 415, "not-json", "The body must be sent as application/json."


class Invalid(Problem):
    """Fields are missing, unknown or out of bounds; `errors` says which."""

    status, code, title = 422, "invalid", "Some fields are not as they must be."


class Unavailable(Problem):
    """The database does not answer, or is too busy; nothing was stored."""

    status, code, title = 503, "unavailable", "The server cannot store this now. Try again soon."


OURS: tuple[type[Problem], ...] = (Malformed, NotFound, MethodNotAllowed, TooLarge, NotJson, Invalid)
BY_STATUS = {kind.status: kind for kind in OURS}


def every_problem(kind: type[Problem] = Problem) -> list[type[Problem]]:
    """List each kind of problem that has been defined, by code."""
    found = {kind, *(deeper for child in kind.__subclasses__() for deeper in every_problem(child))}
    return sorted(found, key=lambda problem: problem.code)


def answers(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """Declare the problems that a route may answer with, for its `responses=`."""
    said: dict[int, list[str]] = {}
    for kind in kinds:
        said.setdefault(kind.status, []).append(f"`{kind.code}`: {kind.title}")
    return {status: {"description": " ".join(words), "model": ProblemOut} for status, words in said.items()}


def refused_fields(error: RequestValidationError) -> list[FieldError]:
    """Say where a request is wrong. The name of an unknown field was typed by somebody: it is left out."""
    found: list[FieldError] = []
    for problem in error.errors()[:MOST_ERRORS]:
        place = list(problem["loc"])
        if problem["type"] == "extra_forbidden":
            place.pop()
        if problem["type"] == "json_invalid":
            place = ["body"]
        found.append(FieldError(pointer=pointer(place), code=str(problem["type"])))
    return found


def pointer(place: Sequence[str | int]) -> str:
    """Write a position as a JSON pointer; what is neither a number nor a field's name becomes `*`.

    >>> pointer(["body", "jobs", 0, "rates", "a stranger's key"])
    '/body/jobs/0/rates/*'
    """
    return "".join(f"/{part if isinstance(part, int) or FIELD.fullmatch(part) else '*'}" for part in place)


def broken_rule(request: Request, problem: Problem) -> Response:
    """Answer a broken rule as it says itself."""
    return problem.answer()


def invalid(request: Request, error: RequestValidationError) -> Response:
    """Answer a request that its schema refuses."""
    return Invalid(refused_fields(error)).answer()


def refused(request: Request, error: HTTPException) -> Response:
    """Answer what the framework refuses, without its text."""
    kind = BY_STATUS.get(error.status_code)
    if kind is None:
        kind = Malformed if error.status_code < 500 else Problem
    return kind(headers=error.headers).answer()


def database(request: Request, error: DBAPIError) -> Response:
    """Answer a failure of the database. Its text carries the row, so only names and codes are logged."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    state = sqlstate(error)
    log.error("database: %s, SQLSTATE %s, constraint %s", type(error.orig).__name__, state, constraint)
    if isinstance(error, DataError):  # a value that no column can hold
        return Invalid().answer()
    if error.connection_invalidated or state is None or state in GIVE_WAY or state[:2] in {"08", "53", "57"}:
        return busy(request, error)
    return Problem().answer()


def busy(request: Request, error: Exception) -> Response:
    """Answer that the work may be tried again."""
    log.warning("unavailable: %s", type(error).__name__)
    return Unavailable(headers={"Retry-After": "2"}).answer()


def unexpected(error: BaseException) -> Response:
    """Answer a fault of ours, and log it."""
    log_fault(error)
    return Problem().answer()


def log_fault(error: BaseException) -> None:
    """Log a fault by type and place; its text may hold what somebody typed."""
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    lines = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    log.error("unexpected: %s at %s", type(error).__name__, lines)


HANDLERS: dict[type[Exception], Callable[[Request, Any], Response]] = {
    Problem: broken_rule,
    RequestValidationError: invalid,
    HTTPException: refused,
    DBAPIError: database,
    NoConnection: busy,
}
