"""The URLs of endpoints that were stopped before lose their paths, up and down with rows in the table."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from alembic import command
from sqlalchemy import Engine, text

from api.db import engine_for
from api.migrate import config, migrate
from tests.service.databases import empty_database

BEFORE = "2026_11_22_webhooks"
ITSELF = "2026_11_22_stopped_endpoints"
A_UNION = """
INSERT INTO organization (id, name, sign_key, made_on)
VALUES (gen_random_uuid(), 'A union', '\\x01', '2026-03-01')
"""
AN_ENDPOINT = """
INSERT INTO endpoint (id, organization_id, url, secret_sealed, made_on, stopped)
SELECT gen_random_uuid(), id, :url, '\\x01', '2026-03-02', :stopped FROM organization
"""
WORKS = ("https://hooks.example/in/8b1f?key=4f1c", None)
STOPPED = {
    ("https://hooks.example/in/8b1f", "gone"): "https://hooks.example",
    (
        "https://hooks.example:8443/in/8b1f?to=https://other.example/a",
        "failing",
    ): "https://hooks.example:8443",
    ("https://hooks.example?key=8b1f", "by_hand"): "https://hooks.example",
    ("https://[2001:db8::1]:8443/8b1f", "by_hand"): "https://[2001:db8::1]:8443",
    ("http://localhost:9000/", "by_hand"): "http://localhost:9000",
    ("https://hooks.example", "gone"): "https://hooks.example",
}


@pytest.fixture
def before(server: str) -> Iterator[Engine]:
    """Give an engine on a database as the release before left it, with endpoints."""
    with empty_database(server, "stopped") as url, ExitStack() as ends:
        engine = engine_for(url)
        ends.callback(engine.dispose)
        down(engine)
        with engine.begin() as connection:
            connection.execute(text(A_UNION))
            for called, stopped in [WORKS, *STOPPED]:
                connection.execute(text(AN_ENDPOINT), {"url": called, "stopped": stopped})
        yield engine


def down(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(config(connection), BEFORE)


def urls(engine: Engine) -> list[tuple[str, str | None]]:
    with engine.connect() as connection:
        return [(row.url, row.stopped) for row in connection.execute(text("SELECT * FROM endpoint"))]


def test_a_stopped_endpoint_keeps_its_origin_and_one_that_works_keeps_all(before: Engine) -> None:
    migrate(before, ITSELF)

    left = [(url, why) for (_, why), url in STOPPED.items()]
    assert sorted(urls(before), key=str) == sorted([WORKS, *left], key=str)


def test_the_way_back_changes_nothing_and_the_way_up_may_be_gone_again(before: Engine) -> None:
    migrate(before, ITSELF)
    once = urls(before)

    down(before)
    back = urls(before)
    migrate(before, ITSELF)

    assert sorted(back, key=str) == sorted(once, key=str)
    assert sorted(urls(before), key=str) == sorted(once, key=str)
