"""What must be true of the shipped data, and that each check really complains."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from api.reference.checks import check, complaints
from api.reference.files import Data, read


def test_the_shipped_data_has_nothing_to_complain_about() -> None:
    assert check() == []


def row(data: Data, **found: Any) -> int:
    return next(i for i, r in enumerate(data.wages) if all(getattr(r, k) == v for k, v in found.items()))


def with_row(change: dict[str, Any], **found: Any) -> Data:
    data = read()
    wages = list(data.wages)
    at = row(data, **found)
    wages[at] = wages[at].model_copy(update=change)
    return data._replace(wages=wages)


def spoiled_line() -> Data:
    data = read()
    china = data.helplines.countries["CN"]
    lines = [line.model_copy(update={"sources": []}) for line in china.lines]
    countries = data.helplines.countries | {"CN": china.model_copy(update={"lines": lines})}
    return data._replace(helplines=data.helplines.model_copy(update={"countries": countries}))


def spoiled_pattern(**change: Any) -> Data:
    data = read()
    signs = [
        sign.model_copy(update=change) if sign.id == "deposit_or_bond" else sign
        for sign in data.patterns.patterns
    ]
    return data._replace(patterns=data.patterns.model_copy(update={"patterns": signs}))


BROKEN: dict[str, tuple[Callable[[], Data], str]] = {
    "a read row without a source": (lambda: with_row({"source": None}, region="CN-11"), "needs a source"),
    "a row from memory with a source": (
        lambda: with_row({"source": "w01"}, region="IN-DL", group="skilled"),
        "needs a source",
    ),
    "an unknown source": (lambda: with_row({"source": "w99"}, region="CN-11"), "unknown source"),
    "an amount of zero": (
        lambda: with_row({"hour": Decimal(0)}, region="GB", group="age_21"),
        "not above zero",
    ),
    "a read cell that is empty": (
        lambda: with_row({"hour": None, "hour_kind": None}, region="CN-11"),
        "empty",
    ),
    "a region that is missing": (lambda: with_row({"status": "partial"}, region="CN-63"), "30 mainland"),
    "tiers that rise": (
        lambda: with_row(
            {"month": Decimal(3000), "hour": Decimal(30)}, region="CN-13", tier="2", status="ok"
        ),
        "do not fall",
    ),
    "an amount that fell": (
        lambda: with_row({"month": Decimal(2300), "hour": Decimal(24)}, region="CN-12", status="ok"),
        "fell on 2026-01-01",
    ),
    "an unknown currency": (
        lambda: with_row({"currency": "XXX"}, region="GB", group="age_21"),
        "XXX is missing",
    ),
    "an unknown tier": (lambda: with_row({"tier": "9"}, region="VN", tier="I"), "no tier 9"),
    "a line without a source": (spoiled_line, "cn_12333 has no source"),
    "a sign that misses its example": (
        lambda: spoiled_pattern(hits=["普通的一天", "a", "b"]),
        "does not see its own example",
    ),
    "an honest text that alarms": (
        lambda: spoiled_pattern(misses=["先交押金", "a", "b"]),
        "honest text of deposit_or_bond alarms",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_fault_in_the_data_is_named(broken: str) -> None:
    spoil, words = BROKEN[broken]

    assert [complaint for complaint in complaints(spoil()) if words in complaint]


def test_thirty_one_regions_and_the_places_beside_them_have_names_in_both_languages() -> None:
    places = read().places.countries

    assert len(places["CN"].regions) == 31
    assert {"HK", "MO", "TW"} <= set(places)
    assert all(region.zh and region.en for region in places["CN"].regions.values())


def test_each_sign_has_three_examples_and_three_honest_near_misses() -> None:
    for sign in read().patterns.patterns:
        assert min(len(sign.hits), len(sign.misses)) >= 3, sign.id
        chinese = [any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in sign.misses]
        assert True in chinese, sign.id
        assert False in chinese, sign.id


def test_the_cards_never_print_sixty_days_as_a_deadline_but_warn_of_it() -> None:
    card = {card.id: card for card in read().rights.cards}["one_year"]

    assert "旧规定" in (card.text.zh or "")
    assert "older rule" in card.text.en
    others = [c for c in read().rights.cards if c.id != "one_year"]
    assert not [c.id for c in others if "60" in c.text.en or "60" in (c.text.zh or "")]


def test_minor_digits_are_those_of_iso_4217() -> None:
    digits = {code: n for n, codes in read().currencies.digits.items() for code in codes}

    assert len(digits) >= 60
    assert (digits["CNY"], digits["JPY"], digits["VND"], digits["UGX"]) == (2, 0, 0, 0)
    assert (digits["TND"], digits["KWD"], digits["MGA"], digits["COP"]) == (3, 3, 2, 2)


def test_nothing_in_the_data_was_checked_in_the_future() -> None:
    assert all(row.seen_on is None or row.seen_on <= date(2026, 11, 22) for row in read().wages)
