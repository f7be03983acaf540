"""Asking the service for the figures of pay."""

from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient

from api.reference.service import wage_reference


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
