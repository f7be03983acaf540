"""The desk beside the app, and to those who cannot see it or hold it in one hand."""

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.account_steps import sign_up
from tests.e2e.desk_steps import WIDE, WORDS, Member, Town, give_code, give_name, sign_in
from tests.e2e.phone import QUIET, ROOT, SLOWLY, Phone
from tests.e2e.steps import first_open, settled

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOK = """rules => axe.run(document, { runOnly: rules })
  .then(found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"""
KEPT = """async () => {
  const all = await Promise.all((await caches.keys()).map(name => caches.open(name)));
  const asked = await Promise.all(all.map(one => one.keys()));
  return asked.flat().map(one => new URL(one.url).pathname);
}"""


def test_the_apps_service_worker_leaves_the_desk_alone(browser: Phone, town: Town, auditor: Member) -> None:
    page = browser.open("/?lang=en")
    expect(page.get_by_role("button").first).to_be_visible()
    settled(page)
    page.reload()
    page.goto(f"{town.url}/desk")
    page.set_viewport_size(WIDE)

    sign_in(page, auditor, town.next_code_of(auditor))

    kept = page.evaluate(KEPT)
    assert "/" in kept
    assert [path for path in kept if path.startswith("/desk")] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_and_the_edge_of_the_screen_have_nothing_to_say(
    playwright: Playwright, town: Town, auditor: Member, width: int, scheme: str
) -> None:
    phone = Phone(playwright, town.url, language="zh-CN" if scheme == "dark" else "en")
    try:
        page = phone.open("/desk", viewport={"width": width, "height": 740}, color_scheme=scheme)
        found = looked_at(page, town, auditor, phone.language)
    finally:
        phone.remove()

    assert found == {}


def looked_at(page: Page, town: Town, auditor: Member, language: str) -> dict[str, object]:
    """Go from the door into the desk; give what axe and the edge of the screen say on the way."""
    page.evaluate(AXE.read_text())
    found: dict[str, object] = {}

    def look(name: str) -> None:
        if broken := page.evaluate(LOOK, WCAG):
            found[name] = broken
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[f"{name}: wider than the screen"] = page.evaluate("innerWidth")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look("door")
    give_name(page, auditor, "another line of words", language)
    expect(page.get_by_label(WORDS[language]["passphrase"], exact=True)).to_have_value("", timeout=SLOWLY)
    look("refused")
    give_name(page, auditor, language=language)
    give_code(page, town.next_code_of(auditor), language)
    look("desk")
    return found


def test_without_https_the_desk_says_so_and_asks_for_nothing(browser: Phone, town: Town) -> None:
    page = browser.open("", args=[*QUIET, "--host-resolver-rules=MAP desk.test 127.0.0.1"])

    page.goto(town.url.replace("127.0.0.1", "desk.test") + "/desk")

    cannot_be_opened(page, "was not opened over https")


def test_without_webassembly_the_desk_says_so_and_asks_for_nothing(browser: Phone, town: Town) -> None:
    page = browser.open_blank()
    page.add_init_script("delete globalThis.WebAssembly")

    page.goto(f"{town.url}/desk")

    cannot_be_opened(page, "WebAssembly is off")


def cannot_be_opened(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name="This browser cannot open the desk")).to_be_focused()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_beside_the_notebook_of_somebody_else_the_desk_stays_shut(
    playwright: Playwright, town: Town, auditor: Member
) -> None:
    phone = Phone(playwright, town.url)
    try:
        shut_beside(phone, town, auditor)
    finally:
        phone.remove()


def shut_beside(phone: Phone, town: Town, auditor: Member) -> None:
    page = phone.open("/?lang=zh-CN")
    first_open(page)
    sign_up(page, "窗边的猫")
    assert phone.context

    page.goto(f"{town.url}/desk")  # the notebook's session, of a worker without a role
    expect(page.get_by_role("heading", name="这个账号没有工作台")).to_be_visible()
    expect(page.get_by_text("记事本也会退出")).to_be_visible()
    page.get_by_role("button", name="退出登录").click()
    give_name(page, auditor, language="zh-CN")

    expect(page.get_by_text("这个浏览器里有别人的记事本")).to_be_visible(timeout=SLOWLY)
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert phone.context.cookies() == []
