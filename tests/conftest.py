"""What tests may ask for: a real PostgreSQL, a session that is undone, a client, a phone in a browser."""

import os
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Playwright, sync_playwright
from pydantic import SecretStr
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlmodel import Session

from api.db import engine_for
from api.main import create_app
from api.migrate import migrate
from api.private_postgres import private_postgres
from api.reference import service as reference
from api.settings import Settings
from tests.e2e.phone import Phone, Service

HOME = Path(tempfile.gettempdir()) / f"gongyou-tests-{os.geteuid()}"
for setting in [name for name in os.environ if name.startswith("GONGYOU_")]:
    del os.environ[setting]  # a developer's own settings are no part of any test
PEPPER = SecretStr(b64encode(b"the pepper of the tests, 32 bytes").decode())
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
)  # a test's data need not outlive a crash


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that PostgreSQL's own user can walk to; pytest's `tmp_path` is closed to others."""
    with tempfile.TemporaryDirectory(prefix="gongyou-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the URL of this user's one PostgreSQL for tests; the last test process to end stops it."""
    HOME.mkdir(mode=0o711, exist_ok=True)
    with private_postgres(HOME, *FAST) as url:
        yield url


@pytest.fixture(scope="session")
def database_url(server: str) -> Iterator[str]:
    """Give the URL of a database of this test process alone, empty."""
    name = f"test_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for old in connection.scalars(
            text("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+$'")
        ).all():
            if old == name or not psutil.pid_exists(int(old.removeprefix("test_"))):  # its run was killed
                connection.execute(text(f"DROP DATABASE IF EXISTS {old} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """Give an engine on a migrated database with the reference data in it."""
    engine = engine_for(database_url)
    migrate(engine)
    with Session(engine) as session, session.begin():
        reference.load(session)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose work is undone after the test, commits of the code under test included."""
    with engine.connect() as connection, connection.begin() as whole:
        connection.begin_nested()
        yield connection
        whole.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """Give a session for arranging and looking; the client sees what it commits."""
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        yield session


@pytest.fixture
def client(connection: Connection, database_url: str) -> TestClient:
    """Give a client of the whole service, whose every write is undone after the test."""
    app = create_app(Settings(database_url=database_url, pepper=PEPPER, work_bits=1))
    app.state.engine = connection
    return TestClient(app, base_url="http://gongyou.test", follow_redirects=False)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Drive browsers. One for all folders: a second one in the same thread is refused."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """Give one running service, for tests that leave it as it is."""
    made = Service()
    made.start()
    yield made
    made.remove()


@pytest.fixture
def own_service() -> Iterator[Service]:
    """A service that the test may stop."""
    made = Service()
    made.start()
    yield made
    made.remove()


@pytest.fixture
def phone(playwright: Playwright, service: Service) -> Iterator[Phone]:
    """Give a phone that starts empty."""
    made = Phone(playwright, service.url)
    yield made
    made.remove()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever drives a browser: Playwright keeps an event loop that other tests must not meet."""
    for item in items:
        if isinstance(item, pytest.Function) and "playwright" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
