"""The way in to releases (docs/releases.md): the only figures over several workers that anybody can read."""

from fastapi import APIRouter, Response

from api.callers import SIGNED_IN, Staff
from api.db import Session, TransactionRoute
from api.problems import NotFound, answers
from api.schema import Day
from api.statistics import service
from api.statistics.schemas import ReleaseLine, ReleaseOut

router = APIRouter(
    prefix="/v1/releases",
    tags=["releases"],
    route_class=TransactionRoute,
    responses=SIGNED_IN | answers(NotFound),
)


@router.get("")
def list_releases(session: Session, caller: Staff) -> list[ReleaseLine]:
    """List the releases, the newest first."""
    return service.list_releases(session)


@router.get("/{release_id}", response_model=ReleaseOut)
def show_release(session: Session, caller: Staff, release_id: Day) -> Response:
    """Show a release as it was frozen, with its signature. Its id is the last day of its window."""
    return Response(service.show_release(session, release_id), media_type="application/json")
