"""What tests of accounts share: a clock, and a service whose writes are really committed."""

from collections.abc import Iterator
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from api.main import create_app
from api.settings import Settings
from api.slots import Slots
from tests.accounts.clock import Clock
from tests.conftest import PEPPER


@pytest.fixture
def app(client: TestClient) -> FastAPI:
    """Give the app behind the client."""
    return cast("FastAPI", client.app)


@pytest.fixture
def clock(app: FastAPI) -> Clock:
    """Give the client's clock."""
    return Clock(app)


@pytest.fixture
def shared(engine: Engine, database_url: str) -> Iterator[FastAPI]:
    """Give an app on the real pool, for what happens at once; everything it stored is deleted after."""
    app = create_app(Settings(database_url=database_url, pepper=PEPPER, work_bits=1))
    app.state.engine = engine
    app.state.slots = Slots(patience=60)  # other tests may be using the cores
    yield app
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE account, spent_challenge, throttle, invitation CASCADE"))
