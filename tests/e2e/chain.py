"""What the test of the whole chain is made of: a town, a service that can be stopped, a partner, a desk."""

import queue
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from playwright.sync_api import Page, Playwright, expect
from sqlalchemy import Engine, text
from sqlmodel import Session
from standardwebhooks import Webhook, WebhookVerificationError

from api.demo.service import Town
from api.demo.service.staff import invitations
from api.main import create_app
from api.scheduler import fire
from api.settings import Settings
from api.statistics.counting import Key, count
from api.statistics.jobs import freeze_release
from api.statistics.service.deriving import contributions
from api.statistics.windows import Window
from api.world import World
from tests.conftest import PEPPER
from tests.e2e.desk_steps import WIDE, WORDS, give_code
from tests.e2e.phone import SLOWLY, Phone
from tests.service.serving import served

DAY = timedelta(days=1)
CODE_IS_OLD = timedelta(minutes=2)  # each works once
JOB = f"{freeze_release.__module__}.{freeze_release.__name__}"
CELL = Key("employer_issue", "demo_poplar", "rejected")
TOTAL = Key("employer_issue", "*", "*")


class Partner:
    """A partner's server: it believes only what the reference library has verified."""

    def __init__(self) -> None:
        self.secret = ""
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.refused: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/told/7f3a"

    def take(self, body: bytes, headers: dict[str, str]) -> int:
        """Verify a message; give the status to answer with."""
        try:
            self.heard.put(Webhook(self.secret).verify(body, headers))
        except WebhookVerificationError as error:
            self.refused.append(str(error))
            return 400
        return 204

    def handler(partner) -> type[BaseHTTPRequestHandler]:  # noqa: N805 (`self` is the request's)
        """Give what a server calls for each request."""

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(partner.take(body, dict(self.headers)))
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its own name)
                """Say nothing."""

        return Handler

    @contextmanager
    def listening(self) -> Iterator["Partner"]:
        thread = Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()


@dataclass
class Story:
    """A town, its service and its clock. Whoever turns the clock turns the phone's too."""

    town: Town
    url: str  # of the database
    port: int
    now: datetime
    page: Page | None = None  # of the phone
    service: AbstractContextManager[Any] | None = field(default=None, repr=False)

    @property
    def engine(self) -> Engine:
        return self.town.engine

    @property
    def at(self) -> str:
        """Say where the service is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the service, by the clock of this story."""
        settings = Settings(
            database_url=self.url, pepper=PEPPER, host_name="演示 Demo", webhooks_to_loopback=True
        )
        app = create_app(settings)
        app.state.now = lambda: self.now
        self.service = served(app, self.port)
        _, self.port = self.service.__enter__()

    def stop(self) -> None:
        """Stop it; nobody answers there any more."""
        if self.service is not None:
            self.service.__exit__(None, None, None)
            self.service = None

    def until(self, moment: datetime) -> None:
        """Let time pass for the service and on the phone."""
        passed, self.now = moment - self.now, moment
        if self.page is not None:
            self.page.clock.fast_forward(int(passed.total_seconds() * 1000))

    def freeze(self) -> None:
        """Wake the job of releases, as the scheduler does each night."""
        assert fire(self.engine, JOB, freeze_release, self.world)

    @property
    def world(self) -> World:
        return World(self.now, self.town.world.pepper)

    def invitation(self) -> str:
        """Have the organizer invite somebody; give the end of the link."""
        self.until(self.now + CODE_IS_OLD)
        [letter] = invitations(self.engine, self.town.organizer, 1, self.world)
        return f"{letter.token}.{letter.fingerprint}" if letter.fingerprint else letter.token

    def true_counts(self, window: Window) -> tuple[int, int]:
        """Count our worker's cell and the whole release, before anything is hidden or rounded."""
        with Session(self.engine) as session:
            counts = count(contributions(session, window, self.now.date()))
        return counts[CELL], counts[TOTAL]

    def published(self) -> list[dict[str, Any]]:
        """List what was to be told of releases."""
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT data FROM event WHERE kind = 'release.published'"))
            return [row.data for row in rows]


def morning(day: date) -> datetime:
    """Give the minute of a day in which the job is woken."""
    return datetime.combine(day, time(4, 41), UTC)


@contextmanager
def at_desk(playwright: Playwright, story: Story, place: str = "overview") -> Iterator[Page]:
    """Sit down at the union's desk, as the organizer."""
    computer, organizer = Phone(playwright, story.at), story.town.organizer
    story.until(story.now + CODE_IS_OLD)
    words = WORDS["zh-CN"]
    try:
        page = computer.open(f"/desk#/{place}", viewport=WIDE)
        page.get_by_label(words["handle"], exact=True).fill(organizer.credentials.handle)
        page.get_by_label(words["passphrase"], exact=True).fill(organizer.credentials.passphrase)
        page.get_by_role("button", name=words["sign_in"], exact=True).click()
        expect(page.get_by_label(words["code"], exact=True)).to_be_visible(timeout=SLOWLY)
        give_code(page, organizer.code(story.now), "zh-CN")
        yield page
    finally:
        computer.remove()
