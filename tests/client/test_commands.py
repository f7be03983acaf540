"""`gongyou account` and `gongyou sync` as somebody without a browser uses them."""

import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from client import account
from client.sync import pull_all
from tests.e2e.phone import Service as Running

PASSPHRASE = "my aunt sells 7 blue eels"
EMPLOYER = {
    "kind": "employer",
    "body": {"name": "Blue Eel Data", "kind": "centre"},
    "private": {"note": "late"},
}


@dataclass
class Person:
    """Somebody at a terminal, with a folder and a handle."""

    folder: Path
    at: str
    handle: str

    def run(self, *words: str, given: str = "", home: str = "home") -> Result:
        return CliRunner().invoke(app, [*words, "--home", str(self.folder / home)], input=given)

    def file(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text)
        return str(self.folder / name)

    def who(self, passphrase: str = PASSPHRASE) -> list[str]:
        file = self.file("passphrase", passphrase)
        return ["--at", self.at, "--handle", self.handle, "--passphrase-file", file]

    def create(self) -> Result:
        return self.run("account", "create", *self.who(), "--phrase-to", str(self.folder / "phrase"))

    def push(self, *lines: dict[str, Any]) -> Result:
        return self.run("sync", "push", given="".join(json.dumps(line) + "\n" for line in lines))

    def rows(self, *words: str, home: str = "home") -> list[dict[str, Any]]:
        done = self.run("sync", "pull", *words, home=home)
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def person(service: Running, tmp_path: Path) -> Person:
    return Person(tmp_path, service.url, f"worker {uuid4().hex[:12]}")


@pytest.fixture
def allowing(person: Person) -> Person:
    assert person.create().exit_code == 0
    assert person.run("sync", "allow", "--yes").exit_code == 0
    return person


def test_rows_go_out_and_come_back_whole_on_another_machine(allowing: Person) -> None:
    sent = allowing.push(EMPLOYER)
    signed_in = allowing.run("account", "sign-in", *allowing.who(), home="other")
    employers = [row for row in allowing.rows(home="other") if row["kind"] == "employer"]
    proof = allowing.run("sync", "receipt", home="other")

    assert (sent.exit_code, signed_in.exit_code) == (0, 0)
    assert json.loads(sent.stdout)["outcome"] == "applied"
    assert [(row["body"], row["private"], row["base"]) for row in employers] == [
        (EMPLOYER["body"], EMPLOYER["private"], 1)
    ]
    assert json.loads(proof.stdout)["whole"] is True


def test_what_was_pulled_can_be_edited_and_pushed_again(allowing: Person) -> None:
    allowing.push(EMPLOYER)
    row = next(row for row in allowing.rows("--new") if row["kind"] == "employer")

    sent = allowing.push(row | {"private": {"note": "paid at last"}})
    again = allowing.push(row | {"private": {"note": "an older copy"}})

    assert json.loads(sent.stdout)["revision"] == 2
    conflict = json.loads(again.stdout)
    assert (again.exit_code, conflict["outcome"]) == (1, "conflict")
    assert conflict["stored"]["private"] == {"note": "paid at last"}
    assert [changed["base"] for changed in allowing.rows("--new")] == [2]


def test_without_consent_nothing_leaves_for_good_and_nothing_is_lost(person: Person) -> None:
    person.create()

    refused = person.push(EMPLOYER)
    state = person.run("sync", "status")
    person.run("sync", "allow", "--yes")
    rows = person.rows()

    assert (refused.exit_code, json.loads(refused.stdout)["outcome"]) == (1, "forbidden")
    assert "needs you: forbidden" in state.stdout
    assert "employer" not in {row["kind"] for row in rows}  # the consent came after it in the queue
    assert person.push().exit_code == 0
    assert "employer" in {row["kind"] for row in person.rows()}


def test_a_changed_mind_takes_the_place_of_what_was_refused(allowing: Person) -> None:
    row = str(uuid4())
    wrong = EMPLOYER | {"id": row, "body": {"name": "Blue Eel Data", "kind": "no such kind"}}

    refused = allowing.push(wrong)
    sent = allowing.push(EMPLOYER | {"id": row})
    state = allowing.run("sync", "status")

    assert json.loads(refused.stdout)["outcome"] == "invalid"
    assert (sent.exit_code, json.loads(sent.stdout)["outcome"]) == (0, "applied")
    assert state.stdout == ""
    assert "never reached" not in state.stderr


def test_the_folder_is_its_owners_alone(person: Person) -> None:
    person.create()

    folder = person.folder / "home"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    phrase = person.folder / "phrase"

    assert modes == {"home": 0o700, "account.json": 0o600, "lock": 0o600}
    assert stat.S_IMODE(phrase.stat().st_mode) == 0o600
    assert len(phrase.read_text().split()) == 12


def test_a_folder_that_others_may_enter_is_refused(person: Person) -> None:
    (person.folder / "home").mkdir(mode=0o755)
    (person.folder / "home").chmod(0o755)

    done = person.create()

    assert done.exit_code == 2
    assert "chmod 700" in done.stderr


def test_two_cards_bring_the_account_back(allowing: Person) -> None:
    allowing.push(EMPLOYER)
    made = CliRunner().invoke(app, ["account", "cards", "--phrase-file", str(allowing.folder / "phrase")])
    two = allowing.file("cards", "\n".join(made.stdout.splitlines()[1:]))
    new = ["--phrase-to", str(allowing.folder / "new-phrase")]

    back = allowing.run(
        "account", "recover", "--cards", "--phrase-file", two, *allowing.who(), *new, home="other"
    )
    spent = allowing.run(
        *("account", "recover", "--cards", "--phrase-file", two, *allowing.who()),
        *("--phrase-to", str(allowing.folder / "third-phrase")),
        home="third",
    )

    assert len(made.stdout.splitlines()) == 3
    assert back.exit_code == 0, back.output
    assert [row["private"] for row in allowing.rows(home="other") if row["kind"] == "employer"] == [
        EMPLOYER["private"]
    ]
    assert (spent.exit_code, spent.stderr) == (2, "gongyou: Handle and passphrase (or phrase) do not fit.\n")
    assert not (allowing.folder / "third-phrase").exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("not json\n", "Line 1 is not a change. Nothing was sent."),
        ('{"kind": "employer", "body": {}, "worker_id": "x"}\n', "Line 1 has other fields"),
        ('{"kind": "employer", "body": null}\n', "Line 1 has other fields than a change, or deletes no row"),
    ],
)
def test_a_line_that_is_no_change_is_named_by_its_number(person: Person, lines: str, said: str) -> None:
    person.create()

    done = person.run("sync", "push", given=lines)

    assert done.exit_code == 2
    assert said in done.stderr
    assert person.run("sync", "status").stdout == ""


def test_a_wrong_passphrase_is_one_clear_line(person: Person) -> None:
    person.create()
    other = person.who("not it at all")

    done = person.run("account", "sign-in", *other, home="other")

    assert (done.exit_code, done.stderr) == (2, "gongyou: Handle and passphrase (or phrase) do not fit.\n")


def test_too_many_tries_say_how_long_to_wait(person: Person) -> None:
    person.create()
    other = person.who("not it at all")

    said = [person.run("account", "sign-in", *other, home="other").stderr for _ in range(6)]

    assert said[-1].startswith("gongyou: Too many wrong tries. Try again in ")


def test_a_server_that_is_away_is_one_clear_line_and_loses_nothing(allowing: Person) -> None:
    kept = allowing.folder / "home" / "account.json"
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"at": "http://127.0.0.1:9"}))

    away = allowing.push(EMPLOYER)
    state = allowing.run("sync", "status")
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"at": allowing.at}))
    sent = allowing.push()

    assert away.exit_code == 2
    assert away.stderr == "gongyou: http://127.0.0.1:9 does not answer (URLError).\n"
    assert "on this machine" in state.stdout
    assert json.loads(sent.stdout)["outcome"] == "applied"


def test_a_machine_that_was_signed_out_sends_what_it_owes_and_keeps_nothing(allowing: Person) -> None:
    other = account.sign_in(allowing.at, allowing.handle, PASSPHRASE)
    mine = json.loads((allowing.folder / "home" / "account.json").read_text())["device_id"]
    account.sign_out_device(other, UUID(mine), allowing.handle, PASSPHRASE)

    sent = allowing.push(EMPLOYER)

    assert json.loads(sent.stdout)["outcome"] == "applied"
    assert [path.name for path in (allowing.folder / "home").iterdir()] == ["lock"]
    assert "employer" in {row.kind for row in pull_all(other).values()}


def test_signing_a_machine_out_asks_for_the_passphrase(allowing: Person) -> None:
    other = account.sign_in(allowing.at, allowing.handle, PASSPHRASE)
    out = ["account", "devices", "--sign-out", str(other.device.id)]

    refused = [allowing.run(*out), allowing.run(*out, *allowing.who("not it at all")[2:])]
    before = [each["leaving"] for each in account.devices(other)]
    done = allowing.run(*out, *allowing.who()[2:])

    assert [each.exit_code for each in refused] == [2, 2]
    assert before == [False, False]
    assert done.exit_code == 0, done.output
    assert "signed out, may still send" in done.stdout


@pytest.mark.parametrize("content", [b"\xff\xfe", b"not JSON", b"{}"])
def test_a_damaged_folder_is_one_clear_line_that_shows_nothing_of_it(person: Person, content: bytes) -> None:
    person.create()
    (person.folder / "home" / "account.json").write_bytes(content)

    done = person.run("sync", "status")

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "Traceback" not in done.output


def test_signing_out_refuses_while_something_waits(person: Person) -> None:
    person.create()
    person.push(EMPLOYER)

    refused = person.run("account", "sign-out")
    done = person.run("account", "sign-out", "--discard")

    assert refused.exit_code == 2
    assert "1 changes were not sent yet" in refused.stderr
    assert done.exit_code == 0
    assert [path.name for path in (person.folder / "home").iterdir()] == ["lock"]
    assert "Nobody is signed in" in person.run("sync", "push").stderr


def test_a_weak_passphrase_makes_no_account(person: Person) -> None:
    weak = person.who("123456789012")

    done = person.run("account", "create", *weak, "--phrase-to", str(person.folder / "phrase"))

    assert done.exit_code == 2
    assert "Too many people would think of it" in done.stderr
    assert not (person.folder / "phrase").exists()


def test_erasing_counts_what_went_and_forgets(allowing: Person) -> None:
    allowing.push(EMPLOYER)

    done = allowing.run("account", "erase", "--yes", *allowing.who()[2:])

    assert done.exit_code == 0, done.output
    assert "employer  1" in done.stdout
    assert "Nobody is signed in" in allowing.run("sync", "push").stderr


def test_no_secret_can_be_given_on_the_command_line() -> None:
    for command in ("create", "sign-in", "recover", "passphrase", "devices", "erase"):
        told = CliRunner().invoke(app, ["account", command, "--help"], env={"COLUMNS": "200"}).stdout

        assert "--passphrase " not in told
        assert "--phrase " not in told
        assert "whoever copies that folder has the notebook" in " ".join(told.replace("│", " ").split())
