"""What a host does at the machine: freeze what is due, list releases, check a download, enter an employer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from api.cli import app
from api.employers import service as employers
from api.employers.models import Employer, EmployerAlias
from api.employers.schemas import EmployerIn
from api.statistics import service
from api.worklog.kinds import EmployerKind
from tests.conftest import PEPPER
from tests.statistics.releases import frozen
from tests.statistics.workers import crowd

ROW = ("--kind", "centre", "--country", "KE")


@pytest.fixture
def host(database_url: str, engine: Engine) -> Iterator[dict[str, str]]:
    """Give the settings of a host; what it stored is deleted after."""
    yield {"GONGYOU_DATABASE_URL": database_url, "GONGYOU_PEPPER": PEPPER.get_secret_value()}
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE release CASCADE"))
        connection.execute(text("DELETE FROM employer WHERE id LIKE 'ours%'"))


def gongyou(*words: str, **settings: str) -> Result:
    return CliRunner().invoke(app, words, env=settings)


def refused(result: Result, *words: str) -> bool:
    """Tell whether a command said what is wrong in one line and ended with 2."""
    lines = result.stderr.splitlines()
    return result.exit_code == 2 and len(lines) == 1 and all(word in lines[0] for word in words)


def test_what_is_due_is_frozen_once_and_listed(host: dict[str, str]) -> None:
    made, again, listed = (gongyou("release", word, **host) for word in ("make", "make", "list"))

    assert made.exit_code == 0, made.stderr
    assert made.stdout.startswith("Release 1, 20")
    assert made.stdout.endswith(": too_few.\n")
    assert again.stdout == "No release is due.\n"
    id_ = made.stdout.split(", ")[1].split(":")[0]
    assert listed.stdout.startswith(f"{id_}  1  too_few  20")
    assert len(listed.stdout.splitlines()) == 1


def test_a_release_of_the_future_asks_for_the_clock_and_a_gap_for_a_word(
    host: dict[str, str], engine: Engine
) -> None:
    made = gongyou("release", "make", **host)
    for change in ("+ 700", "- 1400"):
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE release SET last_day = last_day {change}"))
        said = gongyou("release", "make", **host)
        assert refused(said, "clock"), said.stderr
        assert ("--after-gap" in said.stderr) == (change == "- 1400")

    after = gongyou("release", "make", "--after-gap", **host)

    assert made.exit_code == 0
    assert after.stdout.startswith("Release 2, 20"), after.stderr


@pytest.fixture
def download(session: Session, tmp_path: Path) -> Path:
    """Give a release of fifty workers as the service answers it."""
    crowd(session, 50)
    release = frozen(session)
    file = tmp_path / "release.json"
    file.write_text(service.show_release(session, release.last_day))
    return file


def test_a_downloaded_release_is_verified_and_its_key_named(download: Path) -> None:
    said = json.loads(download.read_text())

    result = gongyou("release", "verify", str(download))

    assert (result.exit_code, result.stdout) == (
        0,
        f"Release 1, 2026-03-29: signed by {said['fingerprint']}.\n",
    )
    assert gongyou("release", "verify", str(download), "--by", said["fingerprint"]).exit_code == 0
    assert refused(gongyou("release", "verify", str(download), "--by", "0" * 32), "another key")


def more_workers(said: dict[str, Any]) -> None:
    said["release"]["workers"] += 5


def more_in_the_document(said: dict[str, Any]) -> None:
    said["document"] = said["document"].replace('"workers":50', '"workers":55')


def more_everywhere(said: dict[str, Any]) -> None:
    more_in_the_document(said)
    said["release"] = json.loads(said["document"])


def another_signature(said: dict[str, Any]) -> None:
    said["signature"] = "A" * 86 + "=="


def another_key(said: dict[str, Any]) -> None:
    said["public_key"] = "A" * 43 + "="


def another_fingerprint(said: dict[str, Any]) -> None:
    said["fingerprint"] = "0" * 32


@pytest.mark.parametrize(
    "change",
    [
        more_workers,
        more_in_the_document,
        more_everywhere,
        another_signature,
        another_key,
        another_fingerprint,
    ],
)
def test_whatever_was_changed_in_a_download_is_noticed(download: Path, change: Any) -> None:
    said = json.loads(download.read_text())
    change(said)
    download.write_text(json.dumps(said))

    assert refused(gongyou("release", "verify", str(download)), "was changed")


@pytest.mark.parametrize("content", ["", "{}", "[1]", "\x00", '{"release": NaN}'])
def test_what_is_no_release_is_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "release.json"
    file.write_text(content)

    assert refused(gongyou("release", "verify", str(file)), "is not a release")
    assert refused(gongyou("release", "verify", str(tmp_path / "nowhere")), "cannot be read")


def test_every_byte_of_the_signed_document_counts(download: Path) -> None:
    said = json.loads(download.read_text())
    document = said["document"]

    for place in range(0, len(document), 37):
        letter = "x" if document[place] != "x" else "y"
        changed = said | {"document": document[:place] + letter + document[place + 1 :]}
        download.write_text(json.dumps(changed))

        assert gongyou("release", "verify", str(download)).exit_code == 2, place


def test_an_employer_of_the_hosts_own_is_found_under_its_names(
    host: dict[str, str], session: Session
) -> None:
    made = gongyou("employer", "add", "ours_alone", "Our Own Labels", "--name-zh", "自家标注", *ROW, **host)

    assert (made.exit_code, made.stdout) == (0, "ours_alone\n"), made.stderr
    [found] = employers.find_employers(session, "our own LAB")
    assert (found.id, found.name_zh, found.country) == ("ours_alone", "自家标注", "KE")
    assert employers.known_names(session)["our own labels"] == "ours_alone"
    assert employers.known_names(session)["自家标注"] == "ours_alone"
    assert employers.names_of(session, ["ours_alone"]) == {"ours_alone": ("Our Own Labels", "自家标注")}


def test_an_id_or_a_name_that_is_taken_is_refused(host: dict[str, str], session: Session) -> None:
    gongyou("employer", "add", "ours_alone", "Our Own Labels", *ROW, **host)

    taken = gongyou("employer", "add", "ours_alone", "Somebody Else", *ROW, **host)
    named = gongyou("employer", "add", "ours_too", "OUR own  labels", *ROW, **host)
    shipped = gongyou("employer", "add", "ours_too", "mechanical turk", *ROW, **host)

    assert refused(taken, "has this already", "ours_alone")
    assert refused(named, "has this already", "OUR own  labels")
    assert refused(shipped, "has this already", "mechanical turk")
    ours = session.exec(select(Employer.id).where(Employer.id.startswith("ours"))).all()
    assert ours == ["ours_alone"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("Ours Alone", "Our Own Labels", *ROW), "id"),
        (("other", "Our Own Labels", *ROW), "id"),
        (("*", "Our Own Labels", *ROW), "id"),
        (("o" * 41, "Our Own Labels", *ROW), "id"),
        (("ours_alone", " ", *ROW), "name_en"),
        (("ours_alone", "x" * 81, *ROW), "name_en"),
        (("ours_alone", "Our\nLabels", *ROW), "name_en"),
        (("ours_alone", "Our Own Labels", "--name-zh", "自\u202e家", *ROW), "name_zh"),
        (("ours_alone", "Our Own Labels", "--kind", "centre", "--country", "Kenya"), "country"),
    ],
)
def test_an_employer_that_is_ill_formed_is_refused_by_field(
    host: dict[str, str], words: tuple[str, ...], field: str
) -> None:
    assert refused(gongyou("employer", "add", *words, **host), f"Not as it must be: {field}.")


def test_no_employer_of_the_directory_has_the_id_of_those_outside_it(session: Session) -> None:
    assert "other" not in employers.known_ids(session)


def test_of_a_name_that_two_employers_share_the_first_by_id_is_meant(session: Session) -> None:
    for id_ in ("ours_b", "ours_a", "ours_c"):
        data = EmployerIn(id=id_, name_en=f"Firm {id_}", kind=EmployerKind.CENTRE, country="KE")
        employers.add(session, data)
        session.add(EmployerAlias(employer_id=id_, alias="Shared", folded="shared"))
    session.flush()

    assert employers.known_names(session)["shared"] == "ours_a"
