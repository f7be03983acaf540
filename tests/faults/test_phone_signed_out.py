"""Scenarios 42 and 43 (with T30): a worker logs out of a phone that still had things to send."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import APIResponse, Error, Page, Route, expect

from tests.e2e.account_steps import Paper, everything_sent, press, same_as_server, sign_in
from tests.e2e.phone import SLOWLY, Phone, Service, said_in
from tests.e2e.steps import first_open, settled, to, until
from tests.e2e.test_leaving_and_sharing import STORED
from tests.faults.door import find_store, save_entries
from tests.faults.signed_out import (
    JOB,
    acknowledged,
    another_tab,
    begun_anew,
    nothing_left,
    ready,
    same_at_server,
    signed_in,
    with_copy,
    worker_of,
)
from tests.faults.test_backup_moves import back_up, read

PUSH = "**/v1/sync/push"
FROM_CACHE = """(url) => fetch(url, { cache: 'only-if-cached', mode: 'same-origin' })
  .then((answer) => answer.ok, () => false)"""


def offline_with_two(page: Page, union: Service) -> None:
    """Write two entries that cannot be sent, and ask to log out."""
    to(page, "settings/backup")  # so that these screens are here without a network
    to(page, "copy/leave")
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    union.stop()
    find_store(page)
    save_entries(page, 50, 2)
    expect(page.get_by_text("有 2 处改动还没送到")).to_be_visible()


def send_the_rest(page: Page) -> None:
    """Have what waits sent, by a tap unless the phone has done it by itself."""
    send, out = (page.get_by_role("button", name=name, exact=True) for name in ("现在送", "退出登录"))
    expect(send.or_(out)).to_be_visible()
    if send.is_visible():
        with suppress(Error):  # it goes once all is sent, perhaps under the finger
            send.click(timeout=5_000)
    expect(out).to_be_visible(timeout=SLOWLY)


def logged_out(page: Page) -> None:
    expect(page.get_by_text("退出了")).to_be_visible(timeout=SLOWLY)
    nothing_left(page)
    expect(page.locator("main")).not_to_contain_text(JOB)


def back_with(page: Page, paper: Paper) -> Page:
    """Begin again on the same profile, and sign in."""
    press(page, "重新开始")
    first_open(page)
    sign_in(page, paper)
    same_as_server(page)
    return page


def test_42_what_was_not_sent_is_sent_before_the_log_out(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    page = ready(a_phone())
    paper = with_copy(page, "柳树下的秤")
    worker = worker_of(page)
    offline_with_two(page, union)
    press(page, "现在送")
    expect(page.get_by_text("没送成，还剩 2")).to_be_visible()
    expect(page.get_by_role("button", name="退出登录", exact=True)).to_have_count(0)
    had = acknowledged(page)

    union.start()
    send_the_rest(page)
    press(page, "退出登录")

    logged_out(page)
    same_at_server(union, worker, had, "42 sent")
    assert acknowledged(back_with(page, paper)) == had


def test_42_what_was_not_sent_is_in_the_file(
    a_phone: Callable[[], Phone], union: Service, tmp_path: Path
) -> None:
    page = ready(a_phone())
    paper = with_copy(page, "桥头的伞")
    worker = worker_of(page)
    offline_with_two(page, union)
    had = acknowledged(page)

    press(page, "存成加密文件")
    expect(page.get_by_role("button", name="退出登录", exact=True)).to_be_disabled()
    words, file = back_up(page, tmp_path, place="copy/leave")
    page.get_by_label("文件存好了，五个词也抄好了").check()
    press(page, "退出登录")
    logged_out(page)

    union.start()
    back_with(page, paper)
    assert len(acknowledged(page)) == len(had) - 2
    to(page, "settings/restore")
    read(page, file, words)
    press(page, "放回手机")
    expect(page.get_by_text("放回来了")).to_be_visible()
    everything_sent(page)
    assert acknowledged(page) == had
    same_at_server(union, worker, had, "42 file")


def test_42_what_was_not_sent_goes_by_a_typed_word_and_by_nothing_less(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    page = ready(a_phone())
    paper = with_copy(page, "井边的桶")
    worker = worker_of(page)
    sent = acknowledged(page)
    offline_with_two(page, union)

    page.get_by_text("不要了，删掉这 2 处").click()
    gone = page.get_by_role("button", name="删掉，退出登录")
    page.get_by_label("要删，就写下").fill("删")
    expect(gone).to_be_disabled()
    page.get_by_label("要删，就写下").fill("删除")
    gone.click()
    logged_out(page)

    union.start()
    assert acknowledged(back_with(page, paper)) == sent
    same_at_server(union, worker, sent, "42 typed (the two that were deleted are not asked for)")


def typed_away(page: Page) -> None:
    """Log out by the typed word, whatever waits."""
    to(page, "copy/leave")
    page.get_by_text(re.compile("不要了，删掉这 \\d+ 处")).click()
    page.get_by_label("要删，就写下").fill("删除")
    press(page, "删掉，退出登录")


def cached(phone: Phone, page: Page) -> list[str]:
    """List what the browser would answer from its own cache, of all that was asked of the service."""
    asked = {request.url for request in phone.sent if "/v1/" in request.url and request.method == "GET"}
    assert any("/v1/sync/pull" in url for url in asked)
    public = ("/v1/host", "/v1/health")
    return [url for url in asked if not url.endswith(public) and page.evaluate(FROM_CACHE, url)]


def on_disk(phone: Phone, words: set[str]) -> list[Path]:
    """List the files of the browser's HTTP cache in which one of these words stands."""
    files = [file for file in phone.profile.glob("**/*Cache*/**/*") if file.is_file()]
    assert files
    return [file for file in files if any(word.encode() in file.read_bytes() for word in words)]


def logged_out_while_it_sends(page: Page) -> set[str]:
    """Log out between a push and its answer; give what the server was sent until then."""
    held: list[tuple[Route, APIResponse]] = []
    had = acknowledged(page)
    page.route(
        PUSH, lambda route: held.append((route, route.fetch()))
    )  # the server has it; its answer is slow
    save_entries(page, 60, 3)
    end = monotonic() + 40
    while not held:
        assert monotonic() < end, "nothing is sent"
        page.wait_for_timeout(20)
    typed_away(page)
    logged_out(page)
    for route, answer in held:
        with suppress(Error):  # what nobody waits for any more cannot be answered
            route.fulfill(response=answer)
    page.unroute(PUSH)
    page.wait_for_timeout(500)
    nothing_left(page)
    # a push may have left with the first entry alone; the others went by the typed word
    sent = {one["id"] for route, _ in held for one in said_in(route.request)["operations"]}
    assert sent
    return had | sent


def test_43_a_log_out_while_a_slow_server_takes_a_push_leaves_nothing_for_the_next_worker(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    next_page = ready(a_phone(), "白杨众包")
    next_paper = with_copy(next_page, "后来的人", entries=2)
    hers = acknowledged(next_page)
    phone = a_phone()
    page = ready(phone, back_cache=True)
    paper = with_copy(page, "先来的人")
    worker = worker_of(page)
    had = logged_out_while_it_sends(page)

    page.go_back()
    expect(page.get_by_role("button", name="好，往下")).to_be_visible()
    assert JOB not in page.locator("body").inner_text()
    first_open(page)
    sign_in(page, next_paper)
    same_as_server(page)

    assert acknowledged(page) == hers
    theirs = {*had, worker, paper.handle, JOB, "MARKER-60"}
    stored = "".join(page.evaluate(STORED))
    assert next(iter(hers)) in stored, "this would not see what is there"
    assert [word for word in theirs if word in stored] == []
    assert cached(phone, page) == []
    for _ in range(3):
        with suppress(Error):  # there may be nothing to go back to
            page.go_back(timeout=20_000)
        page.wait_for_load_state()
        assert acknowledged(page) == hers  # all is read that would be shown
        expect(page.locator("main")).not_to_contain_text("正在打开…")
        expect(page.locator("body")).not_to_contain_text(JOB)
    phone.close()
    assert on_disk(phone, theirs) == []
    same_at_server(union, worker, had, "43")
    assert acknowledged(signed_in(a_phone(), paper)) == had


@pytest.mark.parametrize("by", ["log-out", "erasure"])
def test_other_tabs_begin_anew_at_once_and_write_nothing_any_more(
    a_phone: Callable[[], Phone], by: str
) -> None:
    phone = a_phone()
    page = ready(phone)
    with_copy(page, f"两扇窗 {by}")
    settled(page)
    tab = another_tab(phone, page)
    until(tab, "navigator.serviceWorker.controller !== null")
    to(tab, "today/log")
    tab.get_by_text("更多").click()
    tab.get_by_label("备注").fill("MARKER-DRAFT")
    if by == "log-out":
        to(page, "copy/leave")
        press(page, "退出登录")
    else:
        to(page, "settings/erase")
        page.get_by_label("要删，就写下").fill("删除")
        press(page, "全部删掉")

    begun_anew(tab, "在另一个窗口里删掉了")
    if by == "log-out":
        logged_out(page)
    else:
        expect(page.get_by_role("button", name="好，往下")).to_be_visible()
    tab.reload()  # still nothing that would make a database
    begun_anew(tab, "在另一个窗口里删掉了")
    if by == "log-out":
        nothing_left(tab)
    assert "MARKER" not in "".join(tab.evaluate(STORED))
    assert tab.evaluate("Object.keys(localStorage).filter((name) => /draft|save/.test(name))") == []
    press(tab, "重新开始")
    expect(tab.get_by_role("button", name="好，往下")).to_be_visible()
