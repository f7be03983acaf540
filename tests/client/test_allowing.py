"""What a worker allows from a command line: in numbers that hold, and heard even where a copy is full."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from api.main import create_app
from api.settings import Settings
from api.statistics import steps, windows
from tests.client.test_commands import EMPLOYER, Person
from tests.conftest import PEPPER
from tests.service.serving import served


@pytest.fixture
def person(engine: Engine, database_url: str, tmp_path: Path) -> Iterator[Person]:
    """Give somebody at a terminal, whose server is in this process; what it stored is deleted after."""
    app = create_app(Settings(database_url=database_url, pepper=PEPPER, work_bits=1))
    with served(app) as (host, port):
        made = Person(tmp_path, f"http://{host}:{port}", f"worker {uuid4().hex[:12]}")
        assert made.create().exit_code == 0
        assert made.run("sync", "allow", "--yes").exit_code == 0
        yield made
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE account, spent_challenge CASCADE"))


def test_what_being_counted_means_is_said_with_the_numbers_of_the_rule(person: Person) -> None:
    said = person.run("sync", "allow", "--purpose", "count", given="no\n")

    numbers = [int(found) for found in re.findall(r"\d+", said.stderr)]
    assert numbers == [windows.DAYS, steps.NEEDED, steps.K, steps.K, steps.K - 1]
    assert said.exit_code == 2
    assert {row["body"]["purpose"] for row in person.rows() if row["kind"] == "consent"} == {"copy"}


def test_what_has_no_meaning_cannot_be_allowed(person: Person) -> None:
    said = person.run("sync", "allow", "--purpose", "everything", "--yes")

    assert said.exit_code == 2
    assert "copy and count" in said.stderr


def test_a_full_copy_says_so_and_still_hears_what_is_taken_back(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.run("sync", "allow", "--purpose", "count", "--yes")
    monkeypatch.setattr(sys.modules["api.sync.service.push"], "MOST_BYTES", 1)

    full = person.push(EMPLOYER)
    taken = person.run("sync", "withdraw", "--purpose", "count")
    meanwhile = sorted(row["kind"] for row in person.rows())
    monkeypatch.undo()
    sent = person.push()

    assert (full.exit_code, taken.exit_code, sent.exit_code) == (2, 0, 0)
    assert "Your copy there is full" in full.stderr
    assert meanwhile == ["consent", "consent", "withdrawal"]
    assert json.loads(sent.stdout)["outcome"] == "applied"
