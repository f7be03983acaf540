"""Sign in by handle and passphrase."""

from sqlmodel import Session, select

from api.accounts.hashes import handle_hash, salt_for
from api.accounts.models import Account
from api.accounts.schemas import DeviceIn, SaltOut, SignInIn
from api.accounts.service import sessions
from api.accounts.service.proof import SignedIn, Try, WrongKeys, opened, prove_handle, proved_account
from api.problems import Problem
from api.schema import to_base64
from api.steps import Steps
from api.world import World


def find_salt(session: Session, handle: str, world: World) -> SaltOut:
    """Find the salt of a handle, or make one up that cannot be told from it."""
    made_up = salt_for(world.pepper, handle)
    query = select(Account.salt).where(Account.handle_hash == handle_hash(world.pepper, handle))
    found = session.exec(query).first()
    return SaltOut(salt=to_base64(found or made_up))


async def sign_in(steps: Steps, data: SignInIn, before: str | None = None) -> SignedIn:
    """Begin a session; `before` is the one that the browser had, and it ends."""
    attempt = await prove_handle(steps, data.handle, data.auth_key, data.device)
    return await steps.transaction(admit, attempt, data.device, before, steps.world)


def admit(
    session: Session, attempt: Try, device: DeviceIn, before: str | None, world: World
) -> SignedIn | Problem:
    """Begin the session of somebody who has proved to be who they are."""
    account = proved_account(session, attempt)
    if account is None:
        return WrongKeys()
    if before is not None:
        sessions.end_session(session, sessions.token_hash(before))
    return opened(account, sessions.welcome(session, account.worker_id, device, world.now))
