"""Who runs this server, and whether it runs."""

from typing import Literal

from fastapi import APIRouter, Request
from sqlalchemy import text

from api.db import Session, TransactionRoute
from api.problems import Unavailable, answers
from api.schema import Output
from api.settings import Settings

router = APIRouter(prefix="/v1", tags=["host"], route_class=TransactionRoute)


class HealthOut(Output):
    """The service answers, and its database does."""

    status: Literal["ok"] = "ok"


class HostOut(Output):
    """Who runs this server, in the host's own words."""

    name: str
    contact: str  # how to reach whoever runs it; empty: not said
    organizer_card: list[str]  # lines of the card "a person to call"; empty: no organizer has signed up


@router.get("/health", responses=answers(Unavailable))
def health(session: Session) -> HealthOut:
    """Say whether the service and its database answer."""
    session.execute(text("SELECT 1"))
    return HealthOut()


@router.get("/host")
async def host(request: Request) -> HostOut:
    """Say who runs this server: its name, a contact and the organizer's card."""
    settings: Settings = request.app.state.settings
    return HostOut(
        name=settings.host_name,
        contact=settings.host_contact,
        organizer_card=settings.organizer_card,
    )
