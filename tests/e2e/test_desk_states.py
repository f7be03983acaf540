"""What the overview says when there is little or nothing to show; and every state fits and can be read."""

import re
from datetime import datetime, timedelta
from itertools import islice

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import Engine

from api.statistics.contribution import Contribution
from api.statistics.windows import DAYS_TO_SEND, window_of
from tests.e2e.desk_releases import forget_releases, freeze, full, scattered, windows_before
from tests.e2e.desk_seen import NARROW, NUMBER, WIDE, Desk, faults

pytestmark = pytest.mark.browser

STILL = "Below is still the release of 14 Sept – 11 Oct 2026."


@pytest.fixture
def engine_of(desk: Desk) -> Engine:
    return desk.town.engine


def two_releases(engine: Engine) -> None:
    (before,) = islice(windows_before(), 1)
    freeze(engine, full(fewer=30), before)
    freeze(engine, full())


def test_without_releases_no_digit_is_left_but_days_of_the_calendar(desk: Desk, engine_of: Engine) -> None:
    two_releases(engine_of)
    desk.open()
    assert len(desk.numbers(without="select, thead, .made")) > 5
    forget_releases(engine_of)

    page = desk.open()

    expect(page.get_by_role("heading", name="No release yet")).to_be_visible()
    days = page.locator("main time").evaluate_all("all => all.map((one) => one.getAttribute('datetime'))")
    last = window_of(datetime.fromisoformat(page.evaluate("new Date().toISOString()")).date()).last_day
    assert days == [last.isoformat(), (last + timedelta(days=DAYS_TO_SEND)).isoformat()]
    assert desk.numbers(without="time") == set()


def test_with_too_few_people_it_says_about_how_many_and_nothing_else(desk: Desk, engine_of: Engine) -> None:
    freeze(engine_of, full()[:43])

    page = desk.open()

    expect(page.get_by_text("about 40 of 50")).to_be_visible()
    assert desk.numbers(without="time, select") == {40, 50}
    expect(page.get_by_role("button", name="CSV")).to_have_count(0)


def test_of_very_few_people_it_gives_no_number_at_all(desk: Desk, engine_of: Engine) -> None:
    freeze(engine_of, full()[:4])

    page = desk.open()

    expect(page.get_by_text("still few of 50")).to_be_visible()
    assert desk.numbers(without="time, select") == {50}


def test_a_table_of_which_nothing_may_be_shown_says_so(desk: Desk, engine_of: Engine) -> None:
    many = [Contribution("reed_data", "none", "CN-52", "zero")] * 57
    freeze(engine_of, [*many, *[Contribution("hill_tasks", "late_pay", "KE", "under_10")] * 3])

    page = desk.open()

    expect(page.get_by_text("In this release nothing of this table can be shown")).to_have_count(2)
    expect(desk.tile("Most common main problem")).to_contain_text("hidden")
    expect(desk.tile("A quarter or more")).to_contain_text("hidden")
    assert NUMBER.findall(desk.tiles.inner_text()) == ["60"]


def test_where_every_row_is_hidden_the_sums_stay_and_no_bar_is_drawn(desk: Desk, engine_of: Engine) -> None:
    freeze(engine_of, scattered())

    page = desk.open()

    assert {row for row, _ in desk.table("Table of employers and issues")} == {"All employers"}
    expect(page.get_by_text("no single employer can be shown")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)


def test_the_first_release_is_measured_against_none(desk: Desk, engine_of: Engine) -> None:
    before, few = islice(windows_before(), 2)
    freeze(engine_of, full()[:43], few)
    freeze(engine_of, full(), before)

    desk.open()

    expect(desk.tile("Workers counted")).to_contain_text("the first release: none to compare with")


def test_an_address_of_no_release_leads_to_the_newest(desk: Desk, engine_of: Engine) -> None:
    two_releases(engine_of)

    page = desk.open("overview/2020-01-05")
    expect(page.get_by_text("There is no such release")).to_be_visible()
    page.get_by_role("link", name="Show the newest").press("Enter")

    expect(desk.tile("Workers counted")).to_contain_text("150")


def test_without_a_network_it_says_so_and_a_press_brings_the_release(desk: Desk, engine_of: Engine) -> None:
    three, two, one = islice(windows_before(), 3)
    for window, fewer in ((one, 40), (two, 30), (three, 0)):
        freeze(engine_of, full(fewer), window)
    page = desk.open()
    desk.context.set_offline(True)
    expect(page.get_by_text("No network now.")).to_be_visible()

    picker = page.get_by_role("combobox", name="Release")
    picker.select_option(one.last_day.isoformat())
    kept = page.get_by_text(f"The server cannot be reached. Look at your network. {STILL}")
    expect(kept).to_be_visible()
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=re.compile("."))).to_have_count(1)
    expect(desk.tile("Workers counted")).to_contain_text("150")
    expect(picker).to_have_value(three.last_day.isoformat())

    desk.context.set_offline(False)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(desk.tile("Workers counted")).to_contain_text("110")
    expect(picker).to_have_value(one.last_day.isoformat())
    expect(kept).to_have_count(0)


def test_without_a_network_a_release_that_came_before_is_shown_again(desk: Desk, engine_of: Engine) -> None:
    two_releases(engine_of)
    page = desk.open()
    expect(desk.tile("Workers counted")).to_contain_text("150")
    desk.context.set_offline(True)

    page.get_by_role("combobox", name="Release").select_option("2026-10-11")
    expect(desk.tile("Workers counted")).to_contain_text("120")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    page.get_by_role("link", name="Partners").click()
    page.get_by_role("heading", name="Overview", level=1).wait_for(state="detached")
    page.go_back()
    expect(desk.tile("Workers counted")).to_contain_text("120")
    page.go_back()
    expect(desk.tile("Workers counted")).to_contain_text("150")


def test_where_the_bars_cannot_be_loaded_the_table_stands(desk: Desk, engine_of: Engine) -> None:
    two_releases(engine_of)
    desk.page.route("**/desk/assets/plot-*", lambda route: route.abort())

    page = desk.open()

    expect(page.get_by_text("The bars could not be loaded")).to_be_visible()
    assert desk.table("Table of employers and issues")["All employers", "All"] == "150"


def test_the_drawing_of_bars_is_not_fetched_before_there_is_one(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url))

    desk.open()
    expect(desk.page.get_by_role("heading", name="No release yet")).to_be_visible()

    assert any("OverviewScreen" in url for url in asked)
    assert not [url for url in asked if "plot-" in url]


def test_figures_are_asked_for_while_the_code_of_their_screen_is_still_coming(
    desk: Desk, engine_of: Engine
) -> None:
    two_releases(engine_of)
    page, held = desk.page, list[Route]()
    page.route("**/desk/assets/OverviewScreen-*.js", lambda route: held.append(route))  # noqa: PLW0108  (playwright marks the function it is given)

    with page.expect_request("**/v1/releases/2026-11-08"):
        page.goto(f"{desk.town.url}/desk?lang=en&held#/overview")
    while not held:
        page.wait_for_timeout(20)
    expect(desk.tiles).to_have_count(0)
    held[0].continue_()

    expect(desk.tile("Workers counted")).to_contain_text("150")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_fits_a_phone_and_a_desk_and_breaks_no_rule_of_access(
    desk: Desk, engine_of: Engine, language: str, theme: str
) -> None:
    found: dict[str, object] = {}

    def look(state: str, place: str = "overview") -> None:
        page = desk.open(place, language)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            found[f"{state} {viewport['width']}"] = faults(page)

    desk.wear(theme)
    look("none")
    few, three = islice(windows_before(), 2)
    freeze(engine_of, full()[:43], three)
    look("few")
    freeze(engine_of, full(), few)
    look("full")
    look("unknown", "overview/2020-01-05")
    forget_releases(engine_of)
    freeze(engine_of, scattered())
    look("hidden")

    assert {state: what for state, what in found.items() if what} == {}
