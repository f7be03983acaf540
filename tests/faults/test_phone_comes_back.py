"""Scenarios 14 and 26: a day without a network ends on a slow line; several tabs send each thing once."""

from collections.abc import Callable

from playwright.sync_api import Request

from tests.e2e.account_steps import UNSENT, everything_sent
from tests.e2e.phone import Phone, Service, said_in
from tests.e2e.steps import until
from tests.faults.door import find_store, save_entries
from tests.faults.signed_out import acknowledged, ready, same_at_server, with_copy, worker_of

TWO_G = {"offline": False, "latency": 2_000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}

BACK = "void dispatchEvent(new Event('online'))"


def took(phone: Phone) -> list[Request]:
    """List the pushes that the server took; what it could not take yet comes again, and rightly so."""
    pushes = [request for request in phone.sent if request.url.endswith("/v1/sync/push")]
    answers = [(request, request.response()) for request in pushes]
    return [request for request, answer in answers if answer is not None and answer.status == 200]


def test_14_sixty_entries_of_a_day_without_a_network_all_arrive_once_over_2g(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    phone = a_phone()
    page = ready(phone)
    with_copy(page, "八小时没网")
    worker = worker_of(page)
    union.stop()
    find_store(page)
    save_entries(page, 100, 60)
    before = acknowledged(page)
    assert page.evaluate(UNSENT) == 60
    phone.sent.clear()
    assert phone.context
    phone.context.new_cdp_session(page).send("Network.emulateNetworkConditions", TWO_G)

    union.start()  # from here on it may also come by itself
    page.evaluate(BACK)
    until(page, f"{UNSENT} === 0", seconds=180)

    pushes = took(phone)
    body = sum(len(request.post_data_buffer or b"") for request in pushes)
    print(f"14: 60 entries in {len(pushes)} pushes, {body:,} bytes of bodies, {body // 60} each")
    assert 0 < body < 60 * 500  # ten entries with their headers stay under 5 KB
    assert len(pushes) <= 3
    assert acknowledged(page) == before
    same_at_server(union, worker, before, "14")


def test_26_three_tabs_that_send_at_once_send_each_thing_once(
    a_phone: Callable[[], Phone], union: Service
) -> None:
    phone = a_phone()
    page = ready(phone)
    with_copy(page, "三个窗口")
    worker = worker_of(page)
    assert phone.context
    tabs = [page]
    for _ in range(2):
        tab = phone.context.new_page()
        tab.goto(union.url)
        tab.wait_for_selector("nav.tabs")
        tabs.append(tab)
    union.stop()
    for number, tab in enumerate(tabs):
        find_store(tab)
        save_entries(tab, 200 + 20 * number, 20)
    phone.sent.clear()

    union.start()
    for tab in tabs:
        tab.evaluate(BACK)
    until(page, f"{UNSENT} === 0", seconds=180)
    everything_sent(page)

    sent = [one["op_id"] for request in took(phone) for one in said_in(request).get("operations", [])]
    assert len(sent) == len(set(sent)) == 60
    same_at_server(union, worker, acknowledged(page), "26")
