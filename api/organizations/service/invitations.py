"""Let people in: make invitations and spend them, without keeping who invited whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.organizations.inbox import fingerprint
from api.organizations.models import Invitation, Organization, Role, RoleHeld, Vouch, Word
from api.organizations.schemas import InvitationIn, InvitationOut
from api.organizations.service.problems import InvitationNotValid, NotVouched, TooManyInvitations
from api.organizations.tokens import new_token, token_digest
from api.problems import Invalid, NotFound
from api.schema import FieldError

LIFETIME = timedelta(days=30)
MOST_OPEN = 5
MOST_OPEN_OF_STAFF = 200


@dataclass(frozen=True)
class Standing:
    """Who invites or vouches, as far as it matters; roles only as they count in this session."""

    worker_id: UUID
    roles: frozenset[str]
    organization_id: UUID | None
    vouched: bool
    tree: tuple[UUID, int]  # random root and depth


@dataclass(frozen=True)
class Spent:
    """What an invitation leaves behind in the new account."""

    tree_root: UUID
    tree_depth: int


def invite(session: Session, inviter: Standing, data: InvitationIn, today: date) -> InvitationOut:
    """Make an invitation. An organizer's is an organizer's word; roles are only an admin's to give."""
    word, organization_id = None, data.organization_id
    if "admin" not in inviter.roles:
        if data.role is not None:
            raise NotFound
        if organization_id not in {None, inviter.organization_id}:
            raise NotFound
        if "organizer" in inviter.roles:
            word, organization_id = Word.ORGANIZER, inviter.organization_id
        elif not inviter.vouched:
            raise NotVouched
    keep_to_limit(session, inviter, today)
    root, depth = inviter.tree
    return add_invitation(
        session,
        Invitation(
            digest=b"",
            role=Role(data.role) if data.role else None,
            organization_id=organization_id,
            word=word,
            made_by=inviter.worker_id,
            tree_root=root,
            tree_depth=depth + 1,
            made_on=today,
            expires_on=today + LIFETIME,
        ),
    )


def invite_from_console(
    session: Session, role: Role | None, organization_id: UUID | None, today: date
) -> InvitationOut:
    """Make an invitation for whoever runs the server: the beginning of a tree."""
    return add_invitation(
        session,
        Invitation(
            digest=b"",
            role=role,
            organization_id=organization_id,
            word=None,
            tree_root=uuid4(),
            tree_depth=0,
            made_on=today,
            expires_on=today + LIFETIME,
        ),
    )


def add_invitation(session: Session, invitation: Invitation) -> InvitationOut:
    """Store an invitation under a new token, which nobody can ask for again."""
    pinned = None
    if invitation.organization_id is not None:
        organization = session.get(Organization, invitation.organization_id)
        if organization is None:
            raise NotFound
        pinned = fingerprint(organization.sign_key)
    elif invitation.role is Role.ORGANIZER:
        raise Invalid([FieldError(pointer="/body/organization_id", code="missing")])
    token = new_token()
    invitation.digest = token_digest(token)
    session.add(invitation)
    session.flush()
    return InvitationOut(token=token, fingerprint=pinned, expires_on=invitation.expires_on)


def keep_to_limit(session: Session, inviter: Standing, today: date) -> None:
    """Refuse more open invitations than one person needs; two requests at once count one after the other."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(inviter.worker_id), 0))))
    mine = select(func.count()).where(
        col(Invitation.made_by) == inviter.worker_id, col(Invitation.expires_on) >= today
    )
    most = MOST_OPEN_OF_STAFF if inviter.roles & {"admin", "organizer"} else MOST_OPEN
    if session.exec(mine).one() >= most:
        raise TooManyInvitations


def is_open(session: Session, token: str, today: date) -> bool:
    """Tell whether an invitation could be used today."""
    asked = select(Invitation.digest).where(
        col(Invitation.digest) == token_digest(token), col(Invitation.expires_on) >= today
    )
    return session.exec(asked).first() is not None


def spend_invitation(session: Session, token: str, worker_id: UUID, today: date) -> Spent:
    """Use an invitation for a new account, which may be stored before or after within the transaction.

    Its row goes, and with it who made it; a role and an organizer's word stay with the account.
    """
    taken = session.execute(
        delete(Invitation)
        .where(col(Invitation.digest) == token_digest(token), col(Invitation.expires_on) >= today)
        .returning(Invitation)
    ).scalar_one_or_none()
    if taken is None:
        raise InvitationNotValid
    if taken.role is not None:
        session.add(
            RoleHeld(worker_id=worker_id, role=taken.role, organization_id=taken.organization_id, since=today)
        )
    if taken.word is not None:
        session.add(
            Vouch(worker_id=worker_id, id=uuid4(), word=taken.word, given_by=taken.made_by, given_on=today)
        )
    session.flush()
    return Spent(taken.tree_root, taken.tree_depth)
