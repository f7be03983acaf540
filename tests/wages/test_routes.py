"""Asking the service for the figures of pay."""

from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.reference.service import wage_reference
from api.wages import service
from api.wages.schemas import EstimateIn


def question(**terms: Any) -> dict[str, Any]:
    """Ask about one paid hour in March."""
    job = {
        "id": str(UUID(int=7)),
        "terms": {
            "rates": [{"basis": "hour", "amount": "20"}],
            "currency": "CNY",
            "contract_kind": "part_time",
            "pay_period": {"kind": "month"},
            "place": {"country": "CN", "region": "CN-51", "tier": "1"},
            "began_on": "2026-03-01",
            **terms,
        },
        "entries": [{"worked_on": "2026-03-02", "minutes": 60, "activity": "paid_work"}],
        "payments": [
            {
                "received_on": "2026-04-02",
                "amount_minor": 2000,
                "currency": terms.get("currency", "CNY"),
                "for_period": "2026-03-01",
            }
        ],
    }
    return {"today": "2026-05-01", "first_day": "2026-03-01", "last_day": "2026-03-31", "jobs": [job]}


def test_an_estimate_is_made_with_the_published_floors(client: TestClient) -> None:
    answer = client.post("/v1/wages/estimate", json=question())

    assert answer.status_code == 200
    legal = answer.json()["jobs"][0]["periods"][0]["legal"]
    assert (legal["verdict"], legal["kinds"], legal["due_low_minor"]) == ("below", ["part_time"], 2300)
    assert legal["floors"][0]["id"] in {floor.id for floor in wage_reference().floors}


def test_a_currency_that_the_list_lacks_is_refused_by_name(client: TestClient) -> None:
    answer = client.post("/v1/wages/estimate", json=question(currency="QQQ"))

    assert answer.status_code == 422
    assert answer.json()["code"] == "currency-not-listed"
    assert "QQQ" not in answer.text


def test_periods_at_the_ends_of_the_calendar_are_answered(client: TestClient) -> None:
    asked = question(began_on="2000-01-01", ended_on="2100-12-31", pay_period={"kind": "week"})
    asked |= {"first_day": "2000-01-01", "last_day": "2000-01-31"}

    first = client.post("/v1/wages/estimate", json=asked).json()["jobs"][0]["periods"][0]

    assert (first["starts_on"], first["ends_on"]) == ("1999-12-27", "2000-01-02")


LONG = {"first_day": "2000-01-01", "last_day": "2100-12-31", "today": "2100-12-31"}


def century(kind: str, **terms: Any) -> dict[str, Any]:
    """Ask about a job that ran for a century, with little in it."""
    return question(began_on="2000-01-01", pay_period={"kind": kind}, **terms) | LONG


@pytest.mark.parametrize("kind", ["week", "half_month", "month", "whole"])
def test_a_small_question_about_a_century_of_jobs_is_refused_before_it_is_worked_out(
    client: TestClient, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = []
    monkeypatch.setattr(service, "estimate", lambda *asked: worked_out.append(asked))

    answer = client.post("/v1/wages/estimate", json=century(kind))

    assert (answer.status_code, answer.json()["code"]) == (422, "too-many-days")
    assert worked_out == []


def test_days_of_all_jobs_count_together_and_only_those_within_the_span(client: TestClient) -> None:
    asked = century("week", ended_on="2027-04-30")  # 9,982 days
    job = asked["jobs"][0]

    two = client.post("/v1/wages/estimate", json=asked | {"jobs": [job] * 2})
    three = client.post("/v1/wages/estimate", json=asked | {"jobs": [job] * 3})
    year = client.post("/v1/wages/estimate", json=asked | {"jobs": [job] * 20, "first_day": "2026-01-01"})

    assert (two.status_code, three.status_code, year.status_code) == (200, 422, 200)


def test_of_very_many_wrong_rows_and_fields_only_the_first_are_looked_at() -> None:
    asked = question()
    asked["jobs"][0]["entries"] = [{}] * 5_000
    asked["jobs"] *= 20
    for wrong in (asked, {f"field{n}": n for n in range(50_000)}):
        with pytest.raises(ValidationError) as refused:
            EstimateIn.model_validate(wrong)
        assert refused.value.error_count() <= 20
