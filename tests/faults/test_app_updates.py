"""A new version of the app comes whole or not at all; a broken first visit never leaves a blank page."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from api.settings import Settings
from tests.e2e.phone import QUIET, Phone, Service
from tests.e2e.steps import first_open, settled, until

pytestmark = pytest.mark.browser

LIST = re.compile(r'\[\["/",.*?\]\]')
NEW_PART = "/assets/new-part.js"
CALLS = "12333"

# look for a new version, and tell how that ended for it; the browser may be looking too
LOOK = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const found = registration.installing ?? registration.waiting;
  while (found?.state === 'installing') await new Promise((done) => setTimeout(done, 20));
  return found?.state;
}"""
KEPT = "caches.keys().then(keys => keys.filter(key => key.startsWith('gongyou ')).sort())"


class Site:
    """A copy of the built app that a test may spoil and renew, and the service that serves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "dist"
        shutil.copytree(Settings().dist, self.folder)
        self.service = Service(dist=str(self.folder))

    def write(self, address: str, text: str) -> None:
        """Put a file in place, without the compressed copy that a build would leave beside it."""
        self.take(address)
        self.file(address).write_text(text)

    def take(self, address: str) -> dict[Path, bytes]:
        """Take a file away; give what is needed to put it back."""
        found = [path for path in (self.file(address), Path(f"{self.file(address)}.gz")) if path.exists()]
        kept = {path: path.read_bytes() for path in found}
        for path in found:
            path.unlink()
        return kept

    def file(self, address: str) -> Path:
        return self.folder / ("index.html" if address == "/" else address.lstrip("/"))

    def second_version(self) -> None:
        """Publish a version with another page and one part more, which is not there yet."""
        page = self.file("/").read_text()
        self.write("/", page.replace("<head>", '<head><meta name="version" content="2">'))
        code = self.file("/sw.js").read_text()
        files = json.loads(LIST.findall(code)[0])
        changed = [["/", "second"] if address == "/" else [address, digest] for address, digest in files]
        listed = json.dumps([*changed, [NEW_PART, "new"]])
        self.write("/sw.js", LIST.sub(lambda _: listed, code))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    tmp_path.chmod(0o755)
    made = Site(tmp_path)
    made.service.start()
    yield made
    made.service.remove()


@pytest.fixture
def phone(playwright: Playwright, site: Site) -> Iterator[Phone]:
    made = Phone(playwright, site.service.url)
    yield made
    made.remove()


def version(page: Page) -> int:
    return 2 if page.locator("meta[name=version]").count() else 1


def opens_without_network(page: Page, site: Site) -> None:
    site.service.stop()
    page.reload()
    expect(page.get_by_role("navigation")).to_be_visible()
    site.service.start()


def test_a_version_with_a_missing_file_is_refused_and_a_whole_one_waits_for_a_tap(
    phone: Phone, site: Site
) -> None:
    page = phone.open()
    first_open(page)
    settled(page)
    page.reload()  # from here on the worker answers
    until(page, "navigator.serviceWorker.controller !== null")
    old = page.evaluate(KEPT)

    site.second_version()
    assert page.evaluate(LOOK) == "redundant"
    until(page, f"{KEPT}.then(keys => keys.length === 1)")  # the page may have looked once more by itself
    assert page.evaluate(KEPT) == old
    assert version(page) == 1
    opens_without_network(page, site)
    assert version(page) == 1

    site.write(NEW_PART, "export {};")
    assert page.evaluate(LOOK) == "installed"
    page.reload()
    assert version(page) == 1, "it took over without being asked"
    assert len(page.evaluate(KEPT)) == 2

    page.get_by_role("link", name="有新版本").click()
    with page.expect_navigation(url="**/#/settings"):
        page.get_by_role("button", name="换上新的").click()
    expect(page.get_by_role("navigation")).to_be_visible()
    assert version(page) == 2
    until(page, f"{KEPT}.then(keys => keys.length === 1)")
    assert page.evaluate(KEPT) != old
    expect(page.get_by_role("button", name="换上新的")).to_have_count(0)
    opens_without_network(page, site)
    assert version(page) == 2


def test_a_first_visit_that_misses_any_one_file_never_shows_a_blank_page(
    playwright: Playwright, site: Site
) -> None:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
    asked = first_visit(browser.new_context(locale="zh-CN").new_page(), site)
    assert {".js", ".css"} <= {Path(address).suffix for address in asked}
    for address in asked:
        away = site.take(address)
        page = browser.new_context(locale="zh-CN", service_workers="block").new_page()
        page.goto(site.service.url, wait_until="networkidle")
        page.evaluate("document.getAnimations().forEach(one => one.finish())")  # what it says comes after 4 s
        something = page.get_by_role("button", name="好，往下").or_(page.get_by_role("link", name="再试一次"))
        expect(something, f"nothing to see without {address}").to_be_visible()
        if page.get_by_role("link", name="再试一次").is_visible():
            expect(page.get_by_role("link", name=CALLS)).to_be_visible()
        for path, content in away.items():
            path.write_bytes(content)
        if page.get_by_role("link", name="再试一次").is_visible():
            page.get_by_role("link", name="再试一次").click()
        expect(page.get_by_role("button", name="好，往下"), f"no way on after {address}").to_be_visible()
        page.context.close()
    browser.close()


def first_visit(page: Page, site: Site) -> list[str]:
    """Give what a first visit asks for before it shows its first screen, the page itself left out."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.service.url)))
    page.goto(site.service.url)
    expect(page.get_by_role("button", name="好，往下")).to_be_visible()
    page.context.close()
    return sorted({address for address in asked if site.file(address).is_file() and address != "/"})
