"""The way in to the directory of employers."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from api.db import Session, TransactionRoute
from api.employers import service
from api.employers.models import Employer
from api.employers.schemas import EmployerOut
from api.schema import Text

router = APIRouter(prefix="/v1/employers", tags=["employers"], route_class=TransactionRoute)


@router.get("", response_model=list[EmployerOut])
def find_employers(
    session: Session, query: Annotated[Text, Query(min_length=1, max_length=60)]
) -> Sequence[Employer]:
    """Find employers by a part of a name, at most 20. A directory, not an accusation."""
    return service.find_employers(session, query)
