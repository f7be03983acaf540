"""Who runs the town's host and its union: let in by the host, with an authenticator each."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

import pyotp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519
from sqlalchemy import Engine
from sqlmodel import Session

from api.accounts.caller import Caller
from api.accounts.schemas import DeviceIn, SignInIn
from api.accounts.service.second_factor import enrol, give_code
from api.accounts.service.sign_in import sign_in
from api.accounts.service.standing import standing
from api.db import transacted
from api.demo.service.signing import Credentials, Signed, awaited, caller_of, enter, new_credentials, steps
from api.organizations import service as organizations
from api.organizations.inbox import inbox_message
from api.organizations.schemas import InboxIn, InvitationIn, InvitationOut
from api.organizations.service import Standing
from api.world import World

HOST = "演示 Demo"
HOST_STANDING = Standing(uuid4(), frozenset({"admin"}), None, vouched=False, tree=(uuid4(), 0))


@dataclass(frozen=True)
class Staff:
    """Somebody with a role, and the secret of their authenticator."""

    credentials: Credentials
    secret: str = field(repr=False)  # base32
    uri: str = field(repr=False)  # otpauth://
    signed: Signed = field(repr=False)

    def code(self, now: datetime) -> str:
        """Give the code that the authenticator shows."""
        return pyotp.TOTP(self.secret).at(now)


def found_union(engine: Engine, name: str, world: World) -> UUID:
    """Enter an organization with its inbox, and throw its offline key away."""
    key = Ed25519PrivateKey.generate()
    recipient = str(x25519.Identity.generate().to_public())

    def found(session: Session) -> UUID:
        made = organizations.found_organization(
            session, name, key.public_key().public_bytes_raw(), world.today
        )
        signature = key.sign(inbox_message(made.id, recipient, world.today))
        inbox = InboxIn(recipient=recipient, since=world.today, signature=signature)
        return organizations.set_inbox(session, made.id, inbox).id

    return transacted(engine, found)


def appoint(
    engine: Engine, handle: str, role: Literal["organizer", "auditor"], of: UUID | None, world: World
) -> Staff:
    """Let somebody in for a role, with an authenticator that is confirmed."""
    asked = InvitationIn(role=role, organization_id=of)
    letter = transacted(engine, lambda s: organizations.invite(s, HOST_STANDING, asked, world.today))
    who = new_credentials(handle)

    async def begin() -> Staff:
        to = steps(engine, world)
        signed = await enter(to, letter.token, uuid4(), who)
        caller = caller_of(engine, signed.token, world)
        made = await enrol(to, caller, signed.auth_key, HOST)
        await give_code(to, caller, pyotp.TOTP(made.secret).at(world.now))
        return Staff(who, made.secret, made.uri, signed)

    return awaited(begin)


def with_powers(engine: Engine, one: Staff, world: World) -> Caller:
    """Sign somebody in and give a code."""

    async def begin() -> Caller:
        to = steps(engine, world)
        asked = SignInIn(
            handle=one.credentials.handle,
            auth_key=one.signed.auth_key,
            device=DeviceIn.model_validate(one.signed.device),
        )
        signed = await sign_in(to, asked)
        caller = caller_of(engine, signed.token, world)
        given = await give_code(to, caller, one.code(world.now))
        return caller_of(engine, given.token, world)

    return awaited(begin)


def invitations(engine: Engine, organizer: Staff, count: int, world: World) -> list[InvitationOut]:
    """Have the organizer invite people: an organizer's word for each."""
    caller = with_powers(engine, organizer, world)

    def invite(session: Session) -> list[InvitationOut]:
        inviter = standing(session, caller, world.today)
        return [organizations.invite(session, inviter, InvitationIn(), world.today) for _ in range(count)]

    return transacted(engine, invite)
