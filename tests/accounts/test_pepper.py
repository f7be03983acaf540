"""The pepper keys what could be guessed, lies in no table, and is made once."""

import stat
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError
from sqlmodel import Session, select

from api.accounts.handles import folded
from api.accounts.models import Account
from api.accounts.service.account import are_there_any
from api.models import TABLES
from api.pepper import PepperError, has_pepper, keep_pepper, keyed, pepper_of
from api.settings import Settings
from tests.accounts.people import OURS, a_person, a_sign_in, an_invitation, sign_up
from tests.conftest import PEPPER


def test_no_table_holds_the_pepper_or_anything_that_finds_a_handle_without_it(
    client: TestClient, session: Session
) -> None:
    """T53."""
    raw = b64decode(PEPPER.get_secret_value())
    person = sign_up(client, invitation=an_invitation(session), handle="marker of mine")
    client.post("/v1/sessions", json=a_sign_in(a_person()), headers=OURS)

    rows = b"\n".join(
        repr(row.model_dump()).encode() + b"".join(v for v in row.model_dump().values() if type(v) is bytes)
        for table in TABLES
        for row in session.exec(select(table)).all()
    )
    hashed = session.get_one(Account, person.worker_id).handle_hash

    assert rows
    for secret in (raw, PEPPER.get_secret_value().encode(), raw.hex().encode(), b"marker"):
        assert secret not in rows
    assert hashed == keyed(raw, "handle", folded("marker of mine").encode())
    assert hashed != keyed(bytes(32), "handle", folded("marker of mine").encode())


def test_the_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "var")
    assert not has_pepper(settings)

    first, second = pepper_of(settings), pepper_of(settings)
    file = tmp_path / "var" / "pepper"

    assert first == second == b64decode(file.read_bytes())
    assert len(first) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["pepper"]
    assert has_pepper(settings)


def test_two_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "var")

    with ThreadPoolExecutor(16) as threads:
        found = set(threads.map(lambda _: pepper_of(settings), range(64)))

    assert len(found) == 1


def test_the_hosts_own_pepper_comes_first_and_no_file_is_made(tmp_path: Path) -> None:
    written = b64encode(bytes(range(40))).decode()

    assert pepper_of(Settings(home=tmp_path, pepper=SecretStr(written))) == bytes(range(40))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", ["short", "not base64!", b64encode(bytes(31)).decode()])
def test_a_pepper_that_could_be_guessed_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(pepper=SecretStr(wrong))

    assert wrong not in str(refused.value.errors()[0]["msg"])
    assert wrong not in repr(refused.value)


def test_no_new_pepper_is_made_for_accounts_that_were_made_under_another(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)

    with pytest.raises(PepperError, match="backup"):
        keep_pepper(settings, accounts=True)
    nothing = list(tmp_path.iterdir())
    keep_pepper(settings, accounts=False)
    keep_pepper(settings, accounts=True)

    assert nothing == []
    assert has_pepper(settings)


def test_the_service_knows_whether_anybody_has_an_account(client: TestClient, session: Session) -> None:
    before = are_there_any(session)
    sign_up(client)

    assert (before, are_there_any(session)) == (False, True)


def test_a_cut_file_is_no_pepper(tmp_path: Path) -> None:
    (tmp_path / "pepper").write_text("AAAA")

    with pytest.raises(PepperError, match="backup"):
        pepper_of(Settings(home=tmp_path))


def test_settings_do_not_show_the_pepper() -> None:
    assert PEPPER.get_secret_value() not in repr(Settings(pepper=PEPPER)) + str(Settings(pepper=PEPPER))
