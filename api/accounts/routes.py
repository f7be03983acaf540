"""The way in to accounts: sign up, in and out, recover, change keys, phones (docs/accounts.md)."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.accounts.schemas import (
    AccountIn,
    AccountOut,
    AuthIn,
    ChallengeOut,
    CodeIn,
    DeviceOut,
    EndedOut,
    EndIn,
    ErasedOut,
    ExportOut,
    HandleIn,
    LabelIn,
    NewPassphraseIn,
    NewPhraseIn,
    RecoveryIn,
    RecoveryOpenIn,
    RecoveryOpenOut,
    SaltOut,
    SignedInOut,
    SignInIn,
    TotpOut,
)
from api.accounts.service import account, devices, erasure, recovery, second_factor, sessions
from api.accounts.service.proof import WrongKeys
from api.accounts.service.sign_in import find_salt
from api.accounts.service.sign_in import sign_in as begin
from api.accounts.service.sign_up import HandleTaken, OtherAccount, WorkNotValid, ask_for_work
from api.accounts.service.sign_up import sign_up as enter
from api.accounts.service.throttle import SlowDown
from api.callers import SIGNED_IN, Before, Leaving, Outside, Stepwise, Worker, drop_session, keep_session
from api.db import Session, TransactionRoute
from api.organizations.service import InvitationNotValid
from api.problems import NotFound, answers
from api.slots import Busy

router = APIRouter(prefix="/v1", tags=["accounts"], route_class=TransactionRoute)

PROVED = answers(WrongKeys, SlowDown, Busy)
PROVED_AGAIN = SIGNED_IN | PROVED
BY_CODE = SIGNED_IN | answers(second_factor.WrongCode, SlowDown)


@router.post("/accounts/salt")
def show_salt(session: Session, world: Outside, data: HandleIn) -> SaltOut:
    """Give the salt of a handle. The answer is the same in kind for one that does not exist."""
    return find_salt(session, data.handle, world)


@router.post("/accounts/challenge")
async def challenge(request: Request, world: Outside) -> ChallengeOut:
    """Give work to do instead of an invitation. It lives 10 minutes and is spent once."""
    return ask_for_work(request.app.state.settings.work_bits, world)


@router.post(
    "/accounts",
    status_code=201,
    responses=answers(WorkNotValid, HandleTaken, OtherAccount, InvitationNotValid, SlowDown, Busy),
)
async def sign_up(steps: Stepwise, before: Before, data: AccountIn, response: Response) -> SignedInOut:
    """Make an account and sign in. Sent again after a lost answer, it signs in."""
    signed_in = await enter(steps, data, before)
    keep_session(response, signed_in.token)
    return signed_in.out


@router.post("/sessions", responses=PROVED)
async def sign_in(steps: Stepwise, before: Before, data: SignInIn, response: Response) -> SignedInOut:
    """Sign in. The session travels in the cookie; one that the browser had before ends."""
    signed_in = await begin(steps, data, before)
    keep_session(response, signed_in.token)
    return signed_in.out


@router.post("/sessions/end", responses=SIGNED_IN)
def sign_out(session: Session, caller: Leaving, data: EndIn, response: Response) -> EndedOut:
    """End this session, or with `everywhere` all others of the account."""
    if data.everywhere:
        return EndedOut(sessions=sessions.end_others(session, caller))
    drop_session(response)
    return EndedOut(sessions=sessions.end_session(session, caller.session))


@router.post("/recovery/open", responses=answers(WrongKeys))
def open_recovery(session: Session, world: Outside, data: RecoveryOpenIn) -> RecoveryOpenOut:
    """Give what a recovery phrase opens. Nothing changes yet."""
    return recovery.open_recovery(session, data, world)


@router.post("/recovery", responses=answers(WrongKeys, Busy))
async def recover(steps: Stepwise, data: RecoveryIn, response: Response) -> SignedInOut:
    """Replace passphrase and phrase by the old phrase, which is used up. Every session ends; one begins."""
    signed_in = await recovery.recover(steps, data)
    keep_session(response, signed_in.token)
    return signed_in.out


@router.get("/account", responses=SIGNED_IN)
def show_account(session: Session, caller: Worker, world: Outside) -> AccountOut:
    """Show the caller's own account."""
    return account.describe_account(session, caller, world)


@router.post("/account/passphrase", responses=PROVED_AGAIN)
async def change_passphrase(
    steps: Stepwise, caller: Worker, data: NewPassphraseIn, response: Response
) -> SignedInOut:
    """Replace the passphrase. Every session ends, and a new one begins on this phone."""
    signed_in = await account.change_passphrase(steps, caller, data)
    keep_session(response, signed_in.token)
    return signed_in.out


@router.post("/account/phrase", responses=PROVED_AGAIN)
async def change_phrase(steps: Stepwise, caller: Worker, data: NewPhraseIn) -> AccountOut:
    """Replace the recovery phrase; the old one opens nothing any more."""
    return await account.change_phrase(steps, caller, data)


@router.get("/devices", responses=SIGNED_IN)
def list_devices(session: Session, caller: Worker) -> list[DeviceOut]:
    """List the caller's phones, and how much each counted that never came."""
    return devices.list_devices(session, caller)


@router.put("/devices/{device_id}/label", responses=SIGNED_IN | answers(NotFound))
def label_device(session: Session, caller: Worker, device_id: UUID, data: LabelIn) -> list[DeviceOut]:
    """Name a phone; the name is sealed."""
    return devices.label_device(session, caller, device_id, data)


@router.post("/devices/{device_id}/sign-out", responses=PROVED_AGAIN | answers(NotFound))
async def sign_out_device(steps: Stepwise, caller: Worker, device_id: UUID, data: AuthIn) -> list[DeviceOut]:
    """Sign a phone out from elsewhere: it may still send what it owes, then it deletes itself."""
    return await devices.sign_out_device(steps, caller, device_id, data.auth_key)


@router.post(
    "/account/totp", responses=SIGNED_IN | answers(WrongKeys, second_factor.SecondFactorAsked, SlowDown, Busy)
)
async def enrol_authenticator(request: Request, steps: Stepwise, caller: Worker, data: AuthIn) -> TotpOut:
    """Make the secret of an authenticator. It is shown here and never again; a code of it confirms it."""
    host_name = request.app.state.settings.host_name
    return await second_factor.enrol(steps, caller, data.auth_key, host_name)


@router.post("/account/totp/confirm", responses=BY_CODE)
async def confirm_authenticator(
    steps: Stepwise, caller: Worker, data: CodeIn, response: Response
) -> AccountOut:
    """Give the first code. Every session ends, and one with the caller's powers begins on this phone."""
    begun = await second_factor.give_code(steps, caller, data.code)
    keep_session(response, begun.token)
    return begun.out


@router.post("/sessions/second-factor", responses=BY_CODE)
async def give_second_factor(steps: Stepwise, caller: Worker, data: CodeIn, response: Response) -> AccountOut:
    """Give a code. A session with the caller's powers takes the place of this one."""
    begun = await second_factor.give_code(steps, caller, data.code)
    keep_session(response, begun.token)
    return begun.out


@router.get("/account/export", responses=SIGNED_IN)
def export_account(session: Session, caller: Worker) -> ExportOut:
    """Show every row that names the caller, by table."""
    return erasure.export(session, caller.worker_id)


@router.post("/account/erase", responses=PROVED_AGAIN)
async def erase_account(steps: Stepwise, caller: Worker, data: AuthIn, response: Response) -> ErasedOut:
    """Delete every row that names the caller, at once and for good; `rows` counts them by table."""
    erased = await erasure.erase_account(steps, caller, data.auth_key)
    drop_session(response)
    return erased
