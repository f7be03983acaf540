"""Which consents stand: the same cases as the phone's, in whatever order they come."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from api.accounts.consents import standing
from api.accounts.schemas import ConsentKept, WithdrawalKept
from api.schema import iso_day

FOLDER = Path(__file__).parents[1] / "vectors" / "consents"
CASES = [case for path in sorted(FOLDER.glob("*.json")) for case in json.loads(path.read_text())["cases"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['title']}")
def test_a_consent_stands_as_was_worked_out_by_hand_in_every_order(case: dict[str, Any]) -> None:
    given = [ConsentKept.model_validate(each) for each in case["consents"]]
    withdrawn = [WithdrawalKept.model_validate(each) for each in case["withdrawals"]]
    about = case["organization_id"] and UUID(case["organization_id"])
    today = iso_day(case["today"])

    found = {
        standing(consents, withdrawals, case["purpose"], about, today)
        for consents in permutations(given)
        for withdrawals in permutations(withdrawn)
    }

    assert found == {case["standing"]}


def test_there_are_enough_cases_and_every_id_is_one_of_a_kind() -> None:
    assert len(CASES) >= 12
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["standing"] for case in CASES} == {True, False}
