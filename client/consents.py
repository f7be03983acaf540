"""What a worker allows and takes back, as changes to be sent (docs/accounts.md, Consents)."""

from calendar import monthrange
from datetime import date

from client.account import Signed
from client.sync import Change, pull_all

TEXT_VERSION = "cli-2"
DAYS, LEAST, K = 28, 50, 5  # of docs/releases.md
MEANINGS = {
    "copy": (
        "This server may then read of your records: days, minutes, money, counts, place, kinds and "
        "employers' names. Notes, clock times and everything private stay sealed. You may take it back "
        "at any time; then the copy goes."
    ),
    "count": (
        f"Every {DAYS} days this server makes totals for organizers, auditors and partners: no names, "
        f"nobody's own hours or pay. They begin only with {LEAST} people, no figure is under {K}, and "
        f"figures move in steps of {K}. You count if you are vouched for and keep a copy here. After you "
        f"take it back you are not counted any more; a figure may still include up to {K - 1} who have left. "
        "What is out stays as it is."
    ),
}


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
