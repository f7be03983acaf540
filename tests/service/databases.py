"""Databases of one test's own, for what commits: empty but for the reference data."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session

from api.db import engine_for
from api.migrate import migrate
from api.reference import service as reference


@contextmanager
def empty_database(server: str, purpose: str) -> Iterator[str]:
    """Give the URL of a migrated database that is dropped at the end."""
    name = f"own_{os.getpid()}_{purpose}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for old in connection.scalars(text("SELECT datname FROM pg_database WHERE datname ~ '^own_'")).all():
            if old == name or not psutil.pid_exists(int(old.split("_")[1])):  # its run was killed
                connection.execute(text(f"DROP DATABASE IF EXISTS {old} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    engine = engine_for(url)
    migrate(engine)
    with Session(engine) as session, session.begin():
        reference.load(session)
    engine.dispose()
    try:
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
