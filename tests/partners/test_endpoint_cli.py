"""`gongyou endpoint` at the machine itself."""

import os
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from api.cli import app
from api.events import Event
from api.partners.models import Endpoint
from api.partners.signing import open_secret, shown
from tests.accounts.staff import an_organization
from tests.conftest import PEPPER
from tests.partners.rows import PEPPER as RAW

URL = "https://hooks.example/in/8b1f"


@pytest.fixture
def union(engine: Engine) -> Iterator[UUID]:
    """Store an organization that commands can see; it is deleted after with all that hangs on it."""
    with Session(engine) as session:
        made = an_organization(session)
    yield made
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE event, organization CASCADE"))


@pytest.fixture
def gongyou(database_url: str) -> "Gongyou":
    return Gongyou(database_url)


class Gongyou:
    """The command, on the tests' database."""

    def __init__(self, url: str) -> None:
        self.env = {"GONGYOU_DATABASE_URL": url, "GONGYOU_PEPPER": PEPPER.get_secret_value()}

    def __call__(self, *words: str, **settings: str) -> Result:
        return CliRunner().invoke(app, ("endpoint", *words), env={**os.environ, **self.env, **settings})


def test_the_secret_is_printed_once_and_alone_and_is_the_one_that_signs(
    gongyou: Gongyou, engine: Engine, union: UUID
) -> None:
    made = gongyou("add", "--organization", str(union), URL)
    with Session(engine) as session:
        row = session.exec(select(Endpoint)).one()
    found = gongyou("list")

    assert made.exit_code == 0
    assert made.stdout.splitlines() == [shown(open_secret(row.secret_sealed, row.id, RAW))]
    assert str(row.id) in made.stderr
    assert found.stdout.split() == [str(row.id), str(union), "https://hooks.example", "works"]


def test_what_may_not_be_registered_is_one_line(gongyou: Gongyou, union: UUID) -> None:
    refused = [
        gongyou("add", "--organization", str(union), "http://localhost:9000/"),
        gongyou("add", "--organization", str(uuid4()), URL),
        gongyou("stop", str(uuid4())),
        gongyou("test", str(uuid4())),
    ]
    allowed = gongyou(
        "add", "--organization", str(union), "http://localhost:9000/", GONGYOU_WEBHOOKS_TO_LOOPBACK="true"
    )
    second = gongyou("add", "--organization", str(union), URL)

    assert [(one.exit_code, len(one.stderr.splitlines())) for one in [*refused, second]] == [(2, 1)] * 5
    assert "8b1f" not in second.stderr
    assert allowed.exit_code == 0


def test_a_test_is_asked_for_and_an_endpoint_stopped(gongyou: Gongyou, engine: Engine, union: UUID) -> None:
    gongyou("add", "--organization", str(union), URL)
    with Session(engine) as session:
        made = session.exec(select(Endpoint.id)).one()

    asked = gongyou("test", str(made))
    stopped = gongyou("stop", str(made))
    again = gongyou("test", str(made))

    with Session(engine) as session:
        assert session.exec(select(Endpoint.url)).one() == "https://hooks.example"
        assert [event.endpoint_id for event in session.exec(select(Event))] == [made]
    assert (asked.exit_code, stopped.exit_code, again.exit_code) == (0, 0, 2)
    assert "stopped (by_hand)" in gongyou("list").stdout
