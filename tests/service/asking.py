"""A valid request to every route: the right person, our headers, and a body that is taken."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection
from sqlmodel import Session

from tests.accounts.people import (
    OURS,
    a_passphrase,
    a_person,
    a_phrase,
    a_sign_in,
    an_account,
    coded,
    work_for,
)
from tests.service.matrix import SCENES, Town
from tests.service.shapes import Place, Schema, Shapes

Operation = tuple[str, str, Schema]


@dataclass(frozen=True)
class Request:
    """One request, before anything in it is broken."""

    where: str
    headers: dict[str, str]
    body: Any

    def content(self) -> bytes | None:
        """Write its body."""
        return None if self.body is None else json.dumps(self.body).encode()


def body_schema(operation: Schema) -> Schema | None:
    content = operation.get("requestBody", {}).get("content", {})
    return next((one["schema"] for one in content.values()), None)


def request(town: Town, shapes: Shapes, operation: Operation) -> Request:
    """Write a request that is answered with 2xx."""
    method, path, said = operation
    if scene := SCENES.get((method, path)):
        person = town.people["admin" if scene.let_in and "admin" in scene.let_in else "owner"]
        if scene.let_in and not {"admin", "owner"} & scene.let_in:
            person = town.people["organizer"]
        where, body = scene.ask(town, person)
        if path == "/v1/sync/push":
            body |= {"app_version": "1", "given_up": [1]}
        return Request(where, person.headers, body)
    schema = body_schema(said)
    fits_somebody = path.startswith(("/v1/accounts", "/v1/sessions", "/v1/recovery"))
    body = open_body(town, path) if fits_somebody else shapes.valid(schema) if schema else None
    return Request(address(shapes, path, said), dict(OURS), body)


def open_body(town: Town, path: str) -> Any:
    """Write the body of a request that needs no session, but has to fit somebody."""
    owner = town.owner
    shown = {"handle": owner.handle, "recovery_key": coded(owner.recovery_key)}
    if path == "/v1/accounts":
        return an_account(a_person()) | {"work": work_for(town.client)}
    if path == "/v1/recovery":
        keys = {"passphrase": a_passphrase(secrets.token_bytes(32)), "phrase": a_phrase(bytes(32))}
        return shown | keys | {"device": owner.device}
    bodies = {
        "/v1/accounts/salt": {"handle": owner.handle},
        "/v1/sessions": a_sign_in(owner),
        "/v1/recovery/open": shown,
    }
    return bodies.get(path)


def address(shapes: Shapes, path: str, operation: Schema, name: str = "", value: str = "") -> str:
    """Write an address with valid parameters, one of them replaced; optional ones are there too."""
    query = []
    for one in operation.get("parameters", []):
        said = value if one["name"] == name else str(shapes.valid({**one["schema"], **one}))
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(said, safe=""))
        elif one["in"] == "query":
            query.append(f"{one['name']}={quote(said, safe='')}")
    return path + ("?" + "&".join(query) if query else "")


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo what is done meanwhile."""
    connection = session.get_bind()
    assert isinstance(connection, Connection)
    with connection.begin_nested() as once:
        yield
        once.rollback()


def reaches(body: Any, place: Place) -> bool:
    """Tell whether a body has what the place lies in: optional fields may be missing."""
    for part in place[:-1]:
        if not has(body, part):
            return False
        body = body[part]
    return not place or isinstance(body, dict) or has(body, place[-1])


def has(body: Any, part: str | int) -> bool:
    """Tell whether a body has a field or an item."""
    return part < len(body) if isinstance(part, int) else part in (body or {})
