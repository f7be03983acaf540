"""What must hold of the sums whatever was logged (docs/sums.md)."""

from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.wages.floors import Reference
from api.wages.schemas import JobOut
from tests.wages.jobs import CN, PERIODS, Body, answer, day_before, jobs, paid_around

Drawn = tuple[Reference, Body]

TOTALS = ("agreed_all_minor", "agreed_accepted_minor", "received_minor", "kept_minor", "withheld_minor")


@given(jobs(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_does_not_matter(drawn: Drawn, random: Any) -> None:
    reference, job = drawn
    mixed = dict(job)
    for kind in ("entries", "batches", "payments", "deductions", "marks"):
        mixed[kind] = random.sample(job[kind], len(job[kind]))

    assert answer(reference, mixed) == answer(reference, job)


@given(jobs())
@settings(max_examples=60, deadline=None)
def test_the_figures_of_two_spans_add_up_to_those_of_both(drawn: Drawn) -> None:
    whole = answer(*drawn).jobs[0]
    parts = [
        answer(*drawn, last=day_before(PERIODS[1])).jobs[0],
        answer(*drawn, first=PERIODS[1]).jobs[0],
    ]

    assert list(chain(*(part.periods for part in parts))) == whole.periods
    for name in TOTALS:
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
    assert sum(part.real_wage.minutes for part in parts) == whole.real_wage.minutes
    assert sum(part.real_wage.kept_minor for part in parts) == whole.real_wage.kept_minor


@given(jobs())
@settings(max_examples=60, deadline=None)
def test_agreed_is_at_least_what_is_left_after_rejections_and_no_line_is_below_zero(drawn: Drawn) -> None:
    for period in answer(*drawn).jobs[0].periods:
        assert period.agreed_all_minor >= period.agreed_accepted_minor >= 0
        for line in period.lines:
            assert line.all_minor >= line.accepted_minor >= 0
        assert period.agreed_all_minor == sum(line.all_minor for line in period.lines)


@given(jobs())
@settings(max_examples=60, deadline=None)
def test_no_minute_is_lost_or_counted_twice(drawn: Drawn) -> None:
    reference, job = drawn
    periods = answer(reference, job).jobs[0].periods
    rows = [row for period in periods for row in period.minutes]

    assert sum(row.minutes for row in rows) == sum(entry["minutes"] for entry in job["entries"])
    for period in periods:
        assert period.real_minutes == sum(row.minutes for row in period.minutes if row.in_real_wage)
        assert period.unpaid_minutes <= period.real_minutes
        assert period.legal.normal_minutes <= period.legal.minutes
        assert period.legal.minutes + period.legal.minutes_open <= period.real_minutes


def march(job: JobOut) -> Any:
    return next(period for period in job.periods if period.starts_on == PERIODS[0])


@given(paid_around(), st.integers(1, 500_000))
@settings(max_examples=200, deadline=None)
def test_more_pay_never_turns_another_verdict_into_below(drawn: Drawn, more: int) -> None:
    reference, job = drawn
    payment = job["payments"][0]
    richer = job | {"payments": [payment, payment | {"amount_minor": more}]}

    before, after = (march(answer(reference, of).jobs[0]).legal for of in (job, richer))

    assert before.verdict == "below" or after.verdict != "below"
    assert before.verdict != "not_below" or after.verdict == "not_below"
    if before.due_low_minor is not None:
        assert (after.due_low_minor, after.due_high_minor) == (before.due_low_minor, before.due_high_minor)


@given(jobs(), st.sampled_from(["CN-65", "CN-54"]))
@settings(max_examples=80, deadline=None)
def test_an_amount_that_proves_only_below_never_says_not_below(drawn: Drawn, region: str) -> None:
    _, job = drawn
    job = job | {"terms": job["terms"] | {"place": {"country": "CN", "region": region}, "currency": "CNY"}}
    for kind in ("payments", "deductions"):
        job[kind] = [record | {"currency": "CNY"} for record in job[kind]]
    for period in answer(CN, job).jobs[0].periods:
        if any(floor.proves == "below" for floor in period.legal.floors):
            assert period.legal.verdict != "not_below"
        if region == "CN-54" and period.legal.verdict == "not_below":
            assert not period.legal.due_high_minor


@given(paid_around())
@settings(max_examples=200, deadline=None)
def test_a_verdict_fits_the_amounts_beside_it(drawn: Drawn) -> None:
    for period in answer(*drawn).jobs[0].periods:
        legal = period.legal
        amounts = (
            legal.due_low_minor,
            legal.due_high_minor,
            legal.countable_low_minor,
            legal.countable_high_minor,
        )
        if None in amounts:
            assert legal.verdict == "unknown"
            continue
        due_low, due_high, pay_low, pay_high = (amount or 0 for amount in amounts)
        assert 0 <= due_low <= due_high
        assert 0 <= pay_low <= pay_high
        if legal.verdict == "not_below":
            assert pay_low >= due_low
            assert pay_high >= due_high
        if legal.verdict == "below":
            assert pay_low <= due_low
            assert pay_high <= due_high


@given(jobs())
@settings(max_examples=40, deadline=None)
def test_no_float_is_in_the_answer(drawn: Drawn) -> None:
    assert not list(floats(answer(*drawn).model_dump()))
    assert not list(floats(answer(*drawn).model_dump(mode="json")))


def floats(value: Any) -> Any:
    """Find every float in a tree."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from floats(item)
    elif isinstance(value, list):
        for item in value:
            yield from floats(item)
