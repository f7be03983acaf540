"""The overview in a real browser: it shows what a release says, and no other figure of anybody."""

import csv
import json
import re
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import expect

from api.settings import Settings
from tests.e2e.desk_releases import freeze, full, windows_before
from tests.e2e.desk_seen import NUMBER, Desk, figures
from tests.e2e.steps import until

pytestmark = pytest.mark.browser

TABLES = ["Table of employers and issues", "Table of regions and time without pay"]
ISSUES = {
    "rejected": "rejected",
    "below_floor": "below min. wage",
    "unpaid_training": "unpaid training",
    "deduction": "deductions",
    "late_pay": "late pay",
    "none": "none of these",
    "*": "All",
}
SHARES = {
    "zero": "none",
    "under_10": "under 10\u00a0%",
    "under_25": "10 to 25\u00a0%",
    "under_50": "25 to 50\u00a0%",
    "half_or_more": "half or more",
    "*": "All",
}
REGIONS = {
    "CN-41": "Henan",
    "CN-52": "Guizhou",
    "KE": "Kenya",
    "PH-00": "National Capital Region (Metro Manila)",
    "*": "All regions",
}
FITS = """(() => { const plot = document.querySelector('.plot');
  return plot.firstElementChild.offsetWidth === plot.clientWidth; })()"""
# the length of each bar, in pixels of its canvas: what is not transparent, along the middle of its line
LENGTHS = """rows => { const canvas = document.querySelector('.plot canvas');
  const pen = canvas.getContext('2d'), high = canvas.height / rows;
  return [...Array(rows).keys()].map((row) => {
    const line = pen.getImageData(0, Math.round((row + 0.5) * high), canvas.width, 1).data;
    return line.filter((value, i) => i % 4 === 3 && value > 128).length; }); }"""


@pytest.fixture
def document(desk: Desk) -> dict[str, Any]:
    """Two releases; what the newest one says."""
    (before,) = islice(windows_before(), 1)
    freeze(desk.town.engine, full(fewer=30), before)
    said: dict[str, Any] = json.loads(freeze(desk.town.engine, full()).document)
    return said


def test_the_tables_say_what_the_document_says_and_hidden_where_it_says_nothing(
    desk: Desk, document: dict[str, Any]
) -> None:
    desk.open()

    named = {row["key"]: row["name_en"] for row in document["tables"][0]["rows"]}
    employers = named | {"other": "other employers", "*": "All employers"}
    for which, (rows, columns) in enumerate([(employers, ISSUES), (REGIONS, SHARES)]):
        told = figures(document, which)
        shown = desk.table(TABLES[which])
        figured = {place: text for place, text in shown.items() if text != "hidden"}
        assert figured == {(rows[row], columns[column]): str(told[row, column]) for row, column in told}
        assert len(shown) == (len(document["tables"][which]["rows"]) + 1) * len(columns)
        assert len(shown) > len(told) > 10


def test_every_number_is_a_figure_of_a_release(desk: Desk, document: dict[str, Any]) -> None:
    cells = {workers for which in (0, 1) for workers in figures(document, which).values()}
    shares = figures(document, 1)
    quarter = shares["*", "under_50"] + shares["*", "half_or_more"]

    desk.open()

    counted = desk.tile("Workers counted")
    expect(counted).to_contain_text("150")
    expect(counted).to_contain_text("+30 against the release before (120)")
    most = desk.tile("Most common main problem")
    expect(most).to_contain_text(f"about {figures(document, 0)['*', 'rejected']} workers")
    quarters = desk.tile("A quarter or more")
    expect(quarters).to_contain_text(str(quarter))
    expect(quarters).to_contain_text(f"of about {document['workers']} workers")
    steps = {document["k"], document["rounded_to"]}  # of which the lines under the tables speak
    assert desk.numbers(without="select, thead, .made") - cells == ({quarter, 30, 120} | steps) - cells


def test_the_box_about_the_method_has_the_numbers_of_the_document(
    desk: Desk, document: dict[str, Any]
) -> None:
    page = desk.open()

    facts = page.get_by_role("definition").all_inner_texts()[:-1]  # the last is the key
    numbers = {int(one) for one in NUMBER.findall(re.sub(r"\d+ \w+ 2026|2026-11-08", "", " ".join(facts)))}
    days, k = 28, document["k"]
    assert numbers == {document["workers"], days, k, k - 1, document["method"], document["number"]}
    expect(page.get_by_text(f"may still include up to {k - 1} who have left")).to_be_visible()
    expect(page.get_by_text("12 Oct 2026 to 8 Nov 2026")).to_be_visible()


def test_it_says_that_each_worker_is_counted_once_and_that_figures_do_not_add_up(
    desk: Desk, document: dict[str, Any]
) -> None:
    page = desk.open()

    for title in ("Where it hurts: the main problem", "Time without pay, by region"):
        card = page.get_by_role("region", name=title)
        expect(card.get_by_text("Each worker once")).to_be_visible()
        expect(card.get_by_text("Figures do not add up")).to_be_visible()
    expect(page.get_by_text("each worker is counted once in each table")).to_be_visible()
    expect(page.get_by_text(f"About {document['workers']} workers: with an account")).to_be_visible()


def test_another_release_is_picked_by_the_keys_and_has_an_address_of_its_own(
    desk: Desk, document: dict[str, Any]
) -> None:
    page = desk.open()
    picker = page.get_by_role("combobox", name="Release")
    expect(picker.locator("option").first).to_have_text("12 Oct – 8 Nov 2026 (frozen 11 Nov)")

    picker.focus()
    page.keyboard.press("ArrowDown")

    expect(desk.tile("Workers counted")).to_contain_text("120")
    expect(page).to_have_url(re.compile(r"#/overview/2026-10-11$"))
    expect(picker).to_be_focused()
    page.go_back()
    expect(desk.tile("Workers counted")).to_contain_text(str(document["workers"]))


def test_the_table_for_spreadsheets_holds_the_same_figures_and_writes_hidden(
    desk: Desk, document: dict[str, Any]
) -> None:
    page = desk.open()

    with page.expect_download() as coming:
        page.get_by_role("button", name="CSV").press("Enter")

    assert coming.value.suggested_filename == "gongyou-release-2026-11-08.csv"
    raw = coming.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    for which, one in enumerate(document["tables"]):
        mine = {
            (each["row"], each["column"]): each["workers"] for each in lines if each["table"] == one["name"]
        }
        figured = {place: int(workers) for place, workers in mine.items() if workers != "hidden"}
        assert figured == figures(document, which)
        assert len(mine) == (len(one["rows"]) + 1) * (len(one["columns"]) + 1)
    about = {line["row"]: line["text"] for line in lines if line["table"] == "about"}
    for what in ("first_day", "last_day", "frozen_on", "number", "method", "workers", "k", "rounded_to"):
        assert about[what] == str(document[what])
    assert about["host"] == Settings.model_fields["host_name"].default
    key = page.get_by_role("definition").last.inner_text()
    assert about["fingerprint"] == key.replace(" ", "")


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_bars_are_as_long_as_their_figures(desk: Desk, document: dict[str, Any], width: int) -> None:
    told = figures(document, 0)
    wanted = sorted(
        (n for (row, issue), n in told.items() if issue == "rejected" and row != "*"), reverse=True
    )
    page = desk.open()
    expect(page.get_by_role("img", name="Bars: workers whose main problem is rejected work")).to_be_visible()
    expect(page.locator(".plot canvas")).to_be_visible()

    page.set_viewport_size({"width": width, "height": 860})
    until(page, FITS)
    page.wait_for_timeout(100)  # a frame, to be drawn in

    lengths = page.evaluate(LENGTHS, len(wanted))
    assert len(wanted) > 2
    assert lengths[0] > 80
    assert [n / lengths[0] for n in lengths] == pytest.approx([n / wanted[0] for n in wanted], abs=0.03)


def test_another_issue_has_other_bars(desk: Desk, document: dict[str, Any]) -> None:
    page = desk.open()

    picker = page.get_by_role("combobox", name="Main problem")
    picker.select_option("deduction")

    chart = page.get_by_role("img", name="Bars: workers whose main problem is deductions")
    workers = figures(document, 0)["lantern_work", "deduction"]
    expect(chart).to_have_text(re.compile(rf"^Lantern Work\s*{workers}$"))
    assert "none of these" not in picker.locator("option").all_inner_texts()


def test_how_it_is_cited_and_the_signed_file_can_be_taken_away(desk: Desk, document: dict[str, Any]) -> None:
    page = desk.open()

    page.get_by_text("Cite this").press("Enter")
    cited = page.get_by_role("blockquote")
    host = Settings.model_fields["host_name"].default
    expect(cited).to_contain_text(f"{host}: Gongyou release 2026-11-08 (no. 2, rules version 1)")
    expect(cited).to_contain_text(
        "12 Oct – 8 Nov 2026, frozen 11 Nov 2026; about 150 workers, each counted once"
    )
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save the signed file").press("Enter")

    said = json.loads(coming.value.path().read_text())
    assert json.loads(said["document"]) == document
    assert said["signature"]
    saved = coming.value.suggested_filename
    expect(page.get_by_text(f"gongyou release verify {saved} --by {said['fingerprint']}")).to_be_visible()
