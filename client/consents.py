"""What a worker allows and takes back, as changes to be sent (docs/accounts.md, Consents)."""

from calendar import monthrange
from datetime import date

from client.account import Signed
from client.sync import Change, pull_all

TEXT_VERSION = "cli-1"


def given(signed: Signed, purpose: str, months: int, today: date | None = None) -> Change:
    """Allow something for some months; `knows` counts the withdrawals that the worker has seen."""
    today = today or date.today()  # noqa: DTZ011 (the day where the worker is)
    rows = pull_all(signed).values()
    knows = sum(row.kind == "withdrawal" and (row.body or {}).get("purpose") == purpose for row in rows)
    body = {"purpose": purpose, "text_version": TEXT_VERSION, "given_on": today.isoformat()}
    return Change("consent", body | {"until": later(today, months).isoformat(), "knows": knows})


def withdrawn(purpose: str, today: date | None = None) -> Change:
    """Take something back."""
    today = today or date.today()  # noqa: DTZ011 (the day where the worker is)
    return Change("withdrawal", {"purpose": purpose, "withdrawn_on": today.isoformat()})


def later(day: date, months: int) -> date:
    """Go on by months, to the last day of a shorter one.

    >>> later(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
