"""Leaving in one tap, text shared to the app, and browsers that lack what the app would like to use."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.e2e.phone import Phone, Service
from tests.e2e.steps import add_job, first_open, log, settled, to, until
from tests.faults.door import DRAFTS

pytestmark = pytest.mark.browser

PLACES = ["today", "pay", "check", "peers", "learn", "settings/backup"]
NOBODYS = re.compile(r"/calculator\.html$|^about:blank$")
MARKER = "MARKER-SHARED-7"
SHARED = f"居家标注，先交 199 元培训费 {MARKER}"
SHARE = """text => {
  const form = document.createElement('form');
  Object.assign(form, { method: 'POST', action: '/share' });
  const field = document.createElement('input');
  Object.assign(field, { name: 'text', value: text });
  form.append(field);
  document.body.append(form);
  form.submit();
}"""
STORED = """async () => {
  const bytes = (_, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder('latin1').decode(value) : value;
  const found = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]
    .map((part) => JSON.stringify(part));
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => (indexedDB.open(name).onsuccess = (e) => done(e.target.result)));
    for (const store of base.objectStoreNames) {
      found.push(await new Promise((done) => {
        const all = base.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => done(store + JSON.stringify(all.result, bytes));
      }));
    }
    base.close();
  }
  for (const key of await caches.keys()) {
    const cache = await caches.open(key);
    for (const { url } of await cache.keys()) found.push(url + (await (await cache.match(url)).text()));
  }
  return found;
}"""
# the time from the tap to the first paint of the page that follows, by the wall clock
TAPPED = """addEventListener('click', () => {
  sessionStorage.tapped = performance.timeOrigin + performance.now();
}, { capture: true, once: true })"""
TOOK = """new Promise((done) => {
  const tapped = Number(sessionStorage.tapped);
  sessionStorage.removeItem('tapped');
  new PerformanceObserver((list) => done(performance.timeOrigin + list.getEntries()[0].startTime - tapped))
    .observe({ type: 'paint', buffered: true });
})"""
WITHOUT = """
const without = (type, name) => Object.defineProperty(type.prototype, name, { value: undefined });
for (const name of ['locks', 'share', 'canShare']) without(Navigator, name);
without(StorageManager, 'persist');
delete globalThis.BroadcastChannel;
"""
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; V2270A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49"
)


@pytest.fixture
def own_phone(playwright: Playwright, own_service: Service) -> Iterator[Phone]:
    """A phone whose service the test may stop."""
    made = Phone(playwright, own_service.url)
    yield made
    made.remove()


def step_back(page: Page) -> None:
    """Go back, and wait until what stands there is nobody's; a page of the app may come and go on the way."""
    with page.expect_navigation(url=NOBODYS), suppress(Error):  # who asks is gone before it has an answer
        page.evaluate("history.back()")
    expect(page).not_to_have_title("工友")
    expect(page.get_by_role("navigation")).to_have_count(0)


def at_home(phone: Phone) -> Page:
    """The app answers from the phone, and knows one job."""
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    settled(page)
    page.reload()
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def test_one_tap_leaves_from_every_place_without_network_and_back_does_not_return(
    own_phone: Phone, own_service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    page = at_home(own_phone)
    own_service.stop()
    assert own_phone.context
    own_phone.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    took = []
    for place in PLACES:
        page.goto(own_phone.url)
        expect(page.get_by_role("navigation")).to_be_visible()
        to(page, "check")
        to(page, place)
        page.evaluate(TAPPED)
        page.get_by_role("button", name="马上离开").click()
        page.wait_for_url("**/calculator.html")
        expect(page).to_have_title("计算器 Calculator")
        took.append(round(page.evaluate(TOOK)))
        for _ in range(2):
            step_back(page)
        page.goto("about:blank")
    with capsys.disabled():
        print(f"\nquick exit at 6x, tap to paint: {dict(zip(PLACES, took, strict=True))} ms")


def test_what_was_being_typed_is_there_when_the_app_is_opened_again(phone: Phone) -> None:
    page = at_home(phone)
    to(page, "check")
    page.get_by_role("textbox").first.fill("招聘：日结 300")
    page.get_by_role("button", name="马上离开").click()
    page.wait_for_url("**/calculator.html")

    page.goto(f"{phone.url}/#/check")
    expect(page.get_by_role("textbox").first).to_have_value("招聘：日结 300")


def test_a_shared_text_reaches_the_form_without_a_server_and_lies_nowhere_in_clear(
    own_phone: Phone, own_service: Service
) -> None:
    page = at_home(own_phone)
    own_service.stop()

    page.evaluate(SHARE, SHARED)

    expect(page.get_by_role("textbox").first).to_have_value(SHARED)
    expect(page).to_have_url(f"{own_phone.url}/#/check")
    until(page, f"{DRAFTS}.then((written) => written > 0)")
    stored = page.evaluate(STORED)
    assert any(part.startswith("draft[{") for part in stored), (
        "the draft itself must be among what was searched"
    )
    assert not [part for part in stored if MARKER in part]
    assert MARKER not in (own_service.home / "log").read_text()
    page.reload()
    expect(page.get_by_role("textbox").first).to_have_value(SHARED)
    page.get_by_role("button", name="马上离开").click()
    page.wait_for_url("**/calculator.html")
    step_back(page)
    expect(page.get_by_text(MARKER)).to_have_count(0)


def test_without_a_service_worker_a_share_is_dropped_unread_and_the_app_asks_to_paste_it(
    own_phone: Phone, own_service: Service
) -> None:
    page = own_phone.open(service_workers="block")
    first_open(page)

    page.evaluate(SHARE, SHARED)

    expect(page.get_by_text("没收到分享过来的字")).to_be_visible()
    expect(page.get_by_role("textbox").first).to_have_value("")
    assert MARKER not in page.url
    own_service.stop()
    assert MARKER not in (own_service.home / "log").read_text()


@pytest.mark.parametrize("missing", ["service worker", "locks, channel, persist, share"])
def test_the_core_works_in_a_browser_that_lacks(phone: Phone, missing: str) -> None:
    page = phone.open_blank() if missing != "service worker" else phone.open("", service_workers="block")
    if missing != "service worker":
        page.add_init_script(WITHOUT)
    page.goto(phone.url)
    assert page.evaluate(
        "[navigator.locks, globalThis.BroadcastChannel, navigator.storage.persist].some(Boolean)"
    ) == (missing == "service worker")
    first_open(page)
    add_job(page, "清溪数据")
    log(page, "干活", "1 小时")
    to(page, "pay")
    expect(page.get_by_text("清溪数据").first).to_be_visible()
    page.reload()
    to(page, "today")
    expect(page.get_by_text("1 小时", exact=True)).to_be_visible()
    if missing == "service worker":
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert phone.errors == []


def test_wechat_is_told_once_and_never_offered_a_download(phone: Phone) -> None:
    page = phone.open(user_agent=WECHAT)
    expect(page.get_by_text("换个浏览器更保险")).to_be_visible()
    page.get_by_role("button", name="知道了").click()
    page.reload()
    first_open(page)
    expect(page.get_by_text("换个浏览器更保险")).to_have_count(0)
    add_job(page, "清溪数据")
    log(page, "干活", "1 小时")

    to(page, "settings/backup")
    expect(page.get_by_text("微信里存不了文件")).to_be_visible()
    to(page, "pay/sheet")
    for name in ("存到手机", "存成文件", "做备份"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
