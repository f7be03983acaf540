"""The overview as it looks: in another theme or language, on a phone, at 200 %, on paper."""

import re
from itertools import islice

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk_releases import freeze, full, windows_before
from tests.e2e.desk_seen import NARROW, Desk
from tests.e2e.steps import until

pytestmark = pytest.mark.browser

BAR = """() => { const canvas = document.querySelector('.plot canvas');
  return [...canvas.getContext('2d').getImageData(8, Math.round(canvas.height / 6), 1, 1).data].join(); }"""
SIDEWAYS = "box => [box.scrollWidth > box.clientWidth, getComputedStyle(box).backgroundImage]"
LIT = "link => getComputedStyle(link).backgroundColor"


@pytest.fixture
def page(desk: Desk) -> Page:
    """The desk with two releases."""
    (before,) = islice(windows_before(), 1)
    freeze(desk.town.engine, full(fewer=30), before)
    freeze(desk.town.engine, full())
    return desk.open()


def test_another_theme_gives_the_bars_its_colour(page: Page) -> None:
    expect(page.locator(".plot canvas")).to_be_visible()
    theme = page.get_by_label("Theme")
    theme.select_option("light")
    until(page, f"({BAR})() === '14,107,94,255'")

    theme.select_option("dark")

    until(page, f"({BAR})() === '63,184,164,255'")


def test_a_state_is_said_anew_in_the_language_that_is_picked(page: Page) -> None:
    page.get_by_text("Cite this").press("Enter")
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_text(re.compile("^(Copied|Could not be copied)"))).to_be_visible()

    page.get_by_label("Language").select_option("zh-CN")

    expect(page.get_by_text(re.compile("^(复制好了|复制不了)"))).to_be_visible()
    expect(page.get_by_text(re.compile("^(Copied|Could not be copied)"))).to_have_count(0)


def test_the_screen_that_is_open_stays_marked_under_the_pointer(page: Page) -> None:
    here, there = page.get_by_role("link", name="Overview"), page.get_by_role("link", name="Partners")
    marked, plain = here.evaluate(LIT), there.evaluate(LIT)
    assert marked != plain

    here.hover()
    assert here.evaluate(LIT) == marked
    there.hover()
    assert there.evaluate(LIT) != plain


def test_on_a_phone_all_comes_first_gaps_are_marks_and_the_edge_says_that_there_is_more(
    desk: Desk, page: Page
) -> None:
    wide = desk.table("Table of employers and issues")
    page.set_viewport_size(NARROW)

    region = page.get_by_role("region", name="Table of employers and issues")
    everybody = region.get_by_role("columnheader", name="All", exact=True).bounding_box()
    assert everybody
    assert everybody["x"] + everybody["width"] <= NARROW["width"]
    wider, shade = region.evaluate(SIDEWAYS)
    assert wider
    assert shade.count("gradient") == 2
    hidden = region.get_by_role("cell", name="hidden").first
    expect(hidden.locator(".mark")).to_be_visible()
    box = hidden.locator(".said").bounding_box()
    assert box
    assert box["width"] <= 1  # not to be seen, and still read out
    expect(page.locator("p .mark").first).to_be_visible()  # beside the word that explains it
    assert desk.table("Table of employers and issues") == wide


def test_at_200_percent_no_tile_stands_alone_beside_a_gap(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 430})  # 1280 px at 200 %

    tiles = page.get_by_role("list", name="In short")
    whole = tiles.bounding_box()
    first, second, third = [tile.bounding_box() for tile in tiles.get_by_role("listitem").all()]
    assert whole
    assert first
    assert second
    assert third
    assert first["width"] == pytest.approx(whole["width"], abs=1)
    assert second["y"] == third["y"] > first["y"]


def test_on_paper_it_says_whose_release_it_is_and_of_which_problem_the_bars_are(page: Page) -> None:
    page.get_by_role("combobox", name="Main problem").select_option("deduction")
    expect(page.get_by_text("Gongyou release 2026-11-08 (12 Oct – 8 Nov 2026)")).to_be_hidden()

    page.emulate_media(media="print")

    try:
        expect(page.get_by_text("a private test server · Gongyou release 2026-11-08 (12 Oct")).to_be_visible()
        expect(page.locator(".hurts-head b")).to_have_text("deductions")
        expect(page.locator(".hurts-head b")).to_be_visible()
        expect(page.locator("select:visible")).to_have_count(0)
    finally:
        page.emulate_media(media="null")
