"""The desk as somebody at it sees it: its tables, tiles and numbers, read off the page."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, ViewportSize, expect

from api.organizations.models import Role
from tests.e2e.desk_releases import forget_releases
from tests.e2e.desk_steps import Member, Town, sign_in
from tests.e2e.phone import ROOT, Phone

NUMBER = re.compile(r"\d+")
WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 360, "height": 740}
AXE = ROOT / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
CUT_OFF = re.compile(r"net::ERR_")  # by a test or the machine's network; the browser logs it, not the desk
REFUSED = re.compile(r"status of (401|403|404|409|422)")  # likewise; 401 before the sign-in
Table = dict[tuple[str, str], str]


@dataclass
class Desk:
    """Somebody's browser, signed in at the desk of a running service."""

    town: Town
    page: Page
    context: BrowserContext = field(repr=False)
    member: Member
    organization_id: UUID | None = None
    visits: Iterator[int] = field(default_factory=count, repr=False)

    def open(self, place: str = "overview", language: str = "en") -> Page:
        """Load the desk anew at a place, and wait until it stands."""
        self.page.goto(f"{self.town.url}/desk?lang={language}&visit={next(self.visits)}#/{place}")
        expect(self.page.locator("main h1")).to_be_visible()
        expect(self.page.get_by_text(re.compile("^(Opening…|正在打开…)$"))).to_have_count(0)
        return self.page

    def table(self, name: str) -> Table:
        """Read a table as it stands there: (row, column) to text."""
        found = self.page.get_by_role("region", name=name).get_by_role("table")
        columns = found.get_by_role("columnheader").all_inner_texts()[1:]
        return {
            (row.get_by_role("rowheader").inner_text(), column): text
            for row in found.get_by_role("row").all()[1:]
            for column, text in zip(columns, row.get_by_role("cell").all_inner_texts(), strict=True)
        }

    def tile(self, label: str) -> Locator:
        """Find a figure on top by what its label begins with."""
        return self.tiles.get_by_role("listitem").filter(has_text=re.compile(f"^{re.escape(label)}"))

    @property
    def tiles(self) -> Locator:
        """Find the figures on top."""
        return self.page.get_by_role("list", name="In short")

    def numbers(self, *, without: str) -> set[int]:
        """List the numbers on the page, but those in some of its parts."""
        text = self.page.locator("main").evaluate(
            """(main, without) => { const parts = main.querySelectorAll(without);
              const shown = [...parts].map((part) => part.hidden);
              for (const part of parts) part.hidden = true;
              const text = main.innerText;
              parts.forEach((part, i) => (part.hidden = shown[i]));
              return text; }""",
            without,
        )
        return {int(number) for number in NUMBER.findall(text)}

    def wear(self, theme: str) -> None:
        """Have the next page dressed so."""
        self.page.evaluate("theme => localStorage.setItem('gongyou.desk.theme', theme)", theme)

    def as_before(self) -> None:
        """Leave nothing of a test: no release, no cut network, no other window."""
        self.context.set_offline(False)
        self.page.unroute_all()
        self.page.set_viewport_size(WIDE)
        self.wear("auto")
        forget_releases(self.town.engine)


@contextmanager
def a_desk(
    playwright: Playwright, town: Town, role: Role = Role.AUDITOR, organization_id: UUID | None = None
) -> Iterator[Desk]:
    """Sign somebody in; afterwards no script of ours has failed, nor logged an error but what was cut off."""
    member = town.let_in(role, organization_id)
    phone = Phone(playwright, town.url, language="en")
    try:
        page = phone.open("/desk?lang=en", viewport=WIDE)
        assert phone.context is not None
        sign_in(page, member, town.code_of(member))
        yield Desk(town, page, phone.context, member, organization_id)
    finally:
        phone.remove()
    told = [said for said in phone.errors if not (CUT_OFF.search(said) or REFUSED.search(said))]
    assert told == [], told


def figures(document: dict[str, Any], which: int) -> dict[tuple[str, str], int]:
    """Read a table of a release's document: (row, column) to workers."""
    return {(cell["row"], cell["column"]): cell["workers"] for cell in document["tables"][which]["cells"]}


def faults(page: Page) -> list[str]:
    """Name what breaks a rule of access, and how far the page is wider than its window."""
    page.evaluate(AXE.read_text())
    said = page.evaluate("tags => axe.run(document, { runOnly: tags })", WCAG)
    broken = [f"{one['id']}: {json.dumps(one['nodes'][0]['target'])}" for one in said["violations"]]
    over = page.evaluate(OVERFLOW)
    return [*broken, *([f"{over} px too wide"] if over > 0 else [])]
