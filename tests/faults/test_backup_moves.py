"""A backup moves a notebook to another phone whole; erasing leaves nothing; a cleared store is told of."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.phone import Phone, Service
from tests.e2e.steps import add_job, first_open, log, saved, settled, to, until
from tests.faults.door import find_store, kept, save_entries

pytestmark = pytest.mark.browser

KINDS = [
    "employer",
    "engagement",
    "time_entry",
    "batch",
    "payment",
    "deduction",
    "cost",
    "period_mark",
    "profile",
]
ROWS = """(kinds) => Object.fromEntries(kinds.map((kind) => [kind, window.theStore.rows(kind).value
  .map(({ id, rev, body }) => ({ id, rev, body })).sort((a, b) => (a.id < b.id ? -1 : 1))]))"""
LEFT = """async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
CLEAR = """() => Promise.all(['box', 'view'].map(name => new Promise((done, failed) => {
  const request = indexedDB.deleteDatabase(name);
  request.onsuccess = done;
  request.onerror = failed; // blocked is no failure: the page before may still be closing its own
})))"""
NOTHING = {"databases": [], "caches": [], "local": [], "session": [], "workers": 0}


@pytest.fixture
def other(playwright: Playwright, service: Service) -> Iterator[Phone]:
    """A second phone: a profile of its own."""
    made = Phone(playwright, service.url)
    yield made
    made.remove()


def rows(page: Page) -> dict[str, list[dict[str, Any]]]:
    find_store(page)
    until(page, "window.theStore.state.value.loaded")
    found: dict[str, list[dict[str, Any]]] = page.evaluate(ROWS, KINDS)
    return found


def a_notebook(phone: Phone) -> Page:
    """Some of everything that the screens can write."""
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    add_job(page, "白杨众包", basis="piece", amount="0.08")
    log(page, "干活", "30 分", job="清溪数据")
    to(page, "today/batch")
    page.get_by_role("radio", name="白杨众包").check()
    for label, value in {"交了几件": "500", "被拒": "120", "单价": "0.08", "一件是什么": "框"}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="记下").click()
    saved(page)
    to(page, "pay/payment")
    page.get_by_role("radio", name="清溪数据").check()
    page.get_by_label("到手多少").fill("80")
    page.get_by_role("button", name="记下").click()
    saved(page)
    find_store(page)
    save_entries(page, 0, 40, at_once=10)
    return page


def back_up(page: Page, folder: Path, place: str = "settings/backup") -> tuple[str, Path]:
    """Read the five words from the screen, type two of them, save the file."""
    to(page, place)
    items = page.locator("ol.words li")
    expect(items).to_have_count(5)
    words = [re.sub(r"^\s*\d\s*", "", text) for text in items.all_inner_texts()]
    page.get_by_role("button", name="抄好了").click()
    page.get_by_role("button", name="做备份").click()
    expect(page.get_by_text("不是这两个词")).to_be_visible()
    for number in (2, 4):
        page.get_by_label(f"第 {number} 个词").fill(words[number - 1])
    page.get_by_role("button", name="做备份").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="存到手机").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return "-".join(words), file


def read(page: Page, file: Path, words: str) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("五个词", exact=True).fill(words)
    page.get_by_role("button", name="看看里面有什么").click()


def opened_by_another_tool(file: Path, words: str, shown: dict[str, list[dict[str, Any]]]) -> None:
    """Age files are a standard: the worker needs no program of ours to read one."""
    assert b"MARKER" not in file.read_bytes()
    inside = json.loads(pyrage.passphrase.decrypt(file.read_bytes(), words))
    assert inside["counts"] == {kind: len(shown[kind]) for kind in KINDS if shown[kind]}
    for row in inside["rows"]:
        assert {name: row[name] for name in ("id", "rev", "body")} in shown[row["kind"]]


def test_a_backup_restores_every_row_on_an_empty_phone(phone: Phone, other: Phone, tmp_path: Path) -> None:
    page = a_notebook(phone)
    before = rows(page)
    assert {kind for kind in KINDS if before[kind]} >= {"engagement", "time_entry", "batch", "payment"}
    words, file = back_up(page, tmp_path)
    phone.close()
    opened_by_another_tool(file, words, before)

    page = other.open()
    expect(page.get_by_role("button", name="好，往下")).to_be_visible()
    assert not any(rows(page).values()), "the second phone must start empty"
    to(page, "settings/restore")  # also before the first questions: the backup answers them

    cut = tmp_path / "cut.age"
    cut.write_bytes(file.read_bytes()[:-200])
    for broken, typed, said in ((file, "a-b-c-d-e", "五个词不对"), (cut, words, "文件不完整")):
        read(page, broken, typed)
        expect(page.get_by_text(said)).to_be_visible()
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n" * 50)
    read(page, picture, words)
    expect(page.get_by_text("这不是工友的备份文件")).to_be_visible()
    assert not any(rows(page).values()), "nothing is written before it was asked for"

    read(page, file, words.replace("-", " "))
    page.get_by_role("button", name="放回手机").click()
    expect(page.get_by_text("放回来了")).to_be_visible()
    assert rows(page) == before
    page.reload()
    assert rows(page) == before


def test_erasing_leaves_nothing_in_the_browser_and_no_notice_of_loss(phone: Phone) -> None:
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    settled(page)
    page.reload()
    expect(page.get_by_role("navigation")).to_be_visible()
    assert phone.context
    before = page.evaluate(LEFT)
    assert before["databases"]
    assert before["caches"]
    assert before["local"]
    assert before["workers"]
    assert phone.context.cookies() == [], "a cookie would tell the server when one last wrote"
    assert not any("cookie" in request.headers for request in phone.sent)

    to(page, "settings/erase")
    page.get_by_label("要删，就写下“删除”").fill("删除")
    blank = (
        "<!doctype html><title>blank</title>"  # a page of the origin from which to look, in place of the app
    )
    page.route(f"{phone.url}/", lambda route: route.fulfill(body=blank, content_type="text/html"))
    with page.expect_navigation():
        page.get_by_role("button", name="全部删掉").click()
    assert page.title() == "blank", "the service worker still answers"
    assert page.evaluate(LEFT) == NOTHING
    assert phone.context.cookies() == []

    page.unroute(f"{phone.url}/")
    page.goto(phone.url)
    first_open(page)
    expect(page.get_by_text("浏览器清空了")).to_have_count(0)


def test_a_store_cleared_behind_the_app_is_told_with_its_day_and_number(phone: Phone) -> None:
    page = phone.open()
    page.clock.install(time="2026-11-05T09:00:00+08:00")
    page.reload()
    first_open(page)
    add_job(page, "清溪数据")
    log(page, "干活", "30 分")
    find_store(page)
    save_entries(page, 0, 7)
    changes = len(kept(page)["seqs"])
    assert changes > 8
    page.goto(f"{phone.url}/calculator.html")
    page.evaluate(CLEAR)

    page.clock.set_system_time("2026-11-09T09:00:00+08:00")
    page.goto(phone.url)

    expect(page.get_by_text("在 11月5日")).to_contain_text(f"那之前记了 {changes} 条")
    page.get_by_role("link", name="从备份找回").click()
    expect(page.get_by_label("五个词", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="知道了").click()
    expect(page.get_by_text("浏览器清空了")).to_have_count(0)  # it goes once that is stored
    page.reload()
    first_open(page)
    expect(page.get_by_text("浏览器清空了")).to_have_count(0)
