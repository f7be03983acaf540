"""Make an account, let in by an invitation or by work."""

from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.accounts import hashes, work
from api.accounts.handles import fits
from api.accounts.models import Account, Proof, SpentChallenge
from api.accounts.schemas import AccountIn, ChallengeOut, SignInIn
from api.accounts.service import sessions, throttle
from api.accounts.service.erasure import lift_tombstone
from api.accounts.service.proof import SignedIn, WrongKeys, opened
from api.accounts.service.sign_in import sign_in
from api.organizations import service as organizations
from api.pepper import keyed
from api.problems import Invalid, Problem
from api.schema import FieldError
from api.steps import Steps
from api.world import World


class HandleTaken(Problem):
    """Somebody has this handle, or one that looks the same."""

    status, code, title = 409, "handle-taken", "Somebody already has this name here."


class OtherAccount(Problem):
    """This phone's worker has an account under another handle."""

    status, code, title = 409, "other-account", "This phone already belongs to another account."


class WorkNotValid(Problem):
    """There is no invitation, and no work that this server asked for, that is solved, in time and unspent."""

    status, code, title = 403, "work-not-valid", "The work is missing, too old, used or not done."


def ask_for_work(bits: int, world: World) -> ChallengeOut:
    """Make a challenge."""
    asked = work.ask(world.pepper, bits, world.now)
    return ChallengeOut(challenge=asked.text, bits=asked.bits, expires_at=asked.expires_at)


async def sign_up(steps: Steps, data: AccountIn, before: str | None) -> SignedIn:
    """Make an account and begin its first session.

    Whoever sends the same sign-up again, because the answer was lost, signs in. That is a proof like any
    other: it is throttled, and a stranger is told what anybody with another handle is told.
    """
    if not fits(data.handle):
        raise Invalid([FieldError(pointer="/body/handle", code="handle_length")])
    if not await steps.transaction(is_known_or_invited, data, steps.world):
        kept = await steps.hashing(worked_for, data, steps.world)
        made = await steps.transaction(make_account, data, kept, before, steps.world)
        if made is not None:
            return made
    try:
        again = SignInIn.model_construct(
            handle=data.handle, auth_key=data.passphrase.auth_key, device=data.device
        )
        return await sign_in(steps, again, before)
    except (WrongKeys, throttle.SlowDown) as refused:
        await steps.hashing(check_work, data, steps.world)
        await steps.transaction(pay, data, steps.world)
        raise (HandleTaken() if isinstance(refused, WrongKeys) else refused) from None


def pay(session: Session, data: AccountIn, world: World) -> Problem | None:
    """Take the work or count against the invitation, like `make_account`: who guesses learns no more."""
    if data.invitation is None:
        return None if spend_work(session, data, world) else WorkNotValid()
    if not organizations.is_open(session, data.invitation, world.today):
        return organizations.InvitationNotValid()
    throttle.begin_try(session, bucket_of(data.invitation, world), world.now)
    return None


def is_known_or_invited(session: Session, data: AccountIn, world: World) -> bool:
    """Do as `is_known`, and raise `InvitationNotValid` before a made-up invitation costs a slot.

    Or it would tell which handles are taken: each made-up one has a bucket of its own.
    """
    invited = data.invitation is None or organizations.is_open(session, data.invitation, world.today)
    known = is_known(session, data, world)  # asked last: the same sign-up may just have spent the invitation
    if not known and not invited:
        raise organizations.InvitationNotValid
    return known


def is_known(session: Session, data: AccountIn, world: World) -> bool:
    """Tell whether this very worker has this very handle."""
    return handle_of(session, data) == hashes.handle_hash(world.pepper, data.handle)


def handle_of(session: Session, data: AccountIn) -> bytes | None:
    """Find what is kept of the handle that this worker has."""
    query = select(Account.handle_hash).where(col(Account.worker_id) == data.worker_id)
    return session.exec(query).first()


def refusal(session: Session, data: AccountIn, world: World) -> Problem | None:
    """Say to whoever has paid why no account was stored; None: it was the same sign-up."""
    if is_known(session, data, world):
        return None
    return HandleTaken() if handle_of(session, data) is None else OtherAccount()


def worked_for(data: AccountIn, world: World) -> str:
    """Check the work, and only then hash the auth key."""
    check_work(data, world)
    return hashes.auth_hash(world.pepper, data.passphrase.auth_key)


def check_work(data: AccountIn, world: World) -> None:
    """Raise `WorkNotValid` unless there is an invitation, or work that is ours, done and in time."""
    if data.invitation is not None:
        return
    asked = data.work and work.recognised(world.pepper, data.work.challenge, world.now)
    if not data.work or not asked or not work.is_solved(asked, data.work.nonce):
        raise WorkNotValid


def make_account(
    session: Session, data: AccountIn, kept: str, before: str | None, world: World
) -> SignedIn | Problem | None:
    """Store an account with its first session; None if the same sign-up was stored just before.

    A handle that is taken costs the work, or a wait: nobody asks for one name after the other.
    """
    if data.invitation is not None:
        throttle.begin_try(session, bucket_of(data.invitation, world), world.now)
    elif not spend_work(session, data, world):
        return None if is_known(session, data, world) else WorkNotValid()
    account = new_account(data, kept, world)
    if not store(session, account):
        return refusal(session, data, world)
    if data.invitation is not None:
        enter_by_invitation(session, data.invitation, account, world)
    lift_tombstone(session, data.worker_id)
    if before is not None:
        sessions.end_session(session, sessions.token_hash(before))
    return opened(account, sessions.welcome(session, data.worker_id, data.device, world.now))


def bucket_of(invitation: str, world: World) -> bytes:
    """Name the bucket of an invitation's tries."""
    return keyed(world.pepper, "throttle invitation", invitation.encode())


def spend_work(session: Session, data: AccountIn, world: World) -> bool:
    """Spend a challenge; of several at once, one succeeds."""
    asked = data.work and work.recognised(world.pepper, data.work.challenge, world.now)
    if not asked:
        return False
    spent = insert(SpentChallenge).values(digest=asked.digest, expires_at=asked.expires_at)
    found = session.execute(spent.on_conflict_do_nothing().returning(col(SpentChallenge.digest)))
    return found.first() is not None


def new_account(data: AccountIn, kept: str, world: World) -> Account:
    """Write an account's row, the beginning of a tree of its own."""
    return Account(
        worker_id=data.worker_id,
        handle_hash=hashes.handle_hash(world.pepper, data.handle),
        salt=data.passphrase.salt,
        auth_hash=kept,
        wrapped_by_passphrase=data.passphrase.wrapped_by_passphrase,
        recovery_hash=hashes.recovery_hash(world.pepper, data.phrase.recovery_key),
        wrapped_by_phrase=data.phrase.wrapped_by_phrase,
        keyring=data.keyring,
        sign_key=data.sign_key,
        age_recipient=data.age_recipient,
        made_on=world.today,
        proof=Proof.WORK if data.invitation is None else Proof.INVITATION,
        tree_root=uuid4(),
        tree_depth=0,
    )


def store(session: Session, account: Account) -> bool:
    """Store an account unless its worker or its handle has one."""
    row = insert(Account).values(account.model_dump()).on_conflict_do_nothing()
    return session.execute(row.returning(col(Account.worker_id))).first() is not None


def enter_by_invitation(session: Session, token: str, account: Account, world: World) -> None:
    """Spend the invitation of an account that is stored; one that cannot be spent undoes the account."""
    spent = organizations.spend_invitation(session, token, account.worker_id, world.today)
    session.execute(
        update(Account)
        .where(col(Account.worker_id) == account.worker_id)
        .values(tree_root=spent.tree_root, tree_depth=spent.tree_depth)
    )
    throttle.succeed(session, bucket_of(token, world))
