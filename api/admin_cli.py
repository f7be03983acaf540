"""`gongyou admin` and `gongyou organization`: what is done at the machine itself, or with an offline key."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pyrage import RecipientError, x25519
from sqlmodel import Session

from api.accounts.service import erasure
from api.console import CannotServeError, clear_words, database, outside_world
from api.db import engine_for
from api.organizations import service
from api.organizations.inbox import fingerprint, inbox_message
from api.organizations.models import Role
from api.organizations.schemas import OrganizationIn
from api.organizations.tokens import join_path
from api.problems import Problem
from api.settings import Settings

admin = typer.Typer(no_args_is_help=True, help="Let in the people who run this server.")
organization = typer.Typer(no_args_is_help=True, help="Enter organizations, and use their offline keys.")

Known = Annotated[UUID | None, typer.Option("--organization", help="the organization's id")]


@admin.command()
def invite(
    role: Annotated[Role, typer.Option(help="what they will be")] = Role.ADMIN, of: Known = None
) -> None:
    """Print a one-time link that makes a staff account; it can be used once, for 30 days."""
    with clear_words():
        if role is Role.ORGANIZER and of is None:
            raise CannotServeError("An organizer needs --organization ID.")
        with stored() as session:
            made = service.invite_from_console(session, role, of, today())
    typer.echo(join_path(made.token, made.fingerprint))
    typer.echo(
        f"Put this server's address before it. It can be used once, until {made.expires_on}.", err=True
    )


@admin.command(name="erase-again")
def erase_again() -> None:
    """Erase whoever a restored backup brought back, by the tombstones in it. Run it after every restore."""
    with clear_words(), stored() as session:
        count = erasure.erase_again(session, outside_world(session, Settings()))
    typer.echo(f"Erased again: {count}.")


@organization.command()
def add(name: str, public_key: str) -> None:
    """Enter an organization with the public half of its offline key, and print its id."""
    with clear_words():
        try:
            data = OrganizationIn(name=name, sign_key=b64decode(public_key, validate=True))
        except ValueError:  # pydantic's is one too
            raise CannotServeError("The name or the key is not as it must be: 32 bytes in base64.") from None
        with stored() as session:
            made = service.found_organization(session, data.name, data.sign_key, today())
    typer.echo(f"{made.id}\nfingerprint {fingerprint(made.sign_key)}")


@organization.command()
def keygen(file: Path) -> None:
    """Make an offline key in FILE (0600), and print its public half. Keep the file off this server."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with clear_words():
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(pem)
        except OSError as error:
            raise CannotServeError(f"{file} cannot be made: {error.strerror}") from None
    public = key.public_key().public_bytes_raw()
    typer.echo(f"public key {b64encode(public).decode()}\nfingerprint {fingerprint(public)}")


@organization.command(name="sign-inbox")
def sign_inbox(
    keyfile: Path,
    organization_id: UUID,
    recipient: str,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Sign an inbox (an age recipient) and print the body of PUT /v1/organizations/ID/inbox."""
    with clear_words():
        try:
            x25519.Recipient.from_str(recipient)
        except RecipientError:
            raise CannotServeError("The recipient must be an age X25519 recipient (age1…).") from None
        key = offline_key(keyfile)
        day = since.date() if since else today()
        signature = key.sign(inbox_message(organization_id, recipient, day))
    said = {"recipient": recipient, "since": day.isoformat(), "signature": b64encode(signature).decode()}
    typer.echo(json.dumps(said))


def offline_key(keyfile: Path) -> Ed25519PrivateKey:
    """Read an organization's offline key."""
    try:
        key = load_pem_private_key(keyfile.read_bytes(), password=None)
    except OSError as error:
        raise CannotServeError(f"{keyfile} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it asks for a password
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise CannotServeError(f"{keyfile} is not a key of `gongyou organization keygen`.")
    return key


@contextmanager
def stored() -> Iterator[Session]:
    """Give a session on the host's database that is committed at the end; a broken rule is one line."""
    with database(Settings()) as url:
        engine = engine_for(url)
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except Problem as problem:
            raise CannotServeError(problem.title) from None
        finally:
            engine.dispose()


def today() -> date:
    """Give the day by this machine's clock, as the service counts days."""
    return datetime.now(UTC).date()
