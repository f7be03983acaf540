"""What the town's people add to its releases, from what they log alone: without a database, for any day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from api.demo.crews import FIRMS
from api.demo.life import life
from api.demo.people import Person
from api.demo.rows import Row
from api.demo.service.fill import RELEASES
from api.employers.service import folded
from api.schema import Input
from api.statistics.contribution import Contribution, contribution
from api.statistics.counting import Key, count
from api.statistics.frozen import Frozen
from api.statistics.hiding import freeze
from api.statistics.schemas import TableName
from api.statistics.service.deriving import Directory, place, worked
from api.statistics.steps import rounded
from api.statistics.windows import DAYS, DAYS_TO_SEND, Window
from api.worklog.logged import SEALED_UNIT, LoggedJob
from api.worklog.schemas import Batch, Cost, Deduction, Payment, Terms, TimeEntry

SHAPES: dict[str, tuple[str, type[Input]]] = {
    "time_entry": ("entries", TimeEntry),
    "batch": ("batches", Batch),
    "payment": ("payments", Payment),
    "deduction": ("deductions", Deduction),
    "cost": ("costs", Cost),
}
DIRECTORY = Directory(
    frozenset(firm.id for firm in FIRMS),
    {folded(name): firm.id for firm in FIRMS for name in (firm.name_en, firm.name_zh)},
)


class Frame(NamedTuple):
    """A release: the true counts, and what is shown of them."""

    counts: Mapping[Key, int]
    frozen: Frozen

    def of(self, table: TableName) -> dict[Key, int]:
        """Give what a reader sees of a table."""
        return {key: rounded(self.frozen.bases[key]) for key in self.frozen.shown if key.table == table}


def frames(town: Sequence[Person], founded: date) -> Iterator[Frame]:
    """Freeze each of the town's releases, by the rules of releases."""
    remembered: dict[Key, int] = {}
    for number in range(RELEASES):
        first = founded + timedelta(days=DAYS * number)
        window = Window(first, first + timedelta(days=DAYS - 1))
        found = [counted(person, founded, window) for person in town]
        counts = count(each for each in found if each is not None)
        frame = Frame(counts, freeze(counts, remembered))
        remembered = frame.frozen.bases
        yield frame


def counted(person: Person, founded: date, window: Window) -> Contribution | None:
    """Find somebody's two cells as the job does at the freeze, to which phones sent the window's last day."""
    jobs = list(logged(life(person, founded, window.last_day)))
    today = window.last_day + timedelta(days=DAYS_TO_SEND)
    found = contribution(worked(jobs, window, today, DIRECTORY), window)
    return found and Contribution(found.employer, found.issue, place(found.region), found.unpaid)


def logged(rows: Sequence[Row]) -> Iterator[LoggedJob]:
    """Put rows together as a server reads them."""
    parties = {str(row.id): row for row in rows if row.kind == "employer"}
    for row in rows:
        if row.kind == "engagement":
            party = parties[row.body["employer_id"]]
            named = party.body["name"], party.body["directory_id"]
            job = LoggedJob(row.id, party.id, *named, Terms.model_validate(without(row, "employer_id")))
            for each in rows:
                if each.body.get("engagement_id") == str(row.id):
                    into, shape = SHAPES[each.kind]
                    getattr(job, into).append(shape.model_validate(without(each, "engagement_id")))
            yield job


def without(row: Row, name: str) -> dict[str, Any]:
    """Give what a server reads of a row but one field; what a piece is called is sealed."""
    unit = {"unit": SEALED_UNIT} if row.kind == "batch" else {}
    return {field: value for field, value in row.body.items() if field != name} | unit
