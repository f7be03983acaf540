"""Holds the heads of a claim to the given examples, each worked out in `tests/vectors/heads.yaml`."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.wages import heads
from api.wages.heads import Deducted, Pieces

HEADS = Path(__file__).parents[1] / "vectors" / "heads.yaml"
VECTORS: list[dict[str, Any]] = yaml.safe_load(HEADS.read_text())["vectors"]

Given = dict[str, Any]
Sums = dict[str, Any]


def money(given: Given, *names: str) -> list[Decimal]:
    return [Decimal(given[name]) for name in names]


def said(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def overtime(given: Given) -> Sums:
    wage, paid = money(given, "month_wage", "paid_for_overtime")
    claim = heads.overtime(wage, Decimal(given["overtime_hours"]), paid)
    return {"hourly": heads.line(heads.hourly(wage)), "claim": claim}


def rest_day(given: Given) -> Sums:
    wage, paid = money(given, "month_wage", "paid")
    days, off = given["rest_days_worked"], given["days_compensated_by_time_off"]
    return {"claim": heads.rest_days(wage, days, off, paid)}


def public_holiday(given: Given) -> Sums:
    wage, paid = money(given, "month_wage", "paid")
    return {"claim": heads.public_holidays(wage, len(given["holidays_worked"]), paid)}


def top_up_full_time(given: Given) -> Sums:
    minimum, paid, *rest = money(
        given, "minimum_month", "paid_total", "of_which_overtime_pay", "of_which_night_allowance"
    )
    return {"countable": paid - sum(rest), "claim": heads.top_up_full_month(minimum, paid, rest)}


def top_up_hourly(given: Given) -> Sums:
    minimum, paid = money(given, "minimum_hour", "paid")
    hours = Decimal(given["task_hours"] + given["mandatory_unpaid_training_hours"])
    due = heads.top_up_by_hours(minimum, hours, Decimal(0))
    return {"due": due, "claim": heads.top_up_by_hours(minimum, hours, paid)}


def deduction(given: Given) -> Sums:
    wage, minimum, amount = money(given, "month_wage", "minimum_month", "deducted")
    as_told = Deducted(amount, loss_proven=given["loss_proven"], contract_clause=given["contract_clause"])
    without = Deducted(amount, loss_proven=False, contract_clause=True)
    return {
        "allowed": heads.allowed_deduction(as_told, wage, minimum),
        "claim": heads.unlawful_deduction(as_told, wage, minimum),
        "claim_if_no_loss_or_clause": heads.unlawful_deduction(without, wage, minimum),
    }


def rejected(given: Given) -> Sums:
    (price,) = money(given, "unit_price")
    return {
        "claim": heads.rejected_work(
            price, given["rejected_no_reason"], given["rejected_then_reworked_and_accepted_unpaid"]
        )
    }


def pieces(given: Given) -> Sums:
    price, paid_at = money(given, "unit_price", "paid_at")
    made = Pieces(given["pieces_weekday_overtime"], given["pieces_rest_day"], given["pieces_public_holiday"])
    due = heads.piece_overtime(price, made, Decimal(0))
    return {"due": due, "claim": heads.piece_overtime(price, made, paid_at)}


def double_wage(given: Given) -> Sums:
    began, signed = date.fromisoformat(given["start"]), date.fromisoformat(given["written_contract_signed"])
    claim = heads.double_wage(began, signed, Decimal(given["month_wage"]))
    return {"months": heads.double_wage_months(began, signed), "claim": claim}


def limitation(given: Given) -> Sums:
    acts = [date.fromisoformat(act["day"]) for act in given["interruptions"]]
    last = heads.deadline(said(given["employment_end"]), acts)
    in_time = heads.arbitration_in_time(last, date.fromisoformat(given["today"]))
    return {"deadline": last.isoformat() if last else None, "in_time": in_time}


def limitation_running(given: Given) -> Sums:
    today = date.fromisoformat(given["today"])
    last = heads.deadline(said(given["employment_end"]), [])
    return {
        "arbitration_in_time": heads.arbitration_in_time(last, today),
        "inspection_in_time": heads.inspection_in_time(date.fromisoformat(given["breach"]), today),
    }


def month_top_up(given: Given) -> Sums:
    minimum, paid = money(given, "minimum_month", "paid")
    return {"claim": heads.top_up_full_month(minimum, paid, [])}


def day_share(given: Given) -> Sums:
    minimum, paid = money(given, "minimum_day", "paid")
    hours = Decimal(given["hours_worked"])
    due = heads.top_up_by_day_share(minimum, hours, Decimal(0))
    return {"due": due, "claim": heads.top_up_by_day_share(minimum, hours, paid)}


def us_week(given: Given) -> Sums:
    back_pay = heads.us_overtime_week(Decimal(given["rate"]), Decimal(given["hours"]))
    return {"back_pay": back_pay, "with_liquidated": heads.with_liquidated_damages(back_pay)}


SUMS: dict[str, Callable[[Given], Sums]] = {
    "regular_wage": lambda given: {"claim": heads.regular_wage(*money(given, "agreed_month", "paid"))},
    "overtime_weekday": overtime,
    "rest_day": rest_day,
    "public_holiday": public_holiday,
    "minimum_wage_top_up_full_time": top_up_full_time,
    "minimum_wage_part_time_hourly": top_up_hourly,
    "unlawful_deduction": deduction,
    "rejected_work": rejected,
    "piece_rate_overtime": pieces,
    "double_wage_no_contract": double_wage,
    "limitation_ended_employment": limitation,
    "limitation_interrupted": limitation,
    "limitation_running_employment": limitation_running,
    "minimum_wage_month": month_top_up,
    "minimum_wage_day_piece_rate": day_share,
    "overtime_week": us_week,
}
ELSEWHERE = {"real_hourly", "real_hourly_before", "real_hourly_after"}  # estimates: vectors L02, A14, A15


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
def test_a_head_comes_to_the_sum_worked_out_by_hand(vector: dict[str, Any]) -> None:
    found = {name: str(value) for name, value in SUMS[vector["kind"]](vector["given"]).items()}
    expected = {name: str(value) for name, value in vector["expect"].items() if name not in ELSEWHERE}

    assert expected == found


def test_all_sixteen_given_examples_are_there() -> None:
    assert [vector["id"] for vector in VECTORS] == [f"V{number:02}" for number in range(1, 17)]


def test_a_line_is_never_below_zero() -> None:
    assert heads.regular_wage(Decimal(100), Decimal(200)) == Decimal("0.00")
    assert heads.overtime(Decimal(2610), Decimal(1), Decimal(500)) == Decimal("0.00")


def test_no_deduction_is_allowed_from_a_wage_at_the_minimum() -> None:
    fine = Deducted(Decimal(100), loss_proven=True, contract_clause=True)

    assert heads.allowed_deduction(fine, Decimal(2330), Decimal(2330)) == Decimal("0.00")
    assert heads.allowed_deduction(fine, Decimal(2000), Decimal(2330)) == Decimal("0.00")


def test_a_complaint_after_the_year_was_over_does_not_revive_it() -> None:
    assert heads.deadline(date(2025, 10, 31), [date(2026, 11, 1)]) == date(2026, 10, 31)


def test_a_complaint_before_the_end_of_employment_does_not_shorten_the_year() -> None:
    assert heads.deadline(date(2025, 10, 31), [date(2025, 3, 1)]) == date(2026, 10, 31)


def test_double_wage_runs_for_eleven_months_at_most() -> None:
    assert heads.double_wage_months(date(2024, 1, 5), date(2026, 6, 5)) == 11
    assert heads.double_wage_months(date(2026, 1, 5), date(2026, 2, 4)) == 0
