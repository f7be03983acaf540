"""What is said of an employer of the directory."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from api.schema import Input, Output, Text
from api.worklog.kinds import EmployerKind


def one_line(name: str) -> str:
    """Refuse line breaks and a name of nothing but spaces."""
    if name and (not name.strip() or "\n" in name):
        raise ValueError("not a name")
    return name


def not_a_row(id_: str) -> str:
    """Refuse the id under which releases count whoever works for none of the directory."""
    if id_ == "other":
        raise ValueError("reserved")
    return id_


Name = Annotated[Text, Field(max_length=80), AfterValidator(one_line)]


class EmployerIn(Input):
    """An employer that a host enters itself."""

    id: Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$"), AfterValidator(not_a_row)]
    name_en: Name = Field(min_length=1)
    name_zh: Name = ""
    kind: Annotated[EmployerKind, Field(strict=False)]
    country: str = Field(pattern="^[A-Z]{2}$")


class EmployerOut(Output):
    """An employer of the directory. To be listed is neither praise nor accusation."""

    id: str
    name_en: str
    name_zh: str  # empty: no Chinese name was found
    kind: EmployerKind
    country: str  # of its head office
    domain: str | None  # only if it was read in a source
    closed_on: date | None  # an offer of work there after this day is suspect
