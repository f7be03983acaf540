"""Come back by the recovery phrase: shown once to get the keys, then replaced with everything else.

Tries are not throttled: a key from 128 random bits cannot be guessed, and a throttle would let a stranger
keep the owner out of the only door that is left.
"""

from sqlmodel import Session, select

from api.accounts import hashes
from api.accounts.buckets import handle_bucket
from api.accounts.models import Account
from api.accounts.schemas import PassphraseIn, PhraseIn, RecoveryIn, RecoveryOpenIn, RecoveryOpenOut
from api.accounts.service import sessions, throttle
from api.accounts.service.proof import SignedIn, WrongKeys, opened
from api.problems import Problem
from api.schema import to_base64
from api.steps import Steps
from api.world import World


def open_recovery(session: Session, data: RecoveryOpenIn, world: World) -> RecoveryOpenOut:
    """Give what the phrase opens. Nothing changes yet."""
    account = found_by_phrase(session, data, world)
    if account is None or account.wrapped_by_phrase is None:
        raise WrongKeys
    return RecoveryOpenOut(
        worker_id=account.worker_id,
        wrapped_by_phrase=to_base64(account.wrapped_by_phrase),
        keyring=to_base64(account.keyring),
    )


async def recover(steps: Steps, data: RecoveryIn) -> SignedIn:
    """Replace passphrase and phrase, end every session, and begin one."""
    await steps.transaction(open_recovery, data, steps.world)  # a wrong phrase costs no hashing
    kept = await steps.hashing(hashes.auth_hash, steps.world.pepper, data.passphrase.auth_key)
    return await steps.transaction(replace_all, data, kept, steps.world)


def replace_all(session: Session, data: RecoveryIn, kept: str, world: World) -> SignedIn | Problem:
    """Replace what the phrase was for; the account is locked, so of two at once one finds the phrase used."""
    account = found_by_phrase(session, data, world)
    if account is None:
        return WrongKeys()
    set_passphrase(account, data.passphrase, kept)
    set_phrase(account, data.phrase, world)
    session.add(account)
    throttle.succeed(session, handle_bucket(world.pepper, account.handle_hash))
    sessions.end_all_sessions(session, account.worker_id)
    return opened(account, sessions.welcome(session, account.worker_id, data.device, world.now))


def found_by_phrase(session: Session, data: RecoveryOpenIn, world: World) -> Account | None:
    """Find and lock the account of a handle if the recovery key is its own."""
    hashed = hashes.handle_hash(world.pepper, data.handle)
    account = session.exec(select(Account).where(Account.handle_hash == hashed).with_for_update()).first()
    shown = hashes.recovery_hash(world.pepper, data.recovery_key)
    return account if hashes.same(account.recovery_hash if account else None, shown) else None


def set_passphrase(account: Account, new: PassphraseIn, kept: str) -> None:
    """Put a new passphrase's keys in the place of the old one's."""
    account.salt, account.auth_hash = new.salt, kept
    account.wrapped_by_passphrase = new.wrapped_by_passphrase


def set_phrase(account: Account, new: PhraseIn, world: World) -> None:
    """Put a new phrase's keys in the place of the old one's."""
    account.recovery_hash = hashes.recovery_hash(world.pepper, new.recovery_key)
    account.wrapped_by_phrase = new.wrapped_by_phrase
