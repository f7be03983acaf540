"""The second factor of staff: enrol an authenticator, confirm it, and take each code once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

import pyotp
from sqlalchemy import or_, update
from sqlmodel import Session, col

from api.accounts.buckets import caller_bucket
from api.accounts.caller import Caller
from api.accounts.models import Account, LoginSession
from api.accounts.schemas import AccountOut, TotpOut
from api.accounts.service.account import describe_account, find_account
from api.accounts.service.proof import Try, WrongKeys, prove_again, proved_account
from api.accounts.service.sessions import begin_session, end_all_sessions, token_hash
from api.accounts.service.throttle import begin_try, succeed
from api.accounts.totp import enrolment_uri, matching_step
from api.pepper import seal, unseal
from api.problems import Problem
from api.steps import Steps
from api.world import World

T = TypeVar("T")


class SecondFactorAsked(Problem):
    """An authenticator that was confirmed can only be replaced by whoever has it."""

    status, code, title = 403, "second-factor-asked", "Give a code of your authenticator first."


class WrongCode(Problem):
    """It does not fit, it was used, or there is no authenticator: one answer for all three."""

    status, code, title = 403, "wrong-code", "This code does not fit, or was used already."


async def enrol(steps: Steps, caller: Caller, auth_key: bytes, host_name: str) -> TotpOut:
    """Make a new secret and show it to whoever proves to know the passphrase; a session is not enough."""
    attempt = await prove_again(steps, caller, auth_key)
    return await steps.transaction(make_secret, attempt, caller, host_name, steps.world)


def make_secret(
    session: Session, attempt: Try, caller: Caller, host_name: str, world: World
) -> TotpOut | Problem:
    """Store a new secret; it counts once a code of it was given.

    Until then nobody has this worker's powers, in no session: the old authenticator is gone.
    """
    account = proved_account(session, attempt)
    if account is None:
        return WrongKeys()
    if account.totp_confirmed and not caller.second_factor:
        return SecondFactorAsked()  # returned: the proof was right and counts as no failure
    secret = pyotp.random_base32()
    account.totp_sealed = seal(world.pepper, "totp", account.worker_id, secret.encode())
    account.totp_confirmed, account.totp_step = False, None
    session.add(account)
    session.execute(
        update(LoginSession)
        .where(col(LoginSession.worker_id) == account.worker_id)
        .values(factor_at=None, factor_used_at=None)
    )
    return TotpOut(secret=secret, uri=enrolment_uri(secret, host_name))


@dataclass(frozen=True)
class WithPowers:
    """A session has begun that has its worker's powers."""

    token: str = field(repr=False)
    out: AccountOut


async def give_code(steps: Steps, caller: Caller, code: str) -> WithPowers:
    """Give a code, and get a new session that has the caller's powers; guesses are slowed down."""
    await steps.transaction(begin_try, guesses_of(caller, steps.world), steps.world.now)
    return await steps.transaction(admit, caller, code, steps.world)


async def with_code(steps: Steps, caller: Caller, code: str, work: Callable[[Session], T]) -> T:
    """Do what a session with powers may not do alone, for a code that was used for nothing before.

    Guesses are counted together with those at sign-in.
    """
    await steps.transaction(begin_try, guesses_of(caller, steps.world), steps.world.now)
    return await steps.transaction(lambda session: done(session, caller, code, steps.world, work))


def done(
    session: Session, caller: Caller, code: str, world: World, work: Callable[[Session], T]
) -> T | Problem:
    """Take a code and do the work in one transaction. Work that is refused is undone; its code stays used."""
    is_confirmed = find_account(session, caller).totp_confirmed
    if not is_confirmed or not take_code(session, caller.worker_id, code, world):
        return WrongCode()
    succeed(session, guesses_of(caller, world))
    try:
        with session.begin_nested():
            return work(session)
    except Problem as refused:
        return refused  # returned: what came before it is committed


def guesses_of(caller: Caller, world: World) -> bytes:
    """Name the bucket that counts a caller's guesses at codes, whatever they are for."""
    return caller_bucket(world.pepper, "code", caller.worker_id)


def admit(session: Session, caller: Caller, code: str, world: World) -> WithPowers | Problem:
    """Begin a session with powers. A new authenticator's first code ends all the others."""
    is_first = not find_account(session, caller).totp_confirmed
    if not take_code(session, caller.worker_id, code, world):
        return WrongCode()
    succeed(session, guesses_of(caller, world))
    if is_first:
        end_all_sessions(session, caller.worker_id)
    token = begin_session(session, caller.worker_id, caller.device_id, world.now)
    session.execute(
        update(LoginSession)
        .where(col(LoginSession.token_hash) == token_hash(token))
        .values(factor_at=world.now, factor_used_at=world.now)
    )
    return WithPowers(token, describe_account(session, replace(caller, second_factor=True), world))


def take_code(session: Session, worker_id: UUID, code: str, world: World) -> bool:
    """Take a code once and say whether it fits; the first one confirms the authenticator.

    The last used step only moves forward, in one statement: of many at once, one succeeds.
    """
    account = session.get(Account, worker_id)
    if account is None or account.totp_sealed is None:
        return False
    sealed = account.totp_sealed
    secret = unseal(world.pepper, "totp", worker_id, sealed).decode()
    step = matching_step(secret, code, world.now.timestamp())
    if step is None:
        return False
    moved = session.execute(
        update(Account)
        .where(
            col(Account.worker_id) == worker_id,
            col(Account.totp_sealed) == sealed,  # not one that was enrolled in between
            or_(col(Account.totp_step).is_(None), col(Account.totp_step) < step),
        )
        .values(totp_confirmed=True, totp_step=step)
        .returning(col(Account.worker_id))
    ).first()
    return moved is not None
