"""The way in to organizations, invitations, words and staff (docs/accounts.md)."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter

from api.accounts.service.sessions import end_all_sessions
from api.accounts.service.standing import standing, vouch
from api.accounts.service.throttle import SlowDown
from api.callers import SIGNED_IN, Admin, Outside, Staff, Stepwise, Worker
from api.db import Session, TransactionRoute
from api.organizations import service
from api.organizations.models import Role, RoleHeld
from api.organizations.schemas import (
    InboxIn,
    InvitationIn,
    InvitationOut,
    OrganizationIn,
    OrganizationOut,
    StaffOut,
    VouchCodeOut,
    VouchIn,
    WordOut,
)
from api.problems import NotFound, answers

router = APIRouter(prefix="/v1", tags=["organizations"], route_class=TransactionRoute)

OURS = SIGNED_IN | answers(NotFound)


@router.post("/organizations", status_code=201, responses=OURS)
def found_organization(
    session: Session, caller: Admin, world: Outside, data: OrganizationIn
) -> OrganizationOut:
    """Enter an organization with the public half of its offline key."""
    return service.shown(service.found_organization(session, data.name, data.sign_key, world.today))


@router.get("/organizations/{organization_id}", responses=OURS)
def show_organization(session: Session, caller: Worker, organization_id: UUID) -> OrganizationOut:
    """Show an organization, with what a phone checks its inbox against."""
    return service.shown(service.find_organization(session, organization_id))


@router.put(
    "/organizations/{organization_id}/inbox",
    responses=OURS | answers(service.NotSignedByOrganization, service.InboxIsOlder),
)
def set_inbox(session: Session, caller: Staff, organization_id: UUID, data: InboxIn) -> OrganizationOut:
    """Replace an organization's inbox by one that its offline key signed."""
    service.may_set_inbox(caller.roles, caller.organization_id, organization_id)
    return service.shown(service.set_inbox(session, organization_id, data))


@router.post(
    "/invitations",
    status_code=201,
    responses=OURS | answers(service.NotVouched, service.TooManyInvitations),
)
def invite(session: Session, caller: Worker, world: Outside, data: InvitationIn) -> InvitationOut:
    """Make an invitation. Its token is shown here and never again."""
    return service.invite(session, standing(session, caller, world.today), data, world.today)


@router.post("/account/vouch-code", responses=SIGNED_IN)
def show_vouch_code(session: Session, caller: Worker, world: Outside) -> VouchCodeOut:
    """Make the code that another phone types to vouch for the caller. It replaces the one before."""
    return service.show_code(session, caller.worker_id, world)


@router.post(
    "/vouches",
    status_code=201,
    responses=SIGNED_IN
    | answers(service.CodeNotValid, service.NotVouched, service.OwnCode, service.AlreadyVouched, SlowDown),
)
async def vouch_for(steps: Stepwise, caller: Worker, data: VouchIn) -> WordOut:
    """Vouch for whoever shows this code."""
    return await vouch(steps, caller, data.code)


@router.get("/staff", response_model=list[StaffOut], responses=OURS)
def list_staff(session: Session, caller: Admin) -> Sequence[RoleHeld]:
    """List who holds which role on this host."""
    return service.staff(session)


@router.delete("/staff/{worker_id}/{role}", response_model=list[StaffOut], responses=OURS)
def take_role(session: Session, caller: Admin, worker_id: UUID, role: Role) -> Sequence[RoleHeld]:
    """End a role, and every session of the one who held it; list the roles that are left."""
    service.take_role(session, worker_id, role)
    end_all_sessions(session, worker_id)
    return service.staff(session)
