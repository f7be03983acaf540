"""The real wage: what was kept, over all the time that the work took (docs/sums.md, Real wage)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from api.schema import Currency
from api.wages.due import Given
from api.wages.money import an_hour
from api.wages.schemas import RealWageOut

State = Literal["known", "nothing_paid", "paid_to_work", "not_closed", "no_time", "other_currency"]
Measured = Literal["less", "not_less", "between", "unknown"]
MEASURABLE = {"known", "nothing_paid", "paid_to_work"}


@dataclass(frozen=True)
class Share:
    """What one pay period adds to a real wage."""

    first_day: date
    closed: bool
    minutes: int  # of the real wage
    received: int
    kept: int
    agreed: int  # (b), after rejections
    worths: Sequence[Given] | None  # what each minimum that may hold would give; None: unknown


def real_wage(shares: Iterable[Share], currency: Currency, *, other_currency: bool) -> RealWageOut:
    """Work out the wage behind all the time that the work took, over closed pay periods.

    Unpaid training, waiting and rework count as time: 9 hours for 8 paid hours at 20 is 17.78 an hour.

    >>> share = Share(date(2026, 1, 1), True, 540, 16000, 16000, 0, None)
    >>> real_wage([share], "CNY", other_currency=False).hourly_minor
    1778
    """
    every = list(shares)
    closed = [share for share in every if share.closed]
    minutes = sum(share.minutes for share in closed)
    kept = sum(share.kept for share in closed)
    state = "other_currency" if other_currency else state_of(closed)
    low, high, proves_both = yardstick(closed) if state in MEASURABLE else (None, None, False)
    return RealWageOut(
        state=state,
        currency=currency,
        kept_minor=kept,
        minutes=minutes,
        hourly_minor=an_hour(kept, minutes) if state in {"known", "paid_to_work"} else None,
        agreed_hourly_minor=agreed_hourly([share for share in every if not share.closed]),
        unpaid_periods=sorted({share.first_day for share in closed if share.minutes and not share.received}),
        yardstick=measured(kept, low, high, proves_both=proves_both),
        yardstick_low_minor=None if low is None else an_hour(low, minutes),
        yardstick_high_minor=None if high is None else an_hour(high, minutes),
    )


def state_of(closed: Sequence[Share]) -> State:
    """Say what a figure can be given of, so that nothing paid is never shown as a wage of 0."""
    if not closed:
        return "not_closed"
    if not any(share.minutes for share in closed):
        return "no_time"
    if sum(share.kept for share in closed) < 0:
        return "paid_to_work"
    return "known" if any(share.received for share in closed) else "nothing_paid"


def agreed_hourly(still_open: Sequence[Share]) -> int | None:
    """Say what the terms promise an hour for what is not closed yet."""
    minutes = sum(share.minutes for share in still_open)
    return an_hour(sum(share.agreed for share in still_open), minutes) if minutes else None


def yardstick(closed: Iterable[Share]) -> tuple[Fraction | None, Fraction | None, bool]:
    """Add up the least and the most that a minimum would give for the time, and whether it proves both."""
    low, high, proves_both = Fraction(0), Fraction(0), True
    for share in closed:
        if not share.minutes:
            continue
        if share.worths is None:
            return None, None, False
        low += min(given.minor for given in share.worths)
        high += max(given.minor for given in share.worths)
        proves_both &= all(row.proves_both for given in share.worths for row in given.used)
    return low, high, proves_both


def measured(kept: int, low: Fraction | None, high: Fraction | None, *, proves_both: bool) -> Measured:
    """Compare what was kept with what the minimum would have given."""
    if low is None or high is None:
        return "unknown"
    if kept < low:
        return "less"
    return "not_less" if kept >= high and proves_both else "between"
