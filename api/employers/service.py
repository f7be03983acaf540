"""Fill the directory of employers, and search it."""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.employers.models import Employer, EmployerAlias
from api.reference.schemas import PlatformRow

MOST_FOUND = 20


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
