"""The town that routes are tested in: built once, and what a test does to it is undone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, Engine
from sqlmodel import Session

from api.main import create_app
from api.settings import Settings
from tests.conftest import PEPPER
from tests.service.matrix import Town


@pytest.fixture(scope="module")
def whole(engine: Engine, database_url: str) -> Iterator[tuple[Connection, Town]]:
    """Build the town, once: its people hash their keys like everybody. Its clock stands still."""
    app = create_app(Settings(database_url=database_url, pepper=PEPPER, work_bits=1))
    moment = datetime.now(UTC)
    app.state.now = lambda: moment
    with engine.connect() as connection, connection.begin() as everything:
        connection.begin_nested()
        app.state.engine = connection
        client = TestClient(app, base_url="http://gongyou.test", follow_redirects=False)
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield connection, Town(client, session)
        everything.rollback()


@pytest.fixture
def town(whole: tuple[Connection, Town]) -> Iterator[Town]:
    """Give the town."""
    connection, town = whole
    with connection.begin_nested() as once:
        yield town
        once.rollback()
