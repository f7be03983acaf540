"""The command `gongyou`: what a host runs. What stands in its way is one line and exit 2, no traceback."""

import logging
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
import uvicorn
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlmodel import Session

from api import openapi
from api.db import engine_for
from api.door import Door
from api.main import create_app
from api.migrate import is_current, migrate
from api.private_postgres import CannotStartError, private_postgres
from api.reference import service as reference
from api.reference.checks import check as check_reference
from api.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Run Gongyou 工友 on your own machine or server (docs/settings.md lists what can be set)."""


@app.command()
def serve() -> None:
    """Start the service, and a private PostgreSQL when GONGYOU_DATABASE_URL is not set."""
    # without this, SIGTERM would end the process past every `finally`, and the database would stay
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    with clear_words():
        settings = Settings()
        with listening(settings) as door, database(settings) as url:
            engine = engine_for(url)
            prepare(engine)
            engine.dispose()
            run(settings.model_copy(update={"database_url": url}), door)


@app.command(name="migrate")
def migrate_database() -> None:
    """Bring the database to this release's tables, and load its reference data."""
    with clear_words(), database(Settings()) as url:
        prepare(engine_for(url))
    typer.echo("The database is up to date.")


@app.command()
def verify() -> None:
    """Check the reference files, and that the database has this release's tables."""
    with clear_words(), database(Settings()) as url:
        complaints = check_reference()
        if not is_current(engine_for(url)):
            complaints.append("The database is not up to date: run `gongyou migrate`.")
    for complaint in complaints:
        typer.echo(complaint, err=True)
    if complaints:
        raise typer.Exit(1)
    typer.echo("Reference files and database are in order.")


@app.command(name="openapi")
def write_openapi() -> None:
    """Print the OpenAPI document."""
    with clear_words():
        typer.echo(openapi.as_text(create_app(Settings())), nl=False)


def leave(*_: object) -> None:
    """End the process by way of every `finally`."""
    sys.exit(0)


class CannotServeError(RuntimeError):
    """The service cannot start; the message says why, for a person."""


@contextmanager
def clear_words() -> Iterator[None]:
    """Say what stands in the way in one line; be quiet about Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(0)
    except (ValidationError, SettingsError, CannotStartError, CannotServeError, DBAPIError) as error:
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


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """Take the port before anything else is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((settings.host, settings.port))
            door.listen(2048)
        except (OSError, OverflowError) as error:
            raise CannotServeError(
                f"{settings.host} port {settings.port} cannot be used ({getattr(error, 'strerror', error)}); "
                "set GONGYOU_PORT or GONGYOU_HOST."
            ) from None
        yield door


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
    try:
        with engine_for(settings.database_url).connect():
            pass
    except (OperationalError, ArgumentError) as error:
        why = str(getattr(error, "orig", "")).strip().splitlines()
        raise CannotServeError(
            f"The database {where!r} does not let us in: {why[0] if why else ''}"
        ) from None
    yield settings.database_url


def prepare(engine: Engine) -> None:
    """Bring tables and reference data to this release."""
    migrate(engine)
    with Session(engine) as session, session.begin():
        reference.load(session)


def run(settings: Settings, door: socket.socket) -> None:
    """Serve until a signal ends it. No access log: addresses and what is asked for are nobody's business."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        http=Door,
        timeout_graceful_shutdown=10,
    )
    Announced(config, settings).run([door])


class Announced(uvicorn.Server):
    """Say where the service is once it answers."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self.settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then say so."""
        await super().startup(sockets)
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        typer.echo(f"Gongyou is running at http://{host}:{self.settings.port}")
        if not (Path(self.settings.dist) / "index.html").exists():
            typer.echo("The app has not been built yet: run `make build`.", err=True)


if __name__ == "__main__":
    app()
