"""How Alembic finds the database: the connection it is handed, or GONGYOU_DATABASE_URL."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from api.db import engine_for
from api.models import TABLES
from api.settings import Settings


def run(connection: Connection) -> None:
    """Compare or migrate over one connection."""
    context.configure(connection=connection, target_metadata=SQLModel.metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()


if not TABLES:
    raise RuntimeError("no tables are imported")
given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = Settings().database_url
    if url is None:
        raise SystemExit("Set GONGYOU_DATABASE_URL, or use `gongyou migrate`.")
    with engine_for(url).connect() as own:
        run(own)
