"""Organizations: their pinned key, and the inbox that it signs."""

from datetime import date
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from api.organizations.inbox import fingerprint, inbox_message, is_signed
from api.organizations.models import Organization
from api.organizations.schemas import InboxIn, OrganizationOut
from api.organizations.service.problems import InboxIsOlder, NotSignedByOrganization
from api.problems import NotFound
from api.schema import to_base64


def found_organization(session: Session, name: str, sign_key: bytes, today: date) -> Organization:
    """Enter an organization. Its key is never changed: phones have pinned it."""
    organization = Organization(id=uuid4(), name=name, sign_key=sign_key, made_on=today)
    session.add(organization)
    session.flush()
    return organization


def find_organization(session: Session, organization_id: UUID) -> Organization:
    """Find an organization."""
    organization = session.get(Organization, organization_id)
    if organization is None:
        raise NotFound
    return organization


def set_inbox(session: Session, organization_id: UUID, data: InboxIn) -> Organization:
    """Replace an organization's inbox by one that its offline key signed, and never by an older one."""
    organization = session.exec(
        select(Organization).where(col(Organization.id) == organization_id).with_for_update()
    ).one_or_none()
    if organization is None:
        raise NotFound
    message = inbox_message(organization_id, data.recipient, data.since)
    if not is_signed(organization.sign_key, message, data.signature):
        raise NotSignedByOrganization
    if organization.inbox_since is not None and data.since < organization.inbox_since:
        raise InboxIsOlder
    organization.inbox_recipient = data.recipient
    organization.inbox_signature = data.signature
    organization.inbox_since = data.since
    session.add(organization)
    session.flush()
    return organization


def may_set_inbox(roles: frozenset[str], own: UUID | None, organization_id: UUID) -> None:
    """Let admins set any organization's inbox, and organizers their own one's."""
    if "admin" not in roles and not ("organizer" in roles and own == organization_id):
        raise NotFound


def shown(organization: Organization) -> OrganizationOut:
    """Write an organization as it travels."""
    signature = organization.inbox_signature
    return OrganizationOut(
        id=organization.id,
        name=organization.name,
        sign_key=to_base64(organization.sign_key),
        fingerprint=fingerprint(organization.sign_key),
        inbox_recipient=organization.inbox_recipient,
        inbox_signature=to_base64(signature) if signature else None,
        inbox_since=organization.inbox_since,
    )
