"""The migrations make what the models say, from nothing and back."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, make_url, text
from sqlmodel import SQLModel

from api.db import engine_for
from api.migrate import config, is_current, migrate
from api.models import TABLES

SHAPE = """
SELECT 'column', table_name, column_name, data_type || ' ' || coalesce(character_maximum_length::text, '')
       || ' ' || is_nullable || ' ' || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


@pytest.fixture
def empty(server: str) -> Iterator[Engine]:
    """Give an engine on an empty database."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS from_nothing WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE from_nothing"))
    engine = engine_for(make_url(server).set(database="from_nothing").render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE from_nothing WITH (FORCE)"))
    admin.dispose()


def shape(engine: Engine) -> set[tuple[str, ...]]:
    with engine.connect() as connection:
        rows = {tuple(row) for row in connection.execute(text(SHAPE))}
    return {row for row in rows if "alembic_version" not in row[1]}


def test_migrations_and_models_make_the_same_database_down_to_constraint_names(empty: Engine) -> None:
    migrate(empty)
    migrated = shape(empty)
    with empty.begin() as connection:
        command.check(config(connection))
        command.downgrade(config(connection), "base")
    emptied = shape(empty)
    SQLModel.metadata.create_all(empty)

    assert len(migrated) > 20
    assert emptied == set()
    assert migrated == shape(empty)


def test_migrating_twice_changes_nothing_and_an_unmigrated_database_is_recognised(empty: Engine) -> None:
    before = is_current(empty)
    migrate(empty)
    once = shape(empty)
    migrate(empty)

    assert not before
    assert is_current(empty)
    assert shape(empty) == once


def test_every_table_is_listed_where_the_migrations_look_for_them() -> None:
    assert {str(table.__tablename__) for table in TABLES} == set(SQLModel.metadata.tables)
