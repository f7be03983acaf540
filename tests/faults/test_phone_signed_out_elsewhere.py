"""Scenarios 10, 18 and 44: a phone is signed out, its session ended, its storage cleared from elsewhere."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.e2e.account_steps import UNSENT, everything_sent, press, same_as_server, sign_in
from tests.e2e.phone import SLOWLY, Phone, Service, said_in
from tests.e2e.steps import first_open, log, to, until
from tests.faults.door import find_store, save_entries
from tests.faults.signed_out import (
    acknowledged,
    another_tab,
    begun_anew,
    nothing_left,
    ready,
    same_at_server,
    sign_other_out,
    signed_in,
    with_copy,
    worker_of,
)

PUSH = "**/v1/sync/push"
BATCH = 200  # operations that a phone sends at once
WAITING = """() => new Promise((done) => (indexedDB.open('box').onsuccess = ({ target }) => {
  const box = target.result;
  box.transaction('op').objectStore('op').getAll().onsuccess = (found) => {
    box.close();
    done(found.target.result.map(({ id }) => id));
  };
}))"""


def network(phone: Phone, *, there: bool) -> None:
    """Give the phone a network, or take it."""
    assert phone.context
    phone.context.set_offline(not there)


def came_to(page: Page, entries: set[str]) -> None:
    """Open the app again, and wait until these entries, and no others, have come to it."""
    page.reload()
    find_store(page)
    until(page, f"window.theStore.rows('time_entry').value.length === {len(entries)}")
    same_as_server(page)
    assert acknowledged(page) == entries


def test_44_a_phone_signed_out_from_another_sends_what_it_owes_and_then_wipes_itself(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    one, two = a_phone(), a_phone()
    page = ready(one)
    paper = with_copy(page, "换下来的手机")
    worker = worker_of(page)
    tab = another_tab(one, page)
    page.evaluate("window.memory = 'old'")
    other = signed_in(two, paper)
    network(one, there=False)
    save_entries(page, 70, 2)
    had = acknowledged(page)

    sign_other_out(other, paper)
    assert len(acknowledged(page)) == 5, "until its next contact it has everything"
    network(one, there=True)

    for one_of_two in (page, tab):  # either may be the one that sends and deletes
        begun_anew(one_of_two, "你在另一部手机上让这部退出")
    nothing_left(page)
    came_to(other, had)
    same_at_server(union, worker, had, "44")
    press(page, "重新开始")
    expect(page.get_by_role("button", name="好，往下")).to_be_visible()


def test_18_a_session_ended_from_elsewhere_stops_no_saving_and_everything_arrives_later(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    page = ready(a_phone())
    paper = with_copy(page, "断了又连")
    worker = worker_of(page)
    other = signed_in(a_phone(), paper)
    save_entries(page, 80, 2)
    until(page, f"{UNSENT} === 0")
    to(other, "settings/account/devices")
    press(other, "让别的手机全部退出登录")
    press(other, "全部退出")
    expect(other.get_by_text("好了。")).to_be_visible()

    find_store(page)
    save_entries(page, 82, 2)
    to(page, "settings")
    expect(page.get_by_text("现在没登录").first).to_be_visible()
    log(page, "干活", "1 小时")
    save_entries(page, 84, 3)
    had = acknowledged(page)
    assert len(had) == 11
    assert page.evaluate(UNSENT) == 6
    to(page, "settings/account/sign-in")
    expect(page.get_by_label("名字")).to_have_value(paper.handle)
    page.get_by_label("口令").fill("-".join(paper.passphrase))
    press(page, "登录")
    expect(page.get_by_text("登录好了。")).to_be_visible(timeout=SLOWLY)

    everything_sent(page)
    same_as_server(page)
    assert acknowledged(page) == had
    same_at_server(union, worker, had, "18")
    came_to(other, had)


def cut_after_one_batch(page: Page) -> None:
    """Let one push through that carries something, and none after it."""
    passed: list[Route] = []

    def decide(route: Route) -> None:
        carries = said_in(route.request).get("operations")
        if passed or not carries:
            route.abort()
            return
        passed.append(route)
        route.continue_()

    page.route(PUSH, decide)


def cleared(phone: Phone, page: Page) -> None:
    """Clear all that the browser keeps of this origin, as its settings or a full phone do."""
    assert phone.context
    page.goto("about:blank")
    tools = phone.context.new_cdp_session(page)
    tools.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": "all"})
    phone.context.clear_cookies()


def test_10_a_cleared_phone_gets_back_what_the_server_had_and_hears_how_much_it_had_not(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    phone = a_phone()
    page = ready(phone)
    paper = with_copy(page, "清空了的手机")
    worker = worker_of(page)
    network(phone, there=False)
    save_entries(page, 100, BATCH + 2, at_once=101)
    cut_after_one_batch(page)
    network(phone, there=True)
    until(page, f"{UNSENT} === 2")
    never_sent = set(page.evaluate(WAITING))
    had = acknowledged(page)
    assert len(never_sent) == 2

    cleared(phone, page)
    page.unroute(PUSH)  # not before: the app would try again
    page.goto(phone.url)
    first_open(page)
    sign_in(page, paper)

    same_as_server(page)
    assert acknowledged(page) == had - never_sent
    same_at_server(union, worker, had - never_sent, f"10 ({len(never_sent)} never sent)")
    to(page, "settings/account/devices")
    expect(page.get_by_text("它有 2 处改动没到过服务器")).to_be_visible()
