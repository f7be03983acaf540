"""Bring a database to the tables of this release, and tell whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

ROOT = Path(__file__).parent.parent
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7402126)")  # any number that is only ours


def config(connection: Connection) -> Config:
    """Point Alembic at our migrations and this connection."""
    found = Config(ROOT / "alembic.ini")
    found.attributes["connection"] = connection
    return found


def migrate(engine: Engine, revision: str = "head") -> None:
    """Apply what is missing; of several processes that start at once, one does it."""
    with engine.begin() as connection:
        connection.execute(ONE_AT_A_TIME)
        command.upgrade(config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Tell whether every migration of this release was applied."""
    with engine.connect() as connection:
        heads = ScriptDirectory.from_config(config(connection)).get_heads()
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)
