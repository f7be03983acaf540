"""What is done at the machine itself: the first admin, organizations, and their offline keys."""

import json
import re
import stat
from base64 import b64decode
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pyrage import x25519
from sqlalchemy import Engine
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from api.accounts.models import Account, Erased
from api.accounts.service import erasure
from api.cli import app
from api.organizations import service
from api.organizations.inbox import fingerprint, inbox_message, is_signed
from api.organizations.models import Invitation, Organization, Role, RoleHeld
from api.statistics.models import Release
from tests.accounts.rows import TODAY, stored_account

ID = UUID("0195f0a0-0000-4000-8000-000000000001")


def gongyou(*words: str, **settings: str) -> Result:
    return CliRunner().invoke(app, words, env=settings)


def refused(result: Result, *words: str) -> bool:
    """Tell whether a command said what is wrong in one line and ended with 2."""
    lines = result.stderr.splitlines()
    return result.exit_code == 2 and len(lines) == 1 and all(word in lines[0] for word in words)


def test_an_offline_key_is_its_owners_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "union.pem"

    made = gongyou("organization", "keygen", str(file))
    pem = file.read_bytes()
    again = gongyou("organization", "keygen", str(file))

    public = re.search("public key (.+)", made.stdout)
    assert public is not None
    assert f"fingerprint {fingerprint(b64decode(public[1]))}" in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"PRIVATE" not in made.stdout.encode()
    assert refused(again, str(file), "exists")
    assert file.read_bytes() == pem


def test_a_signed_inbox_is_one_that_the_service_takes(tmp_path: Path) -> None:
    file, recipient = tmp_path / "union.pem", str(x25519.Identity.generate().to_public())
    public = re.search("public key (.+)", gongyou("organization", "keygen", str(file)).stdout)
    assert public is not None

    words = ("organization", "sign-inbox", str(file), str(ID), recipient)
    said = json.loads(gongyou(*words, "--since", "2026-11-22").stdout)

    assert set(said) == {"recipient", "since", "signature"}
    message = inbox_message(ID, recipient, date(2026, 11, 22))
    assert is_signed(b64decode(public[1]), message, b64decode(said["signature"]))


def test_what_cannot_be_signed_is_one_line(tmp_path: Path) -> None:
    file, no_key = tmp_path / "union.pem", tmp_path / "other.txt"
    gongyou("organization", "keygen", str(file))
    no_key.write_text("nothing")
    recipient = str(x25519.Identity.generate().to_public())

    assert refused(gongyou("organization", "sign-inbox", str(tmp_path / "none"), str(ID), recipient), "none")
    assert refused(gongyou("organization", "sign-inbox", str(no_key), str(ID), recipient), "other.txt")
    mistyped = recipient[:-1] + ("q" if recipient[-1] != "q" else "p")
    assert refused(gongyou("organization", "sign-inbox", str(file), str(ID), mistyped), "age")
    assert refused(gongyou("organization", "keygen", str(tmp_path / "none" / "key")), "none")


def test_the_first_admin_is_invited_at_the_machine(database_url: str, engine: Engine) -> None:
    said = gongyou("admin", "invite", GONGYOU_DATABASE_URL=database_url)

    assert said.exit_code == 0, said.stderr
    link = re.fullmatch(r"/#/join/([A-Za-z0-9_-]{22})\n", said.stdout)
    assert link is not None
    with Session(engine) as session:  # not committed: what follows is undone
        worker_id = stored_account(session).worker_id
        invitation = session.exec(select(Invitation)).one()
        service.spend_invitation(session, link[1], worker_id, invitation.made_on)
        assert session.exec(select(RoleHeld.role)).all() == [Role.ADMIN]
    with Session(engine) as session, session.begin():
        session.delete(session.exec(select(Invitation)).one())


def test_an_organization_is_entered_and_its_organizer_invited_with_its_fingerprint(
    database_url: str, engine: Engine
) -> None:
    key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    made = gongyou("organization", "add", "A union", key, GONGYOU_DATABASE_URL=database_url)
    assert made.exit_code == 0, made.stderr
    of = made.stdout.splitlines()[0]
    words = ("admin", "invite", "--role", "organizer", "--organization", of)
    link = gongyou(*words, GONGYOU_DATABASE_URL=database_url)

    assert link.stdout.strip().endswith(f".{fingerprint(bytes(range(32)))}")
    with Session(engine) as session, session.begin():
        invitation = session.exec(select(Invitation)).one()
        assert (invitation.role, str(invitation.organization_id)) == (Role.ORGANIZER, of)
        session.delete(session.get_one(Organization, UUID(of)))


def test_what_cannot_be_entered_is_one_line(database_url: str, engine: Engine) -> None:
    url = {"GONGYOU_DATABASE_URL": database_url}

    assert refused(gongyou("organization", "add", "A union", "AAAA", **url), "32 bytes")
    assert refused(gongyou("organization", "add", "A union", "not base64!", **url), "32 bytes")
    unknown = ("admin", "invite", "--organization", str(ID))
    assert refused(gongyou(*unknown, **url), "nothing here")
    assert refused(gongyou("admin", "invite", "--role", "organizer", **url), "--organization")
    assert refused(gongyou("admin", "invite", GONGYOU_DATABASE_URL="mysql://x"), "postgresql://")


@pytest.mark.parametrize(
    "words",
    [
        ("release", "make"),
        ("endpoint", "add", "https://hooks.example", "--organization", str(ID)),
        ("admin", "erase-again"),
    ],
)
def test_no_command_makes_a_second_pepper_beside_accounts(
    database_url: str, engine: Engine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    with Session(engine) as session, session.begin():
        worker_id = stored_account(session).worker_id

    said = gongyou(*words, GONGYOU_DATABASE_URL=database_url, GONGYOU_HOME=str(tmp_path))

    assert refused(said, "pepper", "backup"), said.stderr
    assert list(tmp_path.iterdir()) == []
    with Session(engine) as session, session.begin():
        assert session.exec(select(Release)).all() == []
        session.delete(session.get_one(Account, worker_id))


def test_after_a_restore_whoever_was_erased_is_erased_again(database_url: str, engine: Engine) -> None:
    pepper = "dGhlIHBlcHBlciBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVz"
    with Session(engine) as session, session.begin():
        worker_id = stored_account(session).worker_id
        session.add(Erased(digest=erasure.tombstone(worker_id), erased_on=TODAY))

    said = gongyou("admin", "erase-again", GONGYOU_DATABASE_URL=database_url, GONGYOU_PEPPER=pepper)

    assert (said.exit_code, said.stdout) == (0, "Erased again: 1.\n"), said.stderr
    with Session(engine) as session, session.begin():
        assert session.get(Account, worker_id) is None
        session.delete(session.exec(select(Erased)).one())
