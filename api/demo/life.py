"""What the people of the town log: drawn from a seed, the same in whatever parts it is asked for."""

from collections.abc import Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from api.demo.crews import FIRMS
from api.demo.days import WEEK, worked
from api.demo.payday import paydays
from api.demo.people import Person
from api.demo.rows import Begun, Row, row_id
from api.demo.work import Firm, Job

BY_ID = {firm.id: firm for firm in FIRMS}


def life(person: Person, founded: date, until: date) -> list[Row]:
    """List everything that somebody writes down to the end of a day, in order."""
    since = founded + WEEK * person.arrives
    rows: list[Row] = []
    for number, job in enumerate(person.jobs):
        parties = list(chain(job, person.number, number, since))
        began = terms(job, parties[-1].id, person.number, since)
        begun = Begun(job, began.id, person.number, since, founded)
        work = [row for day in days(since, until) for row in worked(begun, day)]
        rows += [*parties, began, *work, *paydays(begun, work, until)]
    return sorted((row for row in rows if row.on <= until), key=attrgetter("on", "minute", "id"))


def days(first: date, last: date) -> Iterator[date]:
    """Go through days."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def chain(job: Job, person: int, number: int, on: date) -> Iterator[Row]:
    """Write down the parties of a job: for whom the work is done first, the employer last."""
    firms = [BY_ID[job.firm]] if job.firm else []
    while firms and firms[0].client:
        firms.insert(0, BY_ID[firms[0].client])
    above: UUID | None = None
    body: dict[str, Any]
    for link, firm in enumerate(firms):
        name = job.typed if job.typed and link == len(firms) - 1 else name_of(firm, job)
        body = {"name": name, "kind": firm.kind.value, "directory_id": firm.id}
        yield party(body, above, row_id(on, link, "party", person, number, firm.id), (on, link))
        above = row_id(on, link, "party", person, number, firm.id)
    if not firms:
        body = {"name": job.typed, "kind": "contractor", "directory_id": None}
        yield party(body, None, row_id(on, 0, "party", person, number, job.typed), (on, 0))


def party(body: dict[str, Any], above: UUID | None, id_: UUID, at: tuple[date, int]) -> Row:
    """Write down one party."""
    return Row(*at, "employer", id_, body | {"client_id": str(above) if above else None})


def name_of(firm: Firm, job: Job) -> str:
    """Call a firm as its workers do."""
    return firm.name_zh if job.place.country == "CN" else firm.name_en


def terms(job: Job, employer: UUID, person: int, on: date) -> Row:
    """Write down what was agreed."""
    pay, place = job.pay, job.place
    amount = pay.low if pay.low and job.trouble == "low" else pay.amount
    body = {
        "employer_id": str(employer),
        "rates": [{"basis": pay.basis.value, "amount": amount}],
        "currency": pay.currency,
        "contract_kind": pay.contract.value,
        "pay_period": {"kind": pay.period.value, "starts_on": 1, "pay_after_days": pay.after_days},
        "place": {"country": place.country, "region": place.region, "tier": place.tier},
        "began_on": on.isoformat(),
        "waiting_required": True,
        "paid_activities": ["paid_work", "meeting", "broken_tool"],
    }
    return Row(on, 5, "engagement", row_id(on, 5, "job", person, job.firm, job.typed), body)
