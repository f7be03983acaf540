"""Where organizations say where to tell them of events (docs/webhooks.md)."""

from uuid import UUID

from fastapi import APIRouter

from api.accounts.caller import Caller
from api.accounts.schemas import CodeIn
from api.accounts.service.second_factor import WrongCode
from api.accounts.service.throttle import SlowDown
from api.callers import SIGNED_IN, Delegate, Outside, Stepwise
from api.db import Session, TransactionRoute
from api.partners import service
from api.partners.schemas import DeliveryOut, EndpointIn, EndpointMadeOut, EndpointOut, EndpointsOut
from api.problems import NotFound, answers

router = APIRouter(prefix="/v1/endpoints", tags=["partners"], route_class=TransactionRoute)

OURS = SIGNED_IN | answers(NotFound)
BY_CODE = OURS | answers(WrongCode, SlowDown)


def organization_of(caller: Caller) -> UUID:
    """Give the organization that a caller speaks for."""
    if caller.organization_id is None:
        raise NotFound
    return caller.organization_id


@router.get("", responses=OURS)
def list_endpoints(session: Session, caller: Delegate, world: Outside) -> EndpointsOut:
    """List the endpoints of the caller's organization: the one that works, then the newest."""
    return service.endpoints(session, organization_of(caller), world)


@router.post(
    "",
    status_code=201,
    responses=BY_CODE | answers(service.EndpointExists, service.EndpointNotAllowed, service.TooManyEndpoints),
)
async def register(steps: Stepwise, caller: Delegate, data: EndpointIn) -> EndpointMadeOut:
    """Register where to tell the organization. The secret that verifies it is shown here and never again."""
    return await service.register_by_code(steps, caller, organization_of(caller), data)


@router.post("/{endpoint_id}/stop", responses=BY_CODE)
async def stop(steps: Stepwise, caller: Delegate, endpoint_id: UUID, data: CodeIn) -> EndpointOut:
    """Send nothing more to an endpoint; what waits for it is given up."""
    return await service.stop_by_code(steps, caller, organization_of(caller), endpoint_id, data)


@router.post(
    "/{endpoint_id}/test",
    status_code=202,
    responses=OURS | answers(service.EndpointStopped, service.TooManyTests),
)
def send_test(session: Session, caller: Delegate, world: Outside, endpoint_id: UUID) -> EndpointOut:
    """Have a test sent to an endpoint; how it went is among its deliveries a few seconds later."""
    return service.ask_test(session, endpoint_id, organization_of(caller), world)


@router.get("/{endpoint_id}/deliveries", responses=OURS)
def list_deliveries(session: Session, caller: Delegate, endpoint_id: UUID) -> list[DeliveryOut]:
    """Show the newest fifty deliveries to an endpoint, with every try."""
    return service.deliveries(session, endpoint_id, organization_of(caller))
