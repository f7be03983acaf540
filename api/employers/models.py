"""The directory of employers that a worker can pick from. To be listed is neither praise nor accusation."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from api.db import text_enum
from api.worklog.kinds import EmployerKind

KINDS = ", ".join(f"'{kind}'" for kind in EmployerKind)


class Employer(SQLModel, table=True):
    """A firm, crowd platform or client that hands out data work."""

    __tablename__ = "employer"
    __table_args__ = (
        CheckConstraint("id ~ '^[a-z0-9_]{1,40}$'", name="id"),
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        CheckConstraint("country ~ '^[A-Z]{2}$'", name="country"),
    )

    id: str = Field(primary_key=True)
    name_en: str
    name_zh: str = ""  # empty: no Chinese name was found
    kind: EmployerKind = Field(sa_type=text_enum(EmployerKind))
    country: str  # where its head office is
    domain: str | None = None  # only if it was read in a source; never a guess
    closed_on: date | None = None  # an offer of work there after this day is suspect


class EmployerAlias(SQLModel, table=True):
    """One name under which an employer is looked up, its own names among them."""

    __tablename__ = "employer_alias"

    employer_id: str = Field(primary_key=True, foreign_key="employer.id", ondelete="CASCADE")
    alias: str = Field(primary_key=True)
    folded: str  # case-folded here: the database may know no letters but ASCII
