"""The mission, once from end to end: a day on one phone becomes a figure that a partner's server hears of."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page, Playwright, expect

from api.db import engine_for
from api.demo.people import Person, people
from api.demo.service import found
from api.demo.work import Trouble
from api.pepper import pepper_of
from api.settings import Settings
from api.statistics.windows import Window, due, window_of
from api.world import World
from tests.conftest import PEPPER
from tests.e2e.account_steps import allow_copy, everything_sent, press, sign_up
from tests.e2e.chain import CODE_IS_OLD, DAY, Partner, Story, at_desk, morning
from tests.e2e.phone import Phone
from tests.e2e.steps import add_job, first_open, log, saved, settled, to
from tests.service.databases import empty_database

pytestmark = pytest.mark.browser

OTHERS = 49
OURS = "demo_poplar"
Windows = tuple[Window, Window, Window]


@pytest.fixture
def windows() -> Windows:
    """Give the window before ours, ours (frozen by the real clock, as the library asks), and the next."""
    ours = due(datetime.now(UTC).date(), None)
    assert ours is not None
    return window_of(ours.first_day - DAY), ours, window_of(ours.last_day + DAY)


@pytest.fixture
def story(server: str, windows: Windows) -> Iterator[Story]:
    """A town of 49 who are counted, with its service."""
    before, _, _ = windows
    world = World(datetime.now(UTC), pepper_of(Settings(pepper=PEPPER)))
    with ExitStack() as ends:
        url = ends.enter_context(empty_database(server, "chain"))
        engine = engine_for(url)
        ends.callback(engine.dispose)
        town = found(engine, before.first_day, world)
        told = Story(town, url, 0, town.world.now)
        ends.callback(told.stop)
        yield told


@pytest.fixture
def partner() -> Iterator[Partner]:
    with Partner().listening() as listening:
        yield listening


@pytest.fixture
def phone(playwright: Playwright) -> Iterator[Phone]:
    made = Phone(playwright, "")
    yield made
    made.remove()


def everybody() -> list[Person]:
    """List the 49 (seven of our employer have tasks rejected, six have not), and three who come later."""
    town = [
        replace(one, arrives=0, jobs=tuple(replace(job, then=None) for job in one.jobs)) for one in people()
    ]
    ours = [one for one in town if one.jobs[0].firm == OURS]
    rejected = [one for one in ours if one.jobs[0].trouble is Trouble.REJECTED]
    others = [one for one in ours if one not in rejected]
    rest = [one for one in town if one not in ours]
    evenly = [rest[n * len(rest) // 36] for n in range(36)]
    late = [Person(100 + n, evenly[1].jobs, arrives=8) for n in range(3)]  # come with the last window
    return [*evenly, *rejected[:7], *others[:6], *late]


def test_a_day_on_one_phone_becomes_a_figure_that_a_partner_hears_of(
    story: Story,
    phone: Phone,
    partner: Partner,
    playwright: Playwright,
    windows: Windows,
) -> None:
    before, ours, after = windows
    too_young = before.last_day + 3 * DAY - 13 * DAY  # thirteen days before the freeze
    story.town.live(everybody(), too_young - DAY)
    story.until(morning(too_young))
    story.start()
    register(playwright, story, partner)

    page = a_day_without_network(phone, story)
    account_and_consents(page, story)

    story.town.live(everybody(), before.last_day + 2 * DAY)
    story.until(morning(before.last_day + 3 * DAY))
    story.freeze()
    nothing_but_how_many(playwright, story)
    assert story.true_counts(before) == (7, OTHERS)

    for week in range(4):
        another_week(page, story, ours.first_day + 3 * DAY + week * timedelta(weeks=1))
    another_week(page, story, after.first_day)  # it counts in no earlier window
    story.town.live(everybody(), datetime.now(UTC).date() - DAY)
    story.until(datetime.now(UTC))
    story.freeze()
    assert story.true_counts(ours) == (8, OTHERS + 1)
    figures_on_the_desk(playwright, story, ours, workers="50", rejected="10")
    told_and_verified(partner, story, ours)

    withdraw(page, story)
    story.town.live(everybody(), after.last_day + 2 * DAY)
    story.until(morning(after.last_day + 3 * DAY))
    story.freeze()
    assert story.true_counts(after) == (7, OTHERS + 3)
    figures_on_the_desk(playwright, story, after, workers="50", rejected="10")


def register(playwright: Playwright, story: Story, partner: Partner) -> None:
    """The organizer registers the partner's address; there is no release yet."""
    with at_desk(playwright, story, "partners") as page:
        expect(page.get_by_text("危险：这台服务器能向自己发请求")).to_be_visible()
        page.get_by_label("地址").fill(partner.url)
        story.until(story.now + CODE_IS_OLD)  # the one of the sign-in was used
        page.get_by_label("验证器的六位数字").fill(story.town.organizer.code(story.now))
        press(page, "登记")
        expect(page.get_by_role("heading", name="密钥，只显示这一次")).to_be_visible()
        partner.secret = page.locator(".secret-card code").inner_text()
        press(page, "我存好了")
        page.evaluate("location.hash = '#/overview'")
        expect(page.get_by_text("还没有统计发布")).to_be_visible()


def a_day_without_network(phone: Phone, story: Story) -> Page:
    """The app was opened once; then nobody answers, and a day is written down."""
    phone.url = story.at
    page = phone.open_blank()
    page.clock.install(time=story.now)
    page.goto(story.at)
    page.reload()
    settled(page)
    story.stop()
    page.reload()
    story.page = page
    first_open(page)
    add_job(page, "白杨众包", basis="piece", amount="0.08")
    log(page, "干活", "8 小时")
    hand_in(page)
    return page


def hand_in(page: Page) -> None:
    """Hand in 500 tasks, of which 120 are rejected without a reason."""
    to(page, "today/batch")
    for label, value in {"交了几件": "500", "被拒": "120", "单价": "0.08", "一件是什么": "框"}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("radio", name="没给理由").check()
    page.get_by_role("button", name="记下").click()
    saved(page)


def account_and_consents(page: Page, story: Story) -> None:
    """The network is back: an account by invitation, a copy, and "count me in"."""
    story.start()
    sign_up(page, "小溪边", invitation=story.invitation())
    allow_copy(page)
    to(page, "copy/allowed")
    count_me = page.locator("section", has=page.get_by_role("heading", name="把我算进统计"))
    count_me.get_by_role("button", name="同意", exact=True).click()
    expect(count_me.get_by_text("✓ 同意着")).to_be_visible()
    everything_sent(page)


def nothing_but_how_many(playwright: Playwright, story: Story) -> None:
    """49 are too few, and an account of thirteen days is no fiftieth: no figure, no event."""
    with at_desk(playwright, story) as page:
        expect(page.get_by_text("大约 40 位，要满 50 位")).to_be_visible()
        expect(page.get_by_role("table")).to_have_count(0)
    assert story.published() == []


def another_week(page: Page, story: Story, day: date) -> None:
    """A day of the next week: work, tasks, and all of it is sent."""
    story.town.live(everybody(), day - DAY)
    story.until(morning(day))
    log(page, "干活", "8 小时")
    hand_in(page)
    everything_sent(page)


def figures_on_the_desk(
    playwright: Playwright, story: Story, window: Window, *, workers: str, rejected: str
) -> None:
    """The organizer reads how many were counted, and our worker's cell."""
    with at_desk(playwright, story) as page:
        expect(page.get_by_label("统计发布")).to_have_value(str(window.last_day))
        tiles = page.get_by_role("list", name="要点").get_by_role("listitem")
        tile = tiles.filter(has_text="算进来的工友")
        expect(tile.locator("strong")).to_have_text(workers)
        table = page.get_by_role("region", name="用工方和事情的表")
        poplar = table.get_by_role("row", name="白杨众包")
        expect(poplar.get_by_role("cell").nth(1)).to_have_text(rejected)  # after all of them


def told_and_verified(partner: Partner, story: Story, window: Window) -> None:
    """The partner's server has verified one message, and it says no more than it must."""
    said = partner.heard.get(timeout=60)
    assert said["type"] == "release.published"
    assert said["data"] == {"release": str(window.last_day), "number": 2}
    assert story.published() == [said["data"]]
    assert partner.heard.empty()
    assert partner.refused == []


def withdraw(page: Page, story: Story) -> None:
    """Our worker takes "count me in" back, on the phone."""
    to(page, "copy/allowed")
    count_me = page.locator("section", has=page.get_by_role("heading", name="把我算进统计"))
    count_me.get_by_role("button", name="收回", exact=True).click()
    expect(count_me.get_by_role("button", name="同意", exact=True)).to_be_visible()
    everything_sent(page)
