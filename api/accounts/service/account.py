"""The caller's own account: what it is, and its new passphrase or phrase."""

from typing import Literal

from sqlmodel import Session, select

from api.accounts import hashes
from api.accounts.caller import Caller, SignedOut
from api.accounts.models import Account
from api.accounts.schemas import AccountOut, NewPassphraseIn, NewPhraseIn
from api.accounts.service import sessions
from api.accounts.service.proof import SignedIn, Try, WrongKeys, opened, prove_again, proved_account
from api.accounts.service.recovery import set_passphrase, set_phrase
from api.organizations import service as organizations
from api.problems import Problem
from api.steps import Steps
from api.world import World

Factor = Literal["none", "unconfirmed", "asked", "given"]


def find_account(session: Session, caller: Caller) -> Account:
    """Find the caller's account."""
    account = session.get(Account, caller.worker_id)
    if account is None:  # erased between the look-up and now
        raise SignedOut
    return account


def are_there_any(session: Session) -> bool:
    """Tell whether anybody has an account here."""
    return session.exec(select(Account.worker_id).limit(1)).first() is not None


def describe_account(session: Session, caller: Caller, world: World) -> AccountOut:
    """Say what the server knows of the caller's account."""
    account = find_account(session, caller)
    return AccountOut(
        worker_id=account.worker_id,
        made_on=account.made_on,
        proof=account.proof.value,
        has_phrase=account.recovery_hash is not None,
        roles=organizations.roles_of(session, account.worker_id),
        vouched=organizations.vouched(
            session, account.worker_id, account.made_on, account.proof, world.today
        ),
        second_factor=factor_of(account, caller),
    )


def factor_of(account: Account, caller: Caller) -> Factor:
    """Say how far a second factor has come."""
    if account.totp_sealed is None:
        return "none"
    if not account.totp_confirmed:
        return "unconfirmed"
    return "given" if caller.second_factor else "asked"


async def change_passphrase(steps: Steps, caller: Caller, data: NewPassphraseIn) -> SignedIn:
    """Replace the passphrase, end every session, and begin a new one on this phone."""
    attempt = await prove_again(steps, caller, data.auth_key)
    kept = await steps.hashing(hashes.auth_hash, steps.world.pepper, data.new.auth_key)

    def replace(session: Session) -> SignedIn | Problem:
        account = proved_account(session, attempt)
        if account is None:
            return WrongKeys()
        set_passphrase(account, data.new, kept)
        session.add(account)
        sessions.end_all_sessions(session, caller.worker_id)
        token = sessions.begin_session(session, caller.worker_id, caller.device_id, steps.world.now)
        return opened(account, token)

    return await steps.transaction(replace)


async def change_phrase(steps: Steps, caller: Caller, data: NewPhraseIn) -> AccountOut:
    """Replace the recovery phrase."""
    attempt = await prove_again(steps, caller, data.auth_key)
    return await steps.transaction(replace_phrase, attempt, caller, data, steps.world)


def replace_phrase(
    session: Session, attempt: Try, caller: Caller, data: NewPhraseIn, world: World
) -> AccountOut | Problem:
    """Put the new phrase in the place of the old one."""
    account = proved_account(session, attempt)
    if account is None:
        return WrongKeys()
    set_phrase(account, data.new, world)
    session.add(account)
    session.flush()
    return describe_account(session, caller, world)
