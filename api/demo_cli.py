"""`gongyou demo`: a throw-away instance with an invented community in it (docs/demo.md)."""

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import typer
from pydantic import SecretStr
from sqlalchemy import Engine
from sqlmodel import Session

from api.console import CannotServeError, outside_world
from api.demo.service import HOST, Staff, Town, fill
from api.settings import Settings

CARD = [HOST, "这里的人都是编的 Everybody here is invented"]


@contextmanager
def throw_away(settings: Settings) -> Iterator[Settings]:
    """Give settings of an instance whose data, secrets and database are gone when the block ends."""
    if settings.database_url is not None:
        raise CannotServeError(
            "A demo never runs on a real database: unset GONGYOU_DATABASE_URL (docs/demo.md)."
        )
    with tempfile.TemporaryDirectory(prefix="gongyou-demo-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o711)  # the database's own user must reach its folder
        yield settings.model_copy(
            update={
                "database_url": None,
                "home": Path(home) / "var",
                "pepper": SecretStr(""),
                "host_name": HOST,
                "host_contact": "",
                "organizer_card": CARD,
                "webhooks_to_loopback": False,
                "https": False,
            }
        )


def begin(settings: Settings, engine: Engine) -> None:
    """Fill the instance, and say who can sign in."""
    typer.echo("Twelve weeks and more are being lived. That takes about half a minute.", err=True)
    with Session(engine) as session:
        world = outside_world(session, settings)
    town = fill(engine, world, said=tell_day)
    typer.echo("", err=True)
    typer.echo(welcome(settings, town))
    if sys.stdin.isatty():
        typer.echo("Press Enter for a new code.")
        threading.Thread(target=tell_codes, args=(town.organizer,), daemon=True).start()


def tell_day(day: date) -> None:
    """Say how far the town has come."""
    typer.echo(f"\r{day} ", nl=False, err=True)


def tell_codes(organizer: Staff) -> None:
    """Print the authenticator's code whenever somebody presses Enter."""
    for _ in sys.stdin:
        typer.echo(code_now(organizer))


def code_now(organizer: Staff) -> str:
    """Write the code that the authenticator shows, and for how long."""
    now = datetime.now(UTC)
    return f"{organizer.code(now)} (for {30 - now.second % 30} s; each works once)"


def welcome(settings: Settings, town: Town) -> str:
    """Write who can sign in, and where."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    at = f"http://{host}:{settings.port}"
    worker, organizer = town.visitor, town.organizer
    return f"""{HOST}: everybody in it is invented, and all of it is gone after Ctrl-C.

A worker's phone    {at}
  after first steps {at}/#/settings/account/sign-in
  name              {worker.handle}
  passphrase        {worker.passphrase}

The union's desk    {at}/desk   (in a private window: a browser is one person's)
  name              {organizer.credentials.handle}
  passphrase        {organizer.credentials.passphrase}
  code              {code_now(organizer)}
  authenticator     {organizer.secret}
                    {organizer.uri}
"""
