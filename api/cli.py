"""The command `gongyou`: what a host runs. What stands in its way is one line and exit 2, no traceback."""

import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import typer
import uvicorn
from sqlalchemy import Engine
from sqlmodel import Session

from api import admin_cli, demo_cli, endpoint_cli, openapi, release_cli
from api.accounts.service import account
from api.console import CannotServeError, clear_words, database
from api.db import engine_for
from api.door import Door
from api.main import create_app
from api.migrate import is_current, migrate
from api.pepper import keep_pepper
from api.reference import service as reference
from api.reference.checks import check as check_reference
from api.settings import Settings
from client import commands, sync_commands

LOOPBACK = (
    "WARNING: GONGYOU_WEBHOOKS_TO_LOOPBACK is on: whoever may register an endpoint can make this server call "
    "services of this very machine, over plain http. Never set it where others sign in."
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(admin_cli.admin, name="admin")
app.add_typer(commands.app, name="account")
app.add_typer(sync_commands.app, name="sync")
app.add_typer(admin_cli.organization, name="organization")
app.add_typer(endpoint_cli.endpoint, name="endpoint")
app.add_typer(release_cli.release, name="release")
app.add_typer(release_cli.employer, name="employer")


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
        start(Settings())


@app.command()
def demo() -> None:
    """Start a throw-away instance with an invented community in it; Ctrl-C ends and deletes it."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    with clear_words(), demo_cli.throw_away(Settings()) as settings:
        start(settings, partial(demo_cli.begin, settings))


def start(settings: Settings, begin: Callable[[Engine], object] | None = None) -> None:
    """Serve these settings' database until a signal ends it; `begin` is done in it before."""
    with listening(settings) as door, database(settings) as url:
        engine = engine_for(url)
        prepare(engine)
        with Session(engine) as session:
            keep_pepper(settings, accounts=account.are_there_any(session))
        if begin is not None:
            begin(engine)
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
        if self.settings.webhooks_to_loopback:
            typer.echo(LOOPBACK, err=True)


if __name__ == "__main__":
    app()
