"""Heads of a claim that stand alone: the sums that a claim is built from, each with its article.

Amounts are decimals in whole currency units; each result is one line, rounded once, half up, to the cent.
Laws of China unless the docstring names another country. `LCL` is the Labour Contract Law, `LDMA` the Labour
Dispute Mediation and Arbitration Law, `Pay Provisions` the Interim Provisions on the Payment of Wages (1994).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from api.wages.money import in_minor, rounded
from api.wages.periods import months_later

PAID_HOURS_A_MONTH = 174  # 21.75 days of 8 hours
CENT = Decimal("0.01")


def line(exact: Fraction) -> Decimal:
    """Round a line once, half up, to the cent; a line is never below zero."""
    return max(0, rounded(exact * 100)) * CENT


def units(amount: Decimal | int) -> Fraction:
    """Take an amount exactly."""
    return in_minor(Decimal(amount), 0)


def hourly(month_wage: Decimal) -> Fraction:
    """Work out the wage of an hour: month ÷ 174.

    >>> hourly(Decimal("2610.00"))
    Fraction(15, 1)
    """
    return units(month_wage) / PAID_HOURS_A_MONTH


def regular_wage(agreed: Decimal, paid: Decimal) -> Decimal:
    """Work out agreed pay that did not come (LCL art. 30).

    >>> regular_wage(Decimal("3200.00"), Decimal("2450.00"))
    Decimal('750.00')
    """
    return line(units(agreed) - units(paid))


def overtime(month_wage: Decimal, hours: Decimal, paid: Decimal) -> Decimal:
    """Work out overtime on working days at 150 % (Labour Law art. 44(1)).

    >>> overtime(Decimal("2610.00"), Decimal("20"), Decimal("0"))
    Decimal('450.00')
    """
    return line(hourly(month_wage) * Fraction(3, 2) * units(hours) - units(paid))


def rest_days(month_wage: Decimal, days: int, days_off_given: int, paid: Decimal) -> Decimal:
    """Work out rest days at 200 %, eight hours each; time off given instead settles a day (art. 44(2)).

    >>> rest_days(Decimal("2610.00"), 4, 1, Decimal("0"))
    Decimal('720.00')
    """
    hours = max(0, days - days_off_given) * 8
    return line(hourly(month_wage) * 2 * hours - units(paid))


def public_holidays(month_wage: Decimal, days: int, paid: Decimal) -> Decimal:
    """Work out public holidays at 300 % on top of the month wage, eight hours each (Labour Law art. 44(3)).

    Time off does not replace holiday pay.

    >>> public_holidays(Decimal("2610.00"), 2, Decimal("0"))
    Decimal('720.00')
    """
    return line(hourly(month_wage) * 3 * 8 * days - units(paid))


def top_up_full_month(minimum: Decimal, paid: Decimal, not_countable: Iterable[Decimal]) -> Decimal:
    """Work out the top-up to a month's minimum wage (Labour Law art. 48, LCL art. 85).

    Overtime pay, night and special allowances are no part of the minimum (Minimum Wage Provisions art. 12).
    Kenya's month amount is compared alike; housing allowance is due on top of it (General Wages Order).

    >>> top_up_full_month(Decimal("2130.00"), Decimal("1840.00"), [Decimal("90.00"), Decimal("100.00")])
    Decimal('480.00')
    >>> top_up_full_month(Decimal("18047.40"), Decimal("14000.00"), [])
    Decimal('4047.40')
    """
    countable = units(paid) - sum(units(part) for part in not_countable)
    return line(units(minimum) - countable)


def top_up_by_hours(minimum_hour: Decimal, hours: Decimal, paid: Decimal) -> Decimal:
    """Work out the top-up of part-time work by the hour, required training included (LCL arts. 68, 72).

    >>> top_up_by_hours(Decimal("23.00"), Decimal("68"), Decimal("1200.00"))
    Decimal('364.00')
    """
    return line(units(minimum_hour) * units(hours) - units(paid))


def top_up_by_day_share(minimum_day: Decimal, hours: Decimal, paid: Decimal) -> Decimal:
    """Work out the top-up of piece workers who get the day's minimum in proportion to 8 hours.

    Philippines, workers paid by results: Wage Order NCR-26.

    >>> top_up_by_day_share(Decimal("695.00"), Decimal("6"), Decimal("400.00"))
    Decimal('121.25')
    """
    return line(units(minimum_day) * min(units(hours), Fraction(8)) / 8 - units(paid))


@dataclass(frozen=True)
class Deducted:
    """What was deducted for a loss, and whether the two conditions for any deduction are met."""

    amount: Decimal
    loss_proven: bool
    contract_clause: bool


def allowed_deduction(deducted: Deducted, month_wage: Decimal, minimum_month: Decimal) -> Decimal:
    """Work out how much of a month's wage may be deducted for a loss (Pay Provisions arts. 15-16).

    At most 20 % of the wage, never below the minimum; only with a proven loss and a clause in the contract.

    >>> fine = Deducted(Decimal("600.00"), loss_proven=True, contract_clause=True)
    >>> allowed_deduction(fine, Decimal("2600.00"), Decimal("2330.00"))
    Decimal('270.00')
    """
    if not (deducted.loss_proven and deducted.contract_clause):
        return line(Fraction(0))
    wage = units(month_wage)
    return line(min(units(deducted.amount), wage / 5, wage - units(minimum_month)))


def unlawful_deduction(deducted: Deducted, month_wage: Decimal, minimum_month: Decimal) -> Decimal:
    """Work out how much of a deduction must be given back (Pay Provisions arts. 15-16).

    >>> fine = Deducted(Decimal("600.00"), loss_proven=True, contract_clause=False)
    >>> unlawful_deduction(fine, Decimal("2600.00"), Decimal("2330.00"))
    Decimal('600.00')
    """
    allowed = allowed_deduction(deducted, month_wage, minimum_month)
    return line(units(deducted.amount) - units(allowed))


def rejected_work(unit_price: Decimal, without_reason: int, reworked_unpaid: int) -> Decimal:
    """Work out tasks rejected without a reason, and tasks accepted after rework but not paid (LCL art. 30).

    The client holds the review log (LDMA art. 6).

    >>> rejected_work(Decimal("0.08"), 900, 600)
    Decimal('120.00')
    """
    return line(units(unit_price) * without_reason) + line(units(unit_price) * reworked_unpaid)


@dataclass(frozen=True)
class Pieces:
    """Pieces made beyond the quota, by the kind of day."""

    weekday: int
    rest_day: int
    public_holiday: int


def piece_overtime(unit_price: Decimal, pieces: Pieces, paid_at: Decimal) -> Decimal:
    """Work out pieces beyond the quota at 150, 200 and 300 % of the unit price (Pay Provisions art. 13).

    >>> piece_overtime(Decimal("0.10"), Pieces(1200, 800, 300), Decimal("0.10"))
    Decimal('200.00')
    """
    weighted = pieces.weekday * Fraction(3, 2) + pieces.rest_day * 2 + pieces.public_holiday * 3
    made = pieces.weekday + pieces.rest_day + pieces.public_holiday
    return line(units(unit_price) * weighted - units(paid_at) * made)


def double_wage_months(began_on: date, signed_on: date) -> int:
    """Count the months without a written contract after the free first one, eleven at most (LCL art. 82).

    >>> double_wage_months(date(2026, 1, 5), date(2026, 6, 5))
    4
    """
    months = 1
    while months < 12 and months_later(began_on, months + 1) <= signed_on:
        months += 1
    return months - 1


def double_wage(began_on: date, signed_on: date, month_wage: Decimal) -> Decimal:
    """Work out the second half of the double wage for months without a written contract (LCL art. 82).

    Whole months only; the days of a month that was begun are left to the arbitrator.

    >>> double_wage(date(2026, 1, 5), date(2026, 6, 5), Decimal("3000.00"))
    Decimal('12000.00')
    """
    return line(units(month_wage) * double_wage_months(began_on, signed_on))


def deadline(ended_on: date | None, interruptions: Iterable[date]) -> date | None:
    """Find the last day to ask for arbitration about pay: a year; None while the employment lasts.

    The year runs from the end of the employment (LDMA art. 27(4)) and begins anew with a demand on the
    employer or a complaint to an authority (art. 27(2)); one made after the year was over no longer helps.

    >>> deadline(date(2025, 10, 31), [])
    datetime.date(2026, 10, 31)
    >>> deadline(date(2025, 10, 31), [date(2026, 3, 10)])
    datetime.date(2027, 3, 10)
    """
    if ended_on is None:
        return None
    last = months_later(ended_on, 12)
    for day in sorted(interruptions):
        if day <= last:
            last = max(last, months_later(day, 12))
    return last


def arbitration_in_time(last: date | None, today: date) -> bool:
    """Tell whether arbitration can still be asked for (LDMA art. 27).

    >>> arbitration_in_time(None, date(2026, 11, 22))
    True
    """
    return last is None or today <= last


def inspection_in_time(breach: date, today: date) -> bool:
    """Tell whether the labour inspectorate may still act: two years from the breach (Decree 423 art. 20).

    >>> inspection_in_time(date(2023, 5, 31), date(2026, 11, 22))
    False
    """
    return today <= months_later(breach, 24)


def us_overtime_week(rate: Decimal, hours: Decimal) -> Decimal:
    """Work out unpaid overtime of one week: one and a half times the rate beyond 40 hours (US, FLSA s. 7).

    >>> us_overtime_week(Decimal("15.00"), Decimal("50"))
    Decimal('225.00')
    """
    beyond = max(Fraction(0), units(hours) - 40)
    return line(units(rate) * Fraction(3, 2) * beyond)


def with_liquidated_damages(back_pay: Decimal) -> Decimal:
    """Add the same again as liquidated damages (US, FLSA s. 16(b)).

    >>> with_liquidated_damages(Decimal("225.00"))
    Decimal('450.00')
    """
    return back_pay * 2
