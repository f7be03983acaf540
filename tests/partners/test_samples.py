"""What the desk shows to whoever programs a receiver is true: its Python runs on what was really sent."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection
from sqlmodel import Session
from standardwebhooks import WebhookVerificationError

from api.partners.signing import message, signed_headers
from tests.partners.rows import an_endpoint, an_event, send
from tests.partners.sinks import Visit, listening

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "frontend/desk/partners/samples"
Received = Callable[[bytes, dict[str, str]], dict[str, Any]]


@contextmanager
def delivered(connection: Connection, session: Session, now: datetime) -> Iterator[tuple[Visit, str]]:
    """Give what a receiver was sent at that time, and the secret that its owner was shown."""
    with listening() as sink:
        made = an_endpoint(session, sink)
        an_event(session, now)
        send(connection, now)
        [visit] = sink.visits
        yield visit, made.secret


def sample(monkeypatch: pytest.MonkeyPatch, secret: str) -> Received:
    """Run the sample as it stands there; give its function."""
    monkeypatch.setenv("GONGYOU_SECRET", secret)
    names: dict[str, Any] = {}
    exec((SAMPLES / "receive.py.txt").read_text(), names)
    received: Received = names["received"]
    return received


def test_the_python_sample_reads_what_was_really_sent(
    connection: Connection, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with delivered(connection, session, datetime.now(UTC)) as (visit, secret):
        said = sample(monkeypatch, secret)(visit.body, visit.headers)

    assert (said["type"], said["data"]["release"]) == ("release.published", "2026-11-08")


def test_the_python_sample_refuses_what_was_altered_is_another_s_or_older_than_five_minutes(
    connection: Connection, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with delivered(connection, session, datetime.now(UTC)) as (visit, secret):
        received = sample(monkeypatch, secret)
        other = sample(monkeypatch, "whsec_" + secret.removeprefix("whsec_")[::-1].replace("=", "A"))
    with delivered(connection, session, datetime.now(UTC) - timedelta(minutes=6)) as (old, its_secret):
        late = sample(monkeypatch, its_secret)

    for check, body, headers in (
        (received, visit.body + b" ", visit.headers),
        (other, visit.body, visit.headers),
        (late, old.body, old.headers),
    ):
        with pytest.raises(WebhookVerificationError):
            check(body, headers)


def test_what_is_said_to_arrive_has_the_headers_and_the_body_of_what_is_sent() -> None:
    head, body = (SAMPLES / "arrives.txt").read_text().strip().split("\n\n")
    _, *lines = head.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    said = json.loads(body)
    happened_at = datetime.fromisoformat(said["timestamp"])
    sent = signed_headers(bytes(32), UUID(headers["webhook-id"]), happened_at, body.encode())

    assert message(said["type"], happened_at, said["data"]) == body.encode()
    assert {*headers} == {"content-type", *sent}
    assert headers["webhook-timestamp"] == sent["webhook-timestamp"]
    assert len(headers["webhook-signature"]) == len(sent["webhook-signature"])


def test_the_documentation_shows_the_same_lines() -> None:
    assert (SAMPLES / "receive.py.txt").read_text() in (ROOT / "docs/webhooks.md").read_text()


@pytest.mark.parametrize("name", ["receive.py.txt", "receive.mjs.txt"])
def test_a_sample_is_five_lines(name: str) -> None:
    lines = (SAMPLES / name).read_text().splitlines()
    assert len([line for line in lines if line]) == 5
