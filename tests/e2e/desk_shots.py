"""Pictures of the desk: every state in both languages, light and dark, on a desk and on a phone."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, Playwright, ViewportSize, expect
from sqlalchemy import Engine
from sqlmodel import Session

from api.db import engine_for
from api.migrate import migrate
from api.organizations.models import Role
from api.partners.models import State, Stopped
from api.private_postgres import private_postgres
from api.reference import service as reference
from tests.e2e.desk_endpoints import a_delivery, an_endpoint, an_organization, forget_endpoints
from tests.e2e.desk_releases import NEWEST, forget_releases, freeze, full, scattered, windows_before
from tests.e2e.desk_steps import Member, Town, a_town, give_code, give_name, sign_in
from tests.e2e.phone import SLOWLY, Phone
from tests.e2e.pictures import contact_sheet, picture

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
WIDTHS: dict[str, ViewportSize] = {
    "1280": {"width": 1280, "height": 860},
    "360": {"width": 360, "height": 740},
}
LANGUAGES = ("zh-CN", "en")
THEMES = ("light", "dark")
DRESS = "([name, value]) => localStorage.setItem('gongyou.desk.' + name, value)"


Ready = Callable[[Page], object]


def nothing(_: Page) -> None:
    """Leave the page as it is."""


@dataclass
class Set:
    """What pictures are taken of: a service, a browser, and where the pictures go."""

    town: Town
    page: Page
    to: Path
    organization_id: UUID
    taken: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def engine(self) -> Engine:
        """Give the service's database."""
        return self.town.engine

    def take(self, name: str, place: str = "", ready: Ready = nothing, before: Ready = nothing) -> None:
        """Take a state in every look: `before` arranges, `ready` brings the page there."""
        for language, theme, width in product(LANGUAGES, THEMES, WIDTHS):
            before(self.page)
            look = f"{language}-{theme}-{width}"
            self.page.set_viewport_size(WIDTHS[width])
            self.page.evaluate(DRESS, ["theme", theme])
            self.page.goto(f"{self.town.url}/desk?lang={language}&{look}&{name}#/{place}")
            expect(self.page.locator("h1").first).to_be_visible()
            ready(self.page)
            self.page.wait_for_timeout(300)  # for the bars
            self.taken.setdefault(look, []).append(picture(self.page, self.to / look, name, whole=True))


@contextmanager
def a_set(playwright: Playwright, to: Path) -> Iterator[Set]:
    """Serve an empty place, with one organization."""
    with tempfile.TemporaryDirectory(prefix="gongyou-shots-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o711)
        with private_postgres(Path(home)) as url:
            engine = engine_for(url)
            migrate(engine)
            with Session(engine) as session, session.begin():
                reference.load(session)
            with a_town(engine, url, webhooks_to_loopback=False) as town:
                town.clock.now = NOW
                phone = Phone(playwright, town.url)
                page = phone.open("/desk")
                page.clock.install(time=NOW)
                yield Set(town, page, to, an_organization(engine, "苇塘数据工会", NOW))
                phone.remove()
            engine.dispose()


def picture_desk(playwright: Playwright, to: Path) -> None:
    """Take every picture, and a sheet for each look."""
    with a_set(playwright, to) as pictured:
        organizer = pictured.town.let_in(Role.ORGANIZER, pictured.organization_id)
        auditor = pictured.town.let_in(Role.AUDITOR)
        the_door(pictured, organizer)
        give_code(pictured.page, pictured.town.next_code_of(organizer))
        the_overview(pictured)
        the_partners(pictured, organizer)
        somebody_else(pictured, auditor)
    for look, some in pictured.taken.items():
        contact_sheet(playwright, some, to / f"{look}.png", width=270 if look.endswith("-360") else 560)


def the_door(pictured: Set, member: Member) -> None:
    """Take what asks who is there; leave the page at the door in English."""
    pictured.take("sign in")
    give_name(pictured.page, member)
    expect(pictured.page.get_by_label("Code", exact=True)).to_be_visible(timeout=SLOWLY)
    pictured.take("code")


def the_overview(pictured: Set) -> None:
    """Take the overview in each of its states."""
    engine = pictured.engine
    pictured.take("no release yet", "overview")
    third, second = islice(windows_before(), 2)
    freeze(engine, full(fewer=112), second)
    pictured.take("too few", "overview")
    freeze(engine, full(fewer=30), third)
    pictured.take("one release", "overview")
    freeze(engine, full(), NEWEST)
    pictured.take("overview", "overview", lambda page: page.locator("details summary").click())
    pictured.take("unknown release", "overview/2020-01-05")
    pictured.page.route("**/v1/releases/*", lambda route: route.abort())
    pictured.take("unreachable", "overview")
    pictured.page.unroute("**/v1/releases/*")
    forget_releases(engine)
    freeze(engine, scattered(), NEWEST)
    pictured.take("almost all hidden", "overview")
    forget_releases(engine)


def the_partners(pictured: Set, organizer: Member) -> None:
    """Take the partners' page in each of its states."""
    engine, ours = pictured.engine, pictured.organization_id
    pictured.take("no endpoint", "partners")
    pictured.take("refused address", "partners", refused)
    endpoint = an_endpoint(engine, ours, NOW)
    pictured.take("endpoint", "partners")
    a_delivery(engine, endpoint, NOW - timedelta(days=11), ["204"], State.DONE)
    a_delivery(
        engine,
        endpoint,
        NOW - timedelta(hours=3),
        ["500", "timeout", "204"],
        State.DONE,
        kind="endpoint.test",
    )
    a_delivery(
        engine, endpoint, NOW - timedelta(hours=1), ["no_connection", "bad_certificate"], State.WAITING
    )
    pictured.take("deliveries", "partners", lambda page: page.locator(".deliveries summary").first.click())
    forget_endpoints(engine)
    an_endpoint(engine, ours, NOW, stopped=Stopped.FAILING)
    failing = an_endpoint(engine, ours, NOW, failing_since=NOW - timedelta(days=2))
    a_delivery(engine, failing, NOW - timedelta(days=6), ["refused_address", "410"], State.GIVEN_UP)
    pictured.take("failing, stopping", "partners", lambda page: page.locator(".btn.danger").click())
    forget_endpoints(engine)
    pictured.take(
        "secret",
        "partners",
        lambda page: registered(page, pictured.town.next_code_of(organizer)),
        lambda _: forget_endpoints(engine),
    )


def refused(page: Page) -> None:
    """Try an address that will not do."""
    page.locator("input[name=url]").fill("https://10.0.0.1/hook")
    page.locator("input[name=code]").fill("000000")  # not looked at
    page.keyboard.press("Enter")
    expect(page.locator("[aria-invalid=true]")).to_be_visible()


def registered(page: Page, code: str) -> None:
    """Register an address."""
    page.locator("input[name=url]").fill("https://hooks.reed-union.example/gongyou")
    page.locator("input[name=code]").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator(".secret-card")).to_be_visible()


def somebody_else(pictured: Set, auditor: Member) -> None:
    """Take what an auditor finds, who has no endpoint."""
    pictured.page.goto(f"{pictured.town.url}/desk?lang=en#/overview")
    pictured.page.get_by_role("button", name="Sign out").click()
    expect(pictured.page.locator("input[type=password]")).to_be_visible()
    pictured.page.goto(f"{pictured.town.url}/desk?lang=en")
    sign_in(pictured.page, auditor, pictured.town.next_code_of(auditor))
    pictured.take("nothing to do here", "partners")
