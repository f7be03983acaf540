"""Keep the reference files in the database, and hand them to other slices."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.employers import service as employers
from api.problems import NotFound
from api.reference.files import read
from api.reference.floors import usable
from api.reference.models import ReferenceFile
from api.reference.published import compact, digest, published
from api.wages.floors import Reference


@lru_cache(maxsize=1)
def shipped() -> dict[str, dict[str, Any]]:
    """Give the files that this release brings, by name; not to be changed by who gets them."""
    return published(read())


@lru_cache(maxsize=1)
def wage_reference() -> Reference:
    """Give the floors, rules and currencies that sums are made with: the phone's own file."""
    return Reference.model_validate_json(compact(shipped()["floors"]))


@lru_cache(maxsize=1)
def floors_checked_on() -> date | None:
    """Give the newest day on which a legal minimum was seen in its source."""
    return max((row.seen_on for row in read().wages if usable(row) and row.seen_on), default=None)


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """Give the codes of every country and region that there are words for."""
    countries = read().places.countries
    return frozenset(countries).union(*(names.regions for names in countries.values()))


def load(session: Session, now: datetime | None = None) -> None:
    """Bring the stored files and the directory to this release; a file that an admin replaced stays."""
    loaded_at = now or datetime.now(UTC)
    for name, body in shipped().items():
        version = digest(body)
        row = {"sha256": version, "shipped_sha256": version, "loaded_at": loaded_at, "body": body}
        untouched = ReferenceFile.sha256 == ReferenceFile.shipped_sha256
        older = col(ReferenceFile.sha256) != version
        session.execute(
            insert(ReferenceFile)
            .values(name=name, **row)
            .on_conflict_do_update(index_elements=["name"], set_=row, where=older & untouched)
        )
    employers.load(session, [row for row in read().platforms if row.read])


def list_files(session: Session) -> Sequence[ReferenceFile]:
    """Give every stored file."""
    return session.exec(select(ReferenceFile).order_by(ReferenceFile.name)).all()


def find_file(session: Session, name: str) -> ReferenceFile:
    """Give one stored file, or raise `NotFound`."""
    file = session.get(ReferenceFile, name)
    if file is None:
        raise NotFound
    return file


def content(file: ReferenceFile) -> bytes:
    """Give a stored file as it is sent: the bytes that its hash is of."""
    return compact(file.body)
