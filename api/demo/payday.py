"""Pay in the town: what comes, late, short or never, what is withheld, and what the work costs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from api.demo.rows import Begun, Row, draw, row_id
from api.demo.work import Trouble
from api.wages.periods import Span, periods_within
from api.worklog.kinds import Basis, DeductionKind
from api.worklog.schemas import PayPeriod

PAID = {"paid_work", "meeting", "broken_tool"}
CHANNELS = {"CN": "wechat", "KE": "mobile_money", "PH": "bank", "BR": "platform_wallet"}
FINES = {"CNY": 600, "KES": 5_000, "PHP": 4_000, "BRL": 300}  # in minor units; all four have two digits
DATA = {"CNY": 3_900, "KES": 100_000, "PHP": 39_900, "BRL": 4_500}
EVENING = 21 * 60
Comes = tuple[int, int]  # days after the pay day, percent of what was agreed

ON_TIME: Comes = (0, 100)
IN_TURN: dict[Trouble, tuple[Comes | None, ...]] = {  # None: it never came
    Trouble.LATE: ((12, 100), (13, 90), None, (11, 100)),
    Trouble.MIXED: (ON_TIME, (5, 86), None),
}


def paydays(begun: Begun, work: Sequence[Row], until: date) -> Iterator[Row]:
    """Go through the money of a job's pay periods."""
    pay = begun.job.pay
    terms = PayPeriod(kind=pay.period, starts_on=1, pay_after_days=pay.after_days)
    run = Span(begun.since, until)
    for number, period in enumerate(periods_within(Span(begun.since, date.max), terms, run)):
        mine = [row for row in work if row.on in period]
        withheld = list(deductions(begun, period, mine))
        yield from withheld
        yield from costs(begun, period, number)
        yield from payments(begun, (number, period), agreed(begun, mine), total(withheld))


def total(rows: Sequence[Row]) -> int:
    """Add up amounts."""
    return sum(row.body["amount_minor"] for row in rows)


def agreed(begun: Begun, rows: Sequence[Row]) -> int:
    """Work out what a period's work comes to, in minor units."""
    pay = begun.job.pay
    rate = Decimal(pay.low if pay.low and begun.job.trouble is Trouble.LOW else pay.amount)
    entries = [row.body for row in rows if row.kind == "time_entry" and row.body["activity"] in PAID]
    if pay.basis is Basis.HOUR:
        amount = rate * sum(entry["minutes"] for entry in entries) / 60
    elif pay.basis is Basis.DAY:
        amount = rate * len({entry["worked_on"] for entry in entries})
    else:
        amount = rate * sum(row.body["accepted"] for row in rows if row.kind == "batch")
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def payments(begun: Begun, at: tuple[int, Span], amount: int, withheld: int) -> Iterator[Row]:
    """Pay for one period: on time, late or short, with an advance where the rest never comes."""
    number, period = at
    turns = IN_TURN.get(begun.job.trouble, (ON_TIME,))
    comes = turns[number % len(turns)]
    mixed = begun.job.trouble is Trouble.MIXED
    if comes is None:
        if mixed:
            yield money(begun, "payment", period.last, {"amount_minor": 80_000, "form": "advance"}, period)
        return
    late, percent = comes
    due = max(0, amount * percent // 100 - withheld)
    came = period.last + timedelta(days=begun.job.pay.after_days + late)
    body = {"amount_minor": due, "channel": CHANNELS[begun.job.place.country]}
    if due:
        yield money(begun, "payment", came, body, period)


def deductions(begun: Begun, period: Span, rows: Sequence[Row]) -> Iterator[Row]:
    """Withhold: fines from those who are docked; from the visitor a fine and a bed in the dormitory."""
    currency = begun.job.pay.currency
    if begun.job.trouble is Trouble.DOCKED:
        for day in sorted({row.on for row in rows}):
            if day.weekday() in {0, 2, 4}:
                yield withhold(begun, day, DeductionKind.FINE, FINES[currency])
    if begun.job.trouble is Trouble.MIXED:
        yield withhold(begun, period.last - timedelta(days=9), DeductionKind.FINE, 5_000)
        yield withhold(begun, period.last, DeductionKind.DORMITORY, 15_000)


def withhold(begun: Begun, day: date, kind: DeductionKind, amount: int) -> Row:
    """Write down what was withheld."""
    return money(begun, "deduction", day, {"amount_minor": amount, "kind": kind.value}, None)


def costs(begun: Begun, period: Span, number: int) -> Iterator[Row]:
    """Spend: the phone's data once a month, and a headset that is half refunded."""
    if number and period.first.day <= 7:
        body = {"amount_minor": DATA[begun.job.pay.currency], "kind": "data"}
        yield money(begun, "cost", period.first, body, None)
    if begun.job.trouble is Trouble.MIXED and number == 1:
        body = {"amount_minor": 12_900, "kind": "equipment", "refunded_minor": 6_000}
        yield money(begun, "cost", period.first + timedelta(days=4), body, None)


def money(begun: Begun, kind: str, day: date, more: dict[str, Any], period: Span | None) -> Row:
    """Write down money that moved in the evening of a day."""
    on = {"payment": "received_on", "deduction": "withheld_on", "cost": "spent_on"}[kind]
    minute = EVENING + draw("evening", begun.id, kind, day).randrange(60)
    body = {"engagement_id": str(begun.id), on: day.isoformat(), "currency": begun.job.pay.currency} | more
    if period is not None:
        body["for_period"] = period.first.isoformat()
    about = (begun.id, kind, more["amount_minor"])
    return Row(day, minute, kind, row_id(day, minute, *about), body)
