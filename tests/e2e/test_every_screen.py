"""Every screen in every look, language and width: what tools can see, and what only our own measures can."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.e2e.phone import ROOT, Phone, Service
from tests.e2e.screens import SCREENS, dress, seed, show
from tests.e2e.steps import until

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
MEASURE = ROOT / "tests/e2e/measure.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THEMES = {"zh-CN": ["light", "dark", "sunlight"], "en": ["light"], "en-XA": ["light"], "ar-XB": ["light"]}
LANGUAGES = list(THEMES)
DRESSED = [("zh-CN", "light"), ("zh-CN", "dark"), ("en", "light"), ("ar-XB", "light")]
TALL: ViewportSize = {"width": 360, "height": 740}
NARROW: ViewportSize = {"width": 320, "height": 640}
READING = {"period", "rejected", "sheet", "jobs"}  # pages that end with what can be done with them

Found = dict[str, dict[str, list[str]]]  # rule -> screen -> what was found there
Walked = Callable[[str], Found]


@pytest.fixture(scope="module")
def walked(playwright: Playwright, service: Service) -> Walked:
    """Walk all screens once a language, on a phone with two months in its notebook."""
    kept: dict[str, Found] = {}

    def of(language: str) -> Found:
        if language not in kept:
            phone = Phone(playwright, service.url, language="zh-CN" if language == "zh-CN" else "en")
            try:
                kept[language] = walk(phone, language)
            finally:
                phone.remove()
        return kept[language]

    return of


def walk(phone: Phone, language: str) -> Found:
    page = phone.open(f"/?lang={language}")
    page.emulate_media(reduced_motion="reduce")  # what is turning would be measured askew
    page.evaluate(AXE.read_text())
    page.evaluate(MEASURE.read_text())
    found: Found = defaultdict(dict)
    job = seed(page, language=language)
    for theme in THEMES[language]:
        dress(page, theme)
        until(page, f"document.documentElement.dataset.theme === '{theme}'")
        for name, place in SCREENS.items():
            stand(page, place, job)
            looked(page, found, name, theme)
            if theme == "light":
                measured(page, found, name)
        for name in moments(page, job):
            looked(page, found, name, theme)
            if theme == "light":
                measured(page, found, name)
    if language in {"zh-CN", "en"}:
        by_tab(page, found, job, "Tab" if language == "en" else "Shift+Tab")
        large_letters(page, found, job)
    own = {phone.url}
    found["network"]["all"] = sorted({r.url for r in phone.sent if "/".join(r.url.split("/")[:3]) not in own})
    found["console"]["all"] = phone.errors
    return found


def stand(page: Page, place: str, job: str) -> None:
    """Show a screen with all its parts open, from its top."""
    show(page, place, job)
    until(page, "!document.querySelector('main > p.quiet:only-child')")
    page.evaluate("scrollTo(0, 0); window.reach = measure.outOfReach(); measure.unfold()")


def moments(page: Page, job: str) -> Iterator[str]:
    """Bring up what no address leads to: a verdict, a refused form, the timer's three faces."""
    stand(page, SCREENS["check"], job)
    page.locator("main textarea").fill("日结300，先交199元培训费领账号 pay a fee of 199 first")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main .verdict-stop")).to_be_visible()
    yield "verdict"
    page.locator("main .two .btn").first.click()  # the next advert starts empty
    stand(page, SCREENS["job"], job)
    page.locator("main button[type=submit]").click()
    expect(page.locator("main .wrong").first).to_be_visible()
    yield "refused"
    stand(page, SCREENS["today"], job)
    page.locator("main .foot > .btn").click()
    expect(page.locator("dialog")).to_be_visible()
    yield "timer asks"
    page.locator("dialog [role=group] .btn").first.click()
    expect(page.get_by_role("timer")).to_be_visible()
    yield "timer runs"
    page.locator("main .card.teal .btn.white").click()
    expect(page.locator(".said .note")).to_be_visible()
    yield "said"


def looked(page: Page, found: Found, name: str, theme: str) -> None:
    """Colours, and in ordinary light and in the dark all that axe knows."""
    least, large = (7, 7) if theme == "sunlight" else (4.5, 3)
    found[f"pale {theme}"][name] = page.evaluate(f"measure.pale({least}, {large})")
    if theme != "sunlight":
        options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}
        page.evaluate("measure.loose(true)")
        rules = page.evaluate("options => axe.run(document, options)", options)["violations"]
        page.evaluate("measure.loose(false)")
        found[f"axe {theme}"][name] = [
            f"{r['id']}: {[n['html'][:160] for n in r['nodes'][:3]]}" for r in rules
        ]


def measured(page: Page, found: Found, name: str) -> None:
    """Sizes and places, on an ordinary phone and on a narrow one."""
    for rule in ("small", "zooming", "sideways", "clipped", "unmirrored"):
        found[rule][name] = page.evaluate(f"measure.{rule}()")
    found["outOfReach"][name] = page.evaluate("window.reach")
    said = "[...document.querySelectorAll('.said[role=status][aria-live]')].length"
    found["silent"][name] = [] if page.evaluate(said) == 1 else ["no one place that says what was done"]
    found["html"][name] = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    page.set_viewport_size(NARROW)
    for rule in ("small", "sideways", "clipped"):
        found[f"{rule} narrow"][name] = page.evaluate(f"measure.{rule}()")
    page.set_viewport_size(TALL)


def by_tab(page: Page, found: Found, job: str, key: str) -> None:
    """Step through each screen with the keyboard, from its top or back from its tabs."""
    until(
        page, "!document.querySelector('.said .note')"
    )  # a word that leaves by itself covers nothing for long
    start = "#main" if key == "Tab" else "nav.tabs a"
    for name, place in SCREENS.items():
        stand(page, place, job)
        page.evaluate("start => document.querySelector(start).focus()", start)
        found["focus"][name] = []
        for _ in range(150):
            page.keyboard.press(key)
            at = page.evaluate("measure.covered()")
            if at is None or at["end"]:
                break
            found["focus"][name] += [at["hidden"]] if at["hidden"] else []


def large_letters(page: Page, found: Found, job: str) -> None:
    page.evaluate("measure.letters(2)")
    for name, place in SCREENS.items():
        stand(page, place, job)
        found["sideways doubled"][name] = page.evaluate("measure.sideways()")
        found["clipped doubled"][name] = page.evaluate("measure.clipped()")
    page.evaluate("measure.letters(0.5)")


def bad(found: Found, *rules: str) -> dict[str, list[str]]:
    """Give the screens where one of the rules was broken; every screen must have been measured."""
    for rule in rules:
        assert set(found[rule]) >= set(SCREENS), f"{rule} was not measured on every screen"
    return {f"{screen}: {rule}": what for rule in rules for screen, what in found[rule].items() if what}


@pytest.mark.parametrize(("language", "theme"), DRESSED)
def test_no_screen_breaks_a_rule_of_wcag_that_axe_knows(walked: Walked, language: str, theme: str) -> None:
    assert bad(walked(language), f"axe {theme}") == {}


@pytest.mark.parametrize(("language", "theme"), [*DRESSED, ("zh-CN", "sunlight")])
def test_words_stand_out_from_their_ground_and_in_the_sun_by_seven(
    walked: Walked, language: str, theme: str
) -> None:
    assert bad(walked(language), f"pale {theme}") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_can_be_pressed_is_as_large_as_a_thumb(walked: Walked, language: str) -> None:
    assert bad(walked(language), "small", "small narrow") == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_main_button_lies_in_reach_of_the_thumb(walked: Walked, language: str) -> None:
    found = walked(language)
    reached = {screen: what for screen, what in found["outOfReach"].items() if screen not in READING}

    assert len(reached) > 20
    assert {screen: what for screen, what in reached.items() if what} == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_bar_lies_over_what_has_the_focus(walked: Walked, language: str) -> None:
    """Forwards in one language, backwards in the other (WCAG 2.4.11)."""
    assert bad(walked(language), "focus") == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_field_makes_the_phone_zoom(walked: Walked, language: str) -> None:
    assert bad(walked(language), "zooming") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways_and_no_word_is_cut(walked: Walked, language: str) -> None:
    assert bad(walked(language), "sideways", "sideways narrow", "clipped", "clipped narrow") == {}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_letters_twice_as_large_still_fit(walked: Walked, language: str) -> None:
    assert bad(walked(language), "sideways doubled", "clipped doubled") == {}


def test_arrows_point_the_way_of_the_writing(walked: Walked) -> None:
    assert bad(walked("ar-XB"), "unmirrored") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_its_language_and_direction(walked: Walked, language: str) -> None:
    told = {tuple(each) for each in walked(language)["html"].values()}

    assert told == {(language, "rtl" if language == "ar-XB" else "ltr")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_one_place_that_says_what_was_done(walked: Walked, language: str) -> None:
    assert bad(walked(language), "silent") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_asks_another_site_or_complains_in_the_console(walked: Walked, language: str) -> None:
    found = walked(language)

    assert found["network"]["all"] == []
    assert found["console"]["all"] == []
