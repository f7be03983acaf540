"""The invented community: filled by the real services, the same each time, and never on a real database."""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from api.cli import app
from api.db import engine_for
from api.demo.people import people
from api.demo.service import NotEmptyError, Town, fill
from api.main import create_app
from api.pepper import pepper_of
from api.settings import Settings
from api.statistics.counting import Key
from api.statistics.schemas import ReleaseDocument
from api.world import World
from client.account import about, sign_in
from client.sync import pull_all
from tests.conftest import HOME, PEPPER
from tests.demo.counted import frames
from tests.service.databases import empty_database
from tests.service.serving import served
from tests.service.test_cli import command, free_port

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Lived(NamedTuple):
    """A town, and every word that was logged while it was filled."""

    town: Town
    url: str
    logged: list[str]


class Words(logging.Handler):
    """Keeps every line that is logged, whoever logs it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.exc_info}")


@pytest.fixture(scope="module")
def lived(server: str) -> Iterator[Lived]:
    """Fill a database with eighty people, listening to every log."""
    words, root = Words(), logging.getLogger()
    with ExitStack() as ends:
        url = ends.enter_context(empty_database(server, "town"))
        engine = engine_for(url)
        ends.callback(engine.dispose)
        before = root.level
        root.addHandler(words)
        root.setLevel(logging.DEBUG)
        try:
            town = fill(engine, World(NOON, pepper()))
        finally:
            root.removeHandler(words)
            root.setLevel(before)
        yield Lived(town, url, words.lines)


def pepper() -> bytes:
    return pepper_of(Settings(pepper=PEPPER))


def documents(engine: Engine) -> list[str]:
    """Read the releases as they were signed, the oldest first."""
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT document FROM release ORDER BY last_day")))


def logged(engine: Engine) -> str:
    """Give a digest of everybody's hours and money."""
    rows = "SELECT md5(string_agg(md5(t::text), '' ORDER BY worker_id, id)) FROM ({}) AS t"
    columns = {"time_entry": "minutes, activity, worked_on", "payment": "amount_minor, received_on"}
    with engine.connect() as connection:
        return " ".join(
            str(connection.scalar(text(rows.format(f"SELECT worker_id, id, {named} FROM {table}"))))
            for table, named in columns.items()
        )


def releases(engine: Engine) -> list[ReleaseDocument]:
    return [ReleaseDocument.model_validate_json(document) for document in documents(engine)]


def test_three_releases_were_frozen_on_their_days_and_the_last_counts_everybody(lived: Lived) -> None:
    found = releases(lived.town.engine)

    assert [(one.number, one.state, str(one.id), str(one.frozen_on)) for one in found] == [
        (1, "published", "2026-09-13", "2026-09-16"),
        (2, "published", "2026-10-11", "2026-10-14"),
        (3, "published", "2026-11-08", "2026-11-11"),
    ]
    assert [one.workers for one in found] == [60, 70, 80]
    assert len(lived.town.phones) == 80


def test_the_releases_are_those_of_what_people_logged(lived: Lived) -> None:
    town = lived.town
    expected = list(frames(people(), town.founded))  # whose properties tests/demo holds

    for one, frame in zip(releases(town.engine), expected, strict=True):
        for table in one.tables:
            told = {Key(table.name, cell.row, cell.column): cell.workers for cell in table.cells}
            assert told == frame.of(table.name)
            assert len(told) > 10


def test_the_same_day_makes_the_same_town(lived: Lived, server: str) -> None:
    with empty_database(server, "again") as url:
        engine = engine_for(url)
        fill(engine, World(NOON, pepper()))
        again = documents(engine), logged(engine)
        engine.dispose()

    assert again == (documents(lived.town.engine), logged(lived.town.engine))
    assert len(again[0]) == 3


def test_a_release_that_is_due_this_morning_is_there(server: str) -> None:
    with empty_database(server, "due") as url:
        engine = engine_for(url)
        fill(engine, World(datetime(2026, 12, 9, 4, 41, tzinfo=UTC), pepper()), workers=50)
        found = releases(engine)
        engine.dispose()

    assert [(str(one.id), one.workers) for one in found][-1] == ("2026-12-06", 50)
    assert len(found) == 3


def test_no_name_no_passphrase_and_no_secret_is_logged(lived: Lived) -> None:
    town = lived.town
    secrets = [one.credentials.passphrase for one in (town.organizer, town.auditor)]
    secrets += [town.organizer.secret, town.visitor.passphrase, "neighbour 7", "organizer"]

    words = "\n".join(lived.logged) + (HOME / "pg18" / "server.log").read_text(errors="replace")

    assert "PostgreSQL" in words  # the database's log is there, and nothing of the town in it
    assert [secret for secret in secrets if secret in words] == []


def test_the_worker_and_the_organizer_can_sign_in_and_what_was_sealed_opens(lived: Lived) -> None:
    town = lived.town
    service = create_app(Settings(database_url=lived.url, pepper=SecretStr(PEPPER.get_secret_value())))
    service.state.now = lambda: NOON
    with served(service) as (host, port):
        worker = sign_in(f"http://{host}:{port}", town.visitor.handle, town.visitor.passphrase)
        staff = town.organizer.credentials
        organizer = sign_in(f"http://{host}:{port}", staff.handle, staff.passphrase)
        rows = pull_all(worker).values()
        account = about(organizer)

    notes = {row.private["note"] for row in rows if row.private and "note" in row.private}
    assert len(rows) > 400
    assert "没任务，坐着等 no tasks, sat waiting" in notes
    assert [role["role"] for role in account["roles"]] == ["organizer"]
    assert account["second_factor"] == "asked"


def test_no_town_is_founded_where_somebody_has_an_account(lived: Lived) -> None:
    with pytest.raises(NotEmptyError):
        fill(lived.town.engine, World(NOON, pepper()))


def test_a_demo_says_who_can_sign_in_and_leaves_nothing_behind(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(open_folder))
    real, port = open_folder / "real", free_port()
    process = command(real, "demo", port=str(port))
    said = ""
    try:
        assert process.stdout is not None
        while "is running at" not in said:
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            said += line
        host = httpx2.get(f"http://127.0.0.1:{port}/v1/host", trust_env=False).json()
        homes = list(open_folder.glob("gongyou-demo-*"))
    finally:
        process.terminate()
        process.communicate(timeout=60)

    assert host["name"] == "演示 Demo"
    assert re.search(r"name +worker\n +passphrase +([a-z]+ ){4}[a-z]+\n", said)
    assert re.search(r"name +organizer\n.*\n +code +[0-9]{6} \(.*\n +authenticator +[A-Z2-7]{32}\n", said)
    assert len(homes) == 1
    assert list(open_folder.iterdir()) == []


def test_a_demo_is_refused_where_a_database_is_set(tmp_path: Path) -> None:
    settings = {
        "GONGYOU_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/real",
        "GONGYOU_HOME": str(tmp_path / "var"),
    }

    said = CliRunner().invoke(app, ["demo"], env=settings)

    assert said.exit_code == 2
    assert "A demo never runs on a real database" in said.stderr
    assert not (tmp_path / "var").exists()
