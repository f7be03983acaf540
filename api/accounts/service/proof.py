"""Prove who one is by an auth key: throttled, hashed in a slot, and with one answer for whatever is wrong."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from api.accounts.buckets import caller_bucket, handle_bucket, phone_bucket
from api.accounts.caller import Caller, SignedOut
from api.accounts.hashes import DUMMY, digest, handle_hash, is_auth_key, same
from api.accounts.models import Account, Device
from api.accounts.schemas import DeviceIn, SignedInOut
from api.accounts.service import throttle
from api.problems import Problem
from api.schema import to_base64
from api.slots import Busy
from api.steps import Steps
from api.world import World


class WrongKeys(Problem):
    """There is no such handle, or the key is not its own: one answer for both."""

    status, code, title = 403, "wrong-keys", "This name and these words do not belong together."


@dataclass(frozen=True)
class Try:
    """What an auth key is held against. Without an account it is nobody's, and fails."""

    worker_id: UUID | None
    kept: str  # the hash as it was when the try began
    bucket: bytes


@dataclass(frozen=True)
class SignedIn:
    """A session has begun: its token for the cookie, and what the phone needs to open its records."""

    token: str
    out: SignedInOut


async def prove_handle(steps: Steps, handle: str, auth_key: bytes, device: DeviceIn) -> Try:
    """Prove to be who has this handle; raise `WrongKeys`, `SlowDown` or `Busy`."""
    return await prove(steps, await steps.transaction(begin_by_handle, handle, device, steps.world), auth_key)


async def prove_again(steps: Steps, caller: Caller, auth_key: bytes) -> Try:
    """Prove that a signed-in caller knows the passphrase too; raise as `prove_handle` does."""
    return await prove(steps, await steps.transaction(begin_by_caller, caller, steps.world), auth_key)


async def prove(steps: Steps, attempt: Try, auth_key: bytes) -> Try:
    """Hold an auth key against a try that was counted before."""
    try:
        right = await steps.hashing(is_auth_key, steps.world.pepper, auth_key, attempt.kept)
    except Busy:
        await steps.transaction(throttle.take_back, attempt.bucket)
        raise
    if not right or attempt.worker_id is None:
        raise WrongKeys
    return attempt


def begin_by_handle(session: Session, handle: str, device: DeviceIn, world: World) -> Try:
    """Count a try on a handle, or on a phone that it knows: that one nobody else can slow down.

    One look-up for handles that exist and that do not, and the same writing after it.
    """
    hashed = handle_hash(world.pepper, handle)
    row = session.execute(
        select(Account.worker_id, Account.auth_hash, Device.key_hash)
        .join(
            Device,
            and_(
                col(Device.worker_id) == Account.worker_id,
                col(Device.id) == device.device_id,
                col(Device.leaving_since).is_(None),  # lost or stolen: a stranger's like any other
            ),
            isouter=True,
        )
        .where(col(Account.handle_hash) == hashed)
    ).first()
    worker_id, kept, key_hash = row or (None, DUMMY, None)
    bucket = handle_bucket(world.pepper, hashed)
    if same(key_hash, digest(device.device_key)):
        bucket = phone_bucket(world.pepper, hashed, device.device_id)
    throttle.begin_try(session, bucket, world.now)
    return Try(worker_id, kept, bucket)


def begin_by_caller(session: Session, caller: Caller, world: World) -> Try:
    """Count a try of a session: whoever stole it has still to guess."""
    kept = session.exec(select(Account.auth_hash).where(Account.worker_id == caller.worker_id)).first()
    if kept is None:
        raise SignedOut
    bucket = caller_bucket(world.pepper, "session", caller.worker_id)
    throttle.begin_try(session, bucket, world.now)
    return Try(caller.worker_id, kept, bucket)


def proved_account(session: Session, attempt: Try) -> Account | None:
    """Lock the account that a try proved and forget its failures; None if it has other keys by now."""
    account = session.exec(
        select(Account)
        .where(Account.worker_id == attempt.worker_id, Account.auth_hash == attempt.kept)
        .with_for_update()
    ).first()
    if account is not None:
        throttle.succeed(session, attempt.bucket)
    return account


def opened(account: Account, token: str) -> SignedIn:
    """Give what a phone is told when it has signed in."""
    out = SignedInOut(
        worker_id=account.worker_id,
        wrapped_by_passphrase=to_base64(account.wrapped_by_passphrase),
        keyring=to_base64(account.keyring),
    )
    return SignedIn(token, out)
