"""Flows W1 to W4 and the offline half of W6, lived on a phone whose server is stopped."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.phone import Phone, Service
from tests.e2e.steps import add_job, first_open, log, saved, settled, to

pytestmark = pytest.mark.browser

SCAM = "【居家数据标注】无经验可做，日结300-500，先交199元培训费领账号，名额有限，加薇❤ 清溪小李"
HONEST = [
    "云岭标注基地招全职数据标注员，五险一金，免费培训一周，不收押金，带身份证原件来签劳动合同。",
    "We are hiring image annotators in Nairobi. Training is paid. We never charge a fee or a deposit.",
    "招质检员两名，月薪4200起，双休，合同一年一签。面试地点在产业园二楼，自带电脑优先，不要求垫付任何费用。",
]
NAMES = ["清溪数据", "白杨众包", "记号甲乙丙"]


@pytest.fixture
def offline(playwright: Playwright, own_service: Service) -> Iterator[tuple[Phone, Page]]:
    """A phone that has opened the app once; then the server is stopped."""
    phone = Phone(playwright, own_service.url)
    page = phone.open()
    page.clock.install(time="2026-11-05T09:00:00+08:00")
    page.reload()
    settled(page)
    own_service.stop()
    page.reload()
    yield phone, page
    phone.remove()


def test_a_day_is_logged_paid_and_judged_with_the_server_stopped(offline: tuple[Phone, Page]) -> None:
    phone, page = offline
    before = len(phone.sent)

    first_open(page)
    add_job(page, NAMES[0], basis="hour", amount="20")
    add_job(page, NAMES[1], basis="piece", amount="0.08")
    eight_hours(page)
    rejected_batch(page)
    paid_for_last_period(page)
    wage_and_legal_check(page)
    adverts(page)

    assert {request.url.split("/")[2] for request in phone.sent} == {phone.url.split("/")[2]}
    for request in phone.sent[before:]:
        told = request.url + (request.post_data or "")
        assert not [word for word in [*NAMES, SCAM[:12], "1464"] if word in told]
    assert [error for error in phone.errors if "net::ERR" not in error] == []


def eight_hours(page: Page) -> None:
    """A timer over five hours, then waiting and rework by hand: eight hours at two jobs."""
    to(page, "today")
    page.get_by_role("button", name="开始计时").click()
    page.get_by_role("radio", name=NAMES[0]).check()
    page.get_by_role("button", name="干活", exact=True).click()  # starts at once: the sheet closes
    expect(page.get_by_role("timer")).to_be_visible()
    page.clock.fast_forward("05:00:00")
    expect(page.get_by_role("timer")).to_contain_text("05:00")
    page.get_by_role("button", name="停", exact=True).click()
    expect(page.get_by_text("记在手机上了")).to_be_visible()
    log(page, "等任务", "2 小时", job=NAMES[0])
    log(page, "返工", "1 小时", job=NAMES[1])
    to(page, "today")
    expect(page.get_by_text("8 小时", exact=True)).to_be_visible()
    expect(page.get_by_text("没有报酬")).to_contain_text("3 小时")


def rejected_batch(page: Page) -> None:
    to(page, "today/batch")
    page.get_by_role("radio", name=NAMES[1]).check()
    for label, value in {"交了几件": "500", "被拒": "120", "单价": "0.08", "一件是什么": "框"}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("radio", name="没给理由").check()
    expect(page.get_by_text("9.60")).to_be_visible()
    page.get_by_role("button", name="记下").click()
    saved(page)
    expect(page.get_by_text("被拒 120")).to_be_visible()


def paid_for_last_period(page: Page) -> None:
    """October was logged from memory; its pay comes now, for that period by one tap."""
    log(page, "干活", "10 小时", job=NAMES[0], on="2026-10-20")
    to(page, "pay/payment")
    page.get_by_role("radio", name=NAMES[0]).check()
    page.get_by_label("到手多少").fill("80")
    page.get_by_role("radio", name=re.compile("上个账期")).check()
    page.get_by_role("button", name="记下").click()
    saved(page)


def wage_and_legal_check(page: Page) -> None:
    """Ten hours for 80.00 is 8.00 an hour; 8 normal hours at 2,130 ÷ 174 would be 97.93 (docs/sums.md)."""
    to(page, "today")  # so that Pay opens anew, with the month that can be settled
    page.clock.fast_forward(264 * 3_600_000)  # the October pay day has passed
    to(page, "pay")
    expect(page.get_by_text("¥8.00").first).to_be_visible()
    page.get_by_text("怎么算的").first.click()
    expect(page.get_by_text("10 小时").first).to_be_visible()
    expect(page.get_by_text("¥97.93").first).to_be_visible()
    expect(page.get_by_text("2,130").first).to_be_visible()
    expect(page.get_by_text("如果这算劳动关系，就低于最低工资了").first).to_be_visible()


def adverts(page: Page) -> None:
    to(page, "check")
    check(page, SCAM)
    expect(page.get_by_text("先别交钱").first).to_be_visible()
    for advert in HONEST:
        check(page, advert)
        expect(page.get_by_text("查不到不等于安全").first).to_be_visible()
        expect(page.get_by_text("先别交钱")).to_have_count(0)


def check(page: Page, advert: str) -> None:
    page.get_by_role("textbox").first.fill(advert)
    page.get_by_role("button", name="查一查", exact=True).click()
