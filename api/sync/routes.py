"""The way in to sync: a phone sends what it made, and gets back what the server keeps."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query
from pydantic import Field

from api.callers import SIGNED_IN, Leaving, Outside, Worker
from api.db import Session, TransactionRoute
from api.problems import answers
from api.sync import service
from api.sync.operations import Documented
from api.sync.schemas import PullOut, PushOut, ReceiptOut
from api.sync.schemas import PushIn as Untyped

MOST_PULLED = 500

router = APIRouter(prefix="/v1/sync", tags=["sync"], route_class=TransactionRoute, responses=SIGNED_IN)


class PushIn(Untyped):
    """What a phone sends at once. Each operation is parsed on its own: one that is wrong hurts no other."""

    operations: Annotated[list[Any], Documented(service.ENTITIES)] = Field(max_length=200)


Device = Annotated[
    UUID | None,
    Header(
        alias="X-Gongyou-Device", description="The phone that asks; refused when another signed in since."
    ),
]


@router.post("/push", responses=answers(service.OtherDevice, service.CopyFull))
def push(session: Session, caller: Leaving, world: Outside, data: PushIn) -> PushOut:
    """Store operations in the order of the list; one result each. Sent twice, they have their effect once.

    A phone that was signed out from elsewhere may still send; the answer then says `leave`.
    """
    return service.push(session, caller, data, now=world.now)


@router.get("/pull", responses=answers(service.CursorTooOld, service.OtherDevice))
def pull(
    session: Session,
    caller: Worker,
    device: Device = None,
    cursor: Annotated[str | None, Query(max_length=40, examples=["1-0"])] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_PULLED)] = 200,
) -> PullOut:
    """Give the latest state of each row that changed since the cursor, removed ones included."""
    service.see_device(caller, device)
    return service.pull(session, caller.worker_id, cursor=cursor, limit=limit)


@router.get("/receipt", responses=answers(service.OtherDevice))
def receipt(session: Session, caller: Worker, world: Outside, device: Device = None) -> ReceiptOut:
    """Count what the server holds of the caller, with a digest that the phone can compute too."""
    service.see_device(caller, device)
    return service.receipt(session, caller.worker_id, now=world.now)
