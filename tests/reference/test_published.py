"""What leaves the data for a phone: only what was read in a source."""

import gzip
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from api.reference.files import read
from api.reference.floors import published_floors, successor
from api.reference.publish import publish
from api.reference.published import compact, digest, published

FLOORS: list[dict[str, Any]] = published_floors(read().wages)


@cache
def files() -> dict[str, dict[str, Any]]:
    return published(read())


def floor(region: str, tier: str, since: str, group: str | None = None) -> dict[str, Any]:
    wanted = {"region": region, "tier": tier, "since": since, "group": group}
    return next(row for row in FLOORS if wanted.items() <= row.items())


def test_no_row_from_memory_and_no_proposal_is_published() -> None:
    hidden = [row for row in read().wages if not row.read or row.status == "proposed"]

    assert {row.country for row in hidden} >= {"VE", "EG", "NP", "BD", "MG"}
    assert len(hidden) + len(FLOORS) == len(read().wages)
    assert not [row for row in FLOORS if row["region"] in {"IN-DL", "PH-07", "PH-40", "VE", "EG"}]


def test_only_cells_that_were_read_are_published() -> None:
    row = next(row for row in read().wages if row.region == "CN-11" and row.status == "ok")

    (shown,) = published_floors([row.model_copy(update={"read": frozenset({"month"})})])

    assert row.hour is not None
    assert (shown["hour"], shown["hour_kind"], shown["month"]) == (None, None, "2540")


def test_an_amount_ends_the_day_before_the_next_one_begins() -> None:
    assert floor("CN-12", "single", "2025-07-01")["until"] == "2025-12-31"
    assert floor("CN-12", "single", "2026-01-01")["until"] is None
    assert floor("DE", "", "2026-01-01")["until"] == "2026-12-31"


def test_a_tier_that_was_abolished_ends_when_its_region_was_redrawn_and_proves_only_below() -> None:
    row = floor("CN-62", "4", "2025-07-01")

    assert row["until"] == "2025-11-30"
    assert row["proves"] == "below"


def test_what_an_amount_proves_follows_from_how_it_was_read() -> None:
    assert floor("CN-12", "single", "2026-01-01")["proves"] == "both"
    assert (
        floor("CN-12", "single", "2025-07-01")["proves"] == "below"
    )  # the next row's true start was not read
    assert floor("CN-13", "1", "2025-07-01")["proves"] == "both"  # the next row's start was read
    assert floor("IN", "A", "2024-10-01", "skilled")["proves"] == "below"  # lower bound
    assert {row["proves"] for row in FLOORS if row["status"] not in {"ok", "superseded"}} == {"below"}


def test_an_amount_counts_as_old_half_a_year_after_it_was_seen() -> None:
    until = (date(2026, 11, 22) + timedelta(days=183)).isoformat()

    assert {row["trusted_until"] for row in FLOORS} == {until}


def test_the_rules_of_china_are_those_of_its_laws() -> None:
    rule = files()["floors"]["rules"]["CN"]

    assert (rule["hours_per_month"], rule["day_minutes"], rule["week_minutes"]) == ("174", 480, 2400)
    assert rule["part_time"] == {"day_minutes": 240, "week_minutes": 1440}
    assert rule["insurance"] == {"CN-11": "on_top", "CN-31": "on_top"}
    assert rule["counts"] == {"paperwork": None, "travel": None}


def test_hours_that_nobody_read_stay_unknown() -> None:
    rules = files()["floors"]["rules"]

    assert "DE" not in rules
    assert "VE" not in rules
    assert rules["BR"]["hours_per_month"] is None
    assert rules["PH"]["week_minutes"] is None


def test_only_lines_that_were_read_are_published_and_hours_are_always_named() -> None:
    told = json.dumps(files()["help"], ensure_ascii=False)
    lines = [
        line for place in files()["help"]["countries"].values() for line in place["lines"] + place["hotlines"]
    ]

    assert "12355" not in told  # a youth line nobody has checked
    assert "0800 722 203" not in told
    assert all("hours" in line and line["numbers"] for line in lines)
    assert all(line["hours"] for line in lines if line["always_open"])
    assert "(memory)" not in told


def test_emergency_numbers_are_published_only_where_they_were_read() -> None:
    places = files()["help"]["countries"]

    assert [number["number"] for number in places["CN"]["emergency"]] == ["110", "120"]
    assert [number["number"] for number in places["BR"]["emergency"]] == ["192"]
    assert places["PH"]["emergency"] == []


def test_a_domain_from_memory_is_not_in_the_directory() -> None:
    by_id = {employer["id"]: employer for employer in files()["directory"]["employers"]}

    assert "domain" not in by_id["comeup"]
    assert by_id["mturk"]["closed_on"] == "2026-09-30"
    assert "longmao" not in by_id


def test_no_published_file_carries_the_examples_or_the_notes() -> None:
    signs = read().patterns.patterns

    assert not [s.id for s in signs if s.hits[0] in json.dumps(files()["check"], ensure_ascii=False)]


def test_the_files_are_small_enough_for_a_slow_network(tmp_path: Path) -> None:
    sizes = publish(tmp_path)
    budget = {
        "floors": 9,
        "places": 8,
        "check": 13,
        "signs": 9,
        "help": 9,
        "rights": 6,
        "directory": 5,
        "tasks": 5,
    }

    assert not {name: size for name, size in sizes.items() if size > budget[name] * 1024}
    for name, body in files().items():
        raw = (tmp_path / f"{name}.json").read_bytes()
        assert raw == compact(body)
        assert len(gzip.compress(raw, 9, mtime=0)) == sizes[name]


def test_a_files_version_is_the_hash_of_its_bytes_whatever_the_order_of_its_keys() -> None:
    assert digest({"a": 1, "b": "汉"}) == digest({"b": "汉", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_ids_of_floors_are_unique() -> None:
    assert len({row["id"] for row in published_floors(read().wages)}) == len(FLOORS)


def test_a_row_of_another_group_does_not_end_an_amount_that_still_holds() -> None:
    wages = read().wages
    clerk = next(row for row in wages if row.region == "KE" and row.group == "general_clerk")

    assert successor(clerk, wages) is None
