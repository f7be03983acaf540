"""Pay periods follow one another without a gap or an overlap, whatever they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.wages.periods import Span, period_of, periods_within
from api.worklog.kinds import PeriodKind
from api.worklog.schemas import PayPeriod

RUN = Span(date(2024, 1, 1), date(2029, 12, 31))
WHOLE = PayPeriod(kind=PeriodKind.WHOLE)
TERMS = [
    *(PayPeriod(kind=PeriodKind.WEEK, starts_on=day) for day in (1, 7)),
    *(PayPeriod(kind=PeriodKind.MONTH, starts_on=day) for day in (1, 15, 26, 28)),
    PayPeriod(kind=PeriodKind.HALF_MONTH),
]


@given(st.sampled_from(TERMS), st.dates(date(2024, 2, 1), date(2029, 11, 30)))
@settings(max_examples=300, deadline=None)
def test_a_day_lies_in_its_period_and_the_next_day_in_the_same_or_the_next(
    terms: PayPeriod, day: date
) -> None:
    period = period_of(day, terms, RUN)
    tomorrow = day + timedelta(days=1)

    assert day in period
    assert period_of(period.first, terms, RUN) == period == period_of(period.last, terms, RUN)
    following = period_of(tomorrow, terms, RUN)
    assert following == period if tomorrow <= period.last else following.first == tomorrow


@pytest.mark.parametrize("terms", TERMS, ids=str)
def test_the_periods_of_a_span_are_those_that_end_in_it(terms: PayPeriod) -> None:
    span = Span(date(2026, 2, 10), date(2026, 7, 20))
    found = list(periods_within(span, terms, RUN))

    ends = {period_of(day, terms, RUN).last for day in RUN}
    assert [period.last for period in found] == sorted(end for end in ends if end in span)


def test_a_job_paid_as_a_whole_has_one_period() -> None:
    run = Span(date(2026, 3, 3), date(2026, 4, 20))

    assert list(periods_within(RUN, WHOLE, run)) == [run]
    assert list(periods_within(Span(RUN.first, date(2026, 4, 19)), WHOLE, run)) == []
