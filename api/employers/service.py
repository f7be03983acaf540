"""Fill the directory of employers, and search it."""

import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.employers.models import Employer, EmployerAlias
from api.employers.schemas import EmployerIn
from api.reference.schemas import PlatformRow

MOST_FOUND = 20


class EmployerTaken(ValueError):  # noqa: N818 (named by what went wrong)
    """The id, or a name, is another employer's; its argument says which."""


class Names(NamedTuple):
    """An employer's own names."""

    en: str
    zh: str


def load(session: Session, rows: Sequence[PlatformRow]) -> None:
    """Bring the directory to these rows. An employer that is no longer among them stays: logs may name it."""
    for row in rows:
        employer = row.model_dump(include={"id", "name_en", "name_zh", "kind", "country", "closed_on"})
        employer["domain"] = row.domain if row.domain and row.domain_read else None
        session.execute(
            insert(Employer).values(**employer).on_conflict_do_update(index_elements=["id"], set_=employer)
        )
        session.execute(delete(EmployerAlias).where(col(EmployerAlias.employer_id) == row.id))
        names = [{"employer_id": row.id, "alias": name, "folded": folded(name)} for name in row.names]
        session.execute(insert(EmployerAlias).values(names).on_conflict_do_nothing())


def add(session: Session, data: EmployerIn) -> Employer:
    """Enter an employer of the host's own; raise `EmployerTaken`.

    A release of the software that brings the same id later brings its names, too.
    """
    if session.get(Employer, data.id) is not None:
        raise EmployerTaken(data.id)
    known = known_names(session)
    names = [name for name in (data.name_en, data.name_zh) if name]
    for name in names:
        if folded(name) in known:
            raise EmployerTaken(name)
    employer = Employer(**data.model_dump())
    session.add(employer)
    session.flush()
    session.add_all(
        EmployerAlias(employer_id=data.id, alias=name, folded=folded(name)) for name in dict.fromkeys(names)
    )
    session.flush()
    return employer


def known_names(session: Session) -> dict[str, str]:
    """Give the employer of each folded name; of a name that several share, the one whose id comes first."""
    rows = session.exec(
        select(EmployerAlias.folded, EmployerAlias.employer_id).order_by(
            col(EmployerAlias.employer_id).desc()
        )
    )
    return dict(rows.all())


def names_of(session: Session, ids: Collection[str]) -> dict[str, Names]:
    """Give the names of employers by id."""
    rows = session.exec(
        select(Employer.id, Employer.name_en, Employer.name_zh).where(col(Employer.id).in_(ids))
    )
    return {id_: Names(en, zh) for id_, en, zh in rows.all()}


def known_ids(session: Session) -> frozenset[str]:
    """List every id of the directory."""
    return frozenset(session.exec(select(Employer.id)).all())


def find_employers(session: Session, query: str) -> Sequence[Employer]:
    """Find employers by a part of any of their names; those whose name begins with it come first."""
    part = folded(query)
    name = col(EmployerAlias.folded)
    found = (
        select(Employer)
        .join(EmployerAlias, col(EmployerAlias.employer_id) == Employer.id)
        .where(name.contains(part, autoescape=True))
        .group_by(col(Employer.id))
        .order_by(func.bool_or(name.startswith(part, autoescape=True)).desc(), col(Employer.name_en))
        .limit(MOST_FOUND)
    )
    return session.exec(found).all() if part else []


def folded(name: str) -> str:
    """Bring a name into the form in which names are compared.

    >>> folded(" Ｔestin  Data ")
    'testin data'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
