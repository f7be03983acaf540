"""What the invented people log: enough of everything, and the same each time."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from api.demo.crews import FIRMS
from api.demo.life import life
from api.demo.people import people
from api.demo.rows import Row
from api.demo.service.phones import PURPOSES
from api.reference.files import read
from api.worklog.kinds import Activity, Reason
from tests.house.files import ROOT

FOUNDED, UNTIL = date(2026, 8, 17), date(2026, 11, 21)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for person in people() for row in life(person, FOUNDED, UNTIL)]


def test_a_life_told_in_parts_is_the_life_told_at_once() -> None:
    person = people()[0]
    whole = life(person, FOUNDED, UNTIL)

    part = life(person, FOUNDED, date(2026, 10, 11))

    assert part == [row for row in whole if row.on <= date(2026, 10, 11)]
    assert len(whole) > len(part) > 100


def test_everything_there_is_to_log_is_logged(rows: list[Row]) -> None:
    visitor = life(people()[0], FOUNDED, UNTIL)

    assert {row.kind for row in rows} == {
        "employer",
        "engagement",
        "time_entry",
        "batch",
        "payment",
        "deduction",
        "cost",
    }
    assert {row.body["activity"] for row in rows if row.kind == "time_entry"} == {*Activity}
    assert {row.body["reason"] for row in rows if row.kind == "batch"} >= {*Reason} - {
        Reason.OTHER,
        Reason.ACCOUNT_CLOSED,
    }
    assert any("note" in row.private for row in visitor)


def test_four_currencies_are_paid_and_pay_comes_late_short_or_never(rows: list[Row]) -> None:
    terms = {str(row.id): row.body for row in rows if row.kind == "engagement"}
    paid = Counter(str(row.body["engagement_id"]) for row in rows if row.kind == "payment")

    assert {body["currency"] for body in terms.values()} == {"CNY", "KES", "PHP", "BRL"}
    assert len({(body["place"]["country"], body["place"]["region"]) for body in terms.values()}) == 6
    assert len(set(paid.values())) > 3  # some of their pay never came
    assert any(row.body.get("form") == "advance" for row in rows)


def test_ids_sort_by_when_they_were_made_as_a_phones_do() -> None:
    made = life(people()[0], FOUNDED, UNTIL)

    assert all(one.id < two.id for one, two in pairwise(made) if (one.on, one.minute) < (two.on, two.minute))
    assert {row.id.version for row in made} == {7}
    assert len({row.id for row in made}) == len(made)


def test_a_chain_of_eight_firms_leads_from_a_client_to_an_agent() -> None:
    by_id = {firm.id: firm for firm in FIRMS}
    chain = ["demo_three_kettles"]

    while above := by_id[chain[-1]].client:
        chain.append(above)

    assert len(FIRMS) == 8
    assert [by_id[id_].kind.value for id_ in chain] == ["agent", "centre", "contractor", "client"]


def test_they_agree_to_the_texts_by_which_the_app_asks() -> None:
    texts = (ROOT / "frontend/lib/consents.ts").read_text()

    assert [
        f"{purpose}: '{text}'" for purpose, text in PURPOSES.items() if f"{purpose}: '{text}'" not in texts
    ] == []


def test_no_firm_of_the_town_is_one_of_the_reference_directory() -> None:
    known = {name.casefold() for row in read().platforms for name in (row.id, *row.names)}

    named = {name.casefold() for firm in FIRMS for name in (firm.id, firm.name_en, firm.name_zh)}

    assert not known & named
