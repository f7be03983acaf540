"""A full, hanging or emptied store, a clock that jumps, and years of records."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.phone import Phone
from tests.e2e.steps import add_job, first_open, log, to, until
from tests.faults.door import find_store, kept, save_entries

pytestmark = pytest.mark.browser

HANGS = "IDBFactory.prototype.open = function () { return new EventTarget(); };"
FAILS = """IDBFactory.prototype.open = function () {
  const request = new EventTarget(); request.error = new DOMException('gone', 'UnknownError');
  setTimeout(() => { const e = new Event('error'); request.onerror?.(e); request.dispatchEvent(e); });
  return request; };"""


def started(phone: Phone) -> Page:
    page = phone.open()
    first_open(page)
    add_job(page, "清溪数据")
    log(page, "干活", "30 分")
    return page


def test_a_full_phone_says_so_and_keeps_what_was_typed(phone: Phone) -> None:
    page = phone.open_blank()
    assert phone.context
    tools = phone.context.new_cdp_session(page)
    quota = {
        "origin": phone.url,
        "quotaSize": 3_000_000,
    }  # before the first use: Chromium caches the room left
    tools.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(phone.url)
    first_open(page)
    add_job(page, "清溪数据")
    find_store(page)
    refused = page.evaluate(
        """async () => {
          const note = 'x'.repeat(8000);
          for (let i = 0; i < 600; i++) {
            try {
              await window.theStore.saveAll([{ kind: 'time_entry', body: {
                engagement_id: window.theJob, worked_on: '2026-01-01', minutes: 5,
                activity: 'paid_work', source: 'later', zone: 'UTC', note } }]);
            } catch (problem) { return problem.code; }
          }
          return 'never full';
        }"""
    )
    assert refused == "full"
    to(page, "today/log")
    page.get_by_text("更多").click()
    page.get_by_label("备注").fill("手机满的时候写的 " + "字" * 1900)
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("手机满了")).to_be_visible()
    expect(page.get_by_label("备注")).to_have_value("手机满的时候写的 " + "字" * 1900)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": phone.url})
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("记在手机上了")).to_be_visible()
    after = kept(page)
    assert len(after["entries"]) == len(after["seqs"]) - 2


@pytest.mark.parametrize("fault", [HANGS, FAILS], ids=["hangs", "fails"])
def test_a_store_that_does_not_answer_shows_the_form_and_keeps_saves_in_reserve(
    phone: Phone, fault: str
) -> None:
    started(phone)
    phone.close()
    page = phone.open("/does-not-exist")  # a page of the origin on which to plant the fault
    assert phone.context
    phone.context.add_init_script(fault)
    page.goto(phone.url)
    expect(page.get_by_role("navigation")).to_be_visible()
    log(page, "干活", "1 小时", said="先记在备用的地方")
    find_store(page)
    save_entries(page, 0, 3)
    assert "MARKER" not in page.evaluate("JSON.stringify(localStorage)")
    phone.close()

    page = phone.open()
    expect(page.get_by_role("navigation")).to_be_visible()
    find_store(page)
    until(page, "window.theStore.rows('time_entry').value.length === 5")
    assert sorted(kept(page)["entries"]) == [0, 0, 0, 1, 2]
    page.reload()
    find_store(page)
    assert sorted(kept(page)["entries"]) == [0, 0, 0, 1, 2], "moved over once, not at every start"


def test_a_clock_set_back_or_forward_while_timing_is_shown_and_the_worker_picks(phone: Phone) -> None:
    page = phone.open()
    page.clock.install(time="2026-11-05T09:00:00+08:00")
    page.reload()
    first_open(page)
    add_job(page, "清溪数据")
    for jump, said in (("2024-11-05T09:30:00+08:00", "时间跳了"), ("2036-11-05T09:30:00+08:00", "时间跳了")):
        page.clock.set_system_time("2026-11-05T09:00:00+08:00")
        page.reload()
        page.get_by_role("button", name="开始计时").click()
        page.get_by_role("button", name="干活", exact=True).click()
        page.clock.run_for(30 * 60_000)
        page.clock.set_system_time(jump)
        page.clock.run_for(1_000)
        page.get_by_role("button", name="停", exact=True).click()
        expect(page.get_by_text(said)).to_be_visible()
        page.get_by_role("button", name="30 分").last.click()
        expect(page.get_by_text("记在手机上了")).to_be_visible()


def test_five_thousand_entries_with_five_hundred_more_open_and_save_at_once(phone: Phone) -> None:
    page = started(phone)
    find_store(page)
    save_entries(page, 0, 5_500, at_once=100)
    page.reload()
    expect(page.get_by_role("button", name="开始计时")).to_be_visible()
    log(page, "干活", "1 小时")
    find_store(page)
    after = kept(page)
    assert len(after["entries"]) == 5_502
    assert after["seqs"] == list(range(1, len(after["seqs"]) + 1))
