"""What a stolen session must not do alone: move an organization's endpoint. It takes a code as well."""

from uuid import UUID

from api.accounts.caller import Caller
from api.accounts.schemas import CodeIn
from api.accounts.service.second_factor import with_code
from api.partners.schemas import EndpointIn, EndpointMadeOut, EndpointOut
from api.partners.service.endpoints import check_new, find_endpoint, register, stop_by_hand
from api.steps import Steps


async def register_by_code(
    steps: Steps, caller: Caller, organization_id: UUID, data: EndpointIn
) -> EndpointMadeOut:
    """Register an endpoint. What is refused without its code costs none: a typing error is mended at once."""
    world = steps.world
    await steps.transaction(check_new, organization_id, data.url, world)
    return await with_code(
        steps, caller, data.code, lambda session: register(session, organization_id, data.url, world)
    )


async def stop_by_code(
    steps: Steps, caller: Caller, organization_id: UUID, endpoint_id: UUID, data: CodeIn
) -> EndpointOut:
    """Send nothing more to an endpoint."""
    await steps.transaction(find_endpoint, endpoint_id, organization_id)
    return await with_code(
        steps, caller, data.code, lambda session: stop_by_hand(session, endpoint_id, organization_id)
    )
