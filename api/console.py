"""What the commands of `gongyou` share: a database that answers, and one clear line about what is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import Session

from api.accounts.service import account
from api.db import engine_for
from api.pepper import PepperError, keep_pepper, pepper_of
from api.private_postgres import CannotStartError, private_postgres
from api.settings import Settings
from api.world import World


class CannotServeError(RuntimeError):
    """The service cannot start, or do what was asked; the message says why, for a person."""


@contextmanager
def clear_words() -> Iterator[None]:
    """Say what stands in the way in one line; be quiet about Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(0)
    except (
        ValidationError,
        SettingsError,
        CannotStartError,
        CannotServeError,
        PepperError,
        DBAPIError,
    ) as error:
        typer.echo(f"gongyou: {in_words(error)}", err=True)
        sys.exit(2)


def in_words(error: Exception) -> str:
    """Write one line about what stands in the way."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name, why = str(first["loc"][0]), first["msg"].removeprefix("Value error, ")
        return f"GONGYOU_{name.upper()}: {why} (docs/settings.md)"
    if isinstance(
        error, SettingsError
    ):  # a list that is not JSON; the message has the field's name in quotes
        name = str(error).split('"')[1]
        return f"GONGYOU_{name.upper()}: must be JSON (docs/settings.md)"
    if isinstance(error, DBAPIError):
        return f"The database refused: {str(error.orig).strip().splitlines()[0]}"
    return str(error)


def outside_world(session: Session, settings: Settings) -> World:
    """Give the outside world as the service on this database has it, never with another pepper."""
    keep_pepper(settings, accounts=account.are_there_any(session))
    return World(datetime.now(UTC), pepper_of(settings), settings.webhooks_to_loopback)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Give the URL of a database that answers: the host's, or the private one."""
    if settings.database_url is None:
        with private_postgres(settings.home) as url:
            yield url
        return
    try:
        where = make_url(settings.database_url)
    except (ArgumentError, ValueError):
        raise CannotServeError("GONGYOU_DATABASE_URL is not a URL (docs/settings.md).") from None
    engine = engine_for(settings.database_url)
    try:
        with engine.connect():
            pass
    except (OperationalError, ArgumentError) as error:
        why = str(getattr(error, "orig", "")).strip().splitlines()
        raise CannotServeError(
            f"The database {where!r} does not let us in: {why[0] if why else ''}"
        ) from None
    finally:
        engine.dispose()
    yield settings.database_url
