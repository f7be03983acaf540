"""What is said of an employer of the directory."""

from datetime import date

from api.schema import Output
from api.worklog.kinds import EmployerKind


class EmployerOut(Output):
    """An employer of the directory. To be listed is neither praise nor accusation."""

    id: str
    name_en: str
    name_zh: str  # empty: no Chinese name was found
    kind: EmployerKind
    country: str  # of its head office
    domain: str | None  # only if it was read in a source
    closed_on: date | None  # an offer of work there after this day is suspect
