"""Workers for tests of releases: accounts, words and consents as rows, records as operations of a phone."""

from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from api.accounts.models import Proof
from api.organizations.models import Vouch, Word
from api.statistics.windows import Window
from api.world import World
from tests.accounts.rows import stored_account
from tests.conftest import PEPPER
from tests.sync.phones import Phone, Sent, outcomes

WINDOW = Window(date(2026, 3, 2), date(2026, 3, 29))  # 5 January and 2 x 28 days
WORKED_ON = "2026-03-10"
NEXT = Window(date(2026, 3, 30), date(2026, 4, 26))
FREEZE = date(2026, 4, 1)  # three days after the window's last
NEXT_FREEZE = date(2026, 4, 29)
PAID_LATER = {"pay_period": {"kind": "month", "starts_on": 1, "pay_after_days": 90}}
BOTH = ("copy", "count")


def world(day: date = FREEZE) -> World:
    """Give the world at the job's time of a day."""
    return World(datetime(day.year, day.month, day.day, 4, 41, tzinfo=UTC), pepper())


def pepper() -> bytes:
    """Give the pepper of the client's app, so that its signatures and these are one key's."""
    return b64decode(PEPPER.get_secret_value())


@dataclass
class Worker:
    """A worker on one phone, with a job."""

    phone: Phone
    job: UUID

    @property
    def worker_id(self) -> UUID:
        """Give the account."""
        return self.phone.worker_id

    def log(self, entity: str, /, *, job: UUID | None = None, **fields: Any) -> None:
        """Send one row of a job."""
        self.send([self.phone.put(entity, {"engagement_id": str(job or self.job)} | fields)])

    def work(self, days: Iterable[str] = (WORKED_ON,), minutes: int = 60, **fields: Any) -> None:
        """Send an entry for each of some days."""
        of = {"engagement_id": str(self.job), "minutes": minutes}
        self.send([self.phone.put("time_entry", of | {"worked_on": day} | fields) for day in days])

    def take_job(self, terms: Sent | None = None, employer: Sent | None = None) -> UUID:
        """Send another employer with a job; give the job's id."""
        return take_job(self.phone, terms, employer)

    def withdraw(self, purpose: str) -> None:
        """Withdraw a consent."""
        self.send([self.phone.withdrawal(purpose=purpose)])

    def send(self, operations: Sequence[Sent]) -> None:
        """Push operations, all of which are taken."""
        assert set(outcomes(self.phone.send(*operations))) == {"applied"}


def take_job(phone: Phone, terms: Sent | None = None, employer: Sent | None = None) -> UUID:
    """Send an employer and a job there."""
    party, job = uuid4(), uuid4()
    sent = [
        phone.put("employer", employer, id_=party),
        phone.put("engagement", {"employer_id": str(party)} | (terms or {}), id_=job),
    ]
    assert outcomes(phone.send(*sent)) == ["applied", "applied"]
    return job


def a_worker(
    session: Session,
    *,
    words: Sequence[Word] = (Word.ORGANIZER,),
    purposes: Sequence[str] = BOTH,
    until: str = "2027-03-20",
    terms: Sent | None = None,
    employer: Sent | None = None,
    **account: Any,
) -> Worker:
    """Store a worker who counts unless told otherwise, with a job and nothing logged."""
    phone = Phone(session, stored_account(session, **({"made_on": date(2026, 1, 2)} | account)).worker_id)
    vouch(session, phone.worker_id, words)
    phone.send(*[phone.consent(purpose=purpose, until=until) for purpose in purposes])
    return Worker(phone, take_job(phone, terms, employer))


def by_work(session: Session) -> Worker:
    """Store a worker whom proof of work let in, and for whom everybody speaks."""
    return a_worker(session, words=[Word.ORGANIZER, Word.MEMBER, Word.MEMBER], proof=Proof.WORK)


def vouch(session: Session, worker_id: UUID, words: Sequence[Word]) -> None:
    """Speak for a worker."""
    session.add_all(
        Vouch(worker_id=worker_id, id=uuid4(), word=word, given_on=date(2026, 1, 3)) for word in words
    )
    session.flush()


def crowd(session: Session, count: int, **more: Any) -> list[Worker]:
    """Store workers who each worked an hour in the window; nothing is wrong in it or in the next."""
    made = [a_worker(session, **({"terms": PAID_LATER} | more)) for _ in range(count)]
    for worker in made:
        worker.work()
    return made


def again(workers: Sequence[Worker]) -> None:
    """Let workers work in the next window as well."""
    for worker in workers:
        worker.work(["2026-04-07"])
