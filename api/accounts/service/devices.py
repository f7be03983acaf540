"""The caller's phones."""

from uuid import UUID

from sqlmodel import Session, col, select

from api.accounts.caller import Caller
from api.accounts.models import Device
from api.accounts.schemas import DeviceOut, LabelIn
from api.accounts.service.proof import Try, WrongKeys, prove_again, proved_account
from api.problems import NotFound, Problem
from api.schema import to_base64
from api.steps import Steps
from api.sync import service as sync
from api.world import World


def list_devices(session: Session, caller: Caller) -> list[DeviceOut]:
    """List the caller's phones, the newest first, with what each counted and never brought."""
    gaps = sync.gaps(session, caller.worker_id)
    phones = session.exec(
        select(Device)
        .where(Device.worker_id == caller.worker_id)
        .order_by(col(Device.made_on).desc(), col(Device.id).desc())
    ).all()
    return [describe_device(phone, caller, *gaps.get(phone.id, (0, 0))) for phone in phones]


def describe_device(phone: Device, caller: Caller, highest: int, missing: int) -> DeviceOut:
    """Say what the server knows of a phone."""
    return DeviceOut(
        device_id=phone.id,
        label=to_base64(phone.label) if phone.label else None,
        made_on=phone.made_on,
        seen_on=phone.seen_on,
        this=phone.id == caller.device_id,
        leaving=phone.leaving_since is not None,
        missing=missing,
        highest_seq=highest,
    )


def label_device(session: Session, caller: Caller, device_id: UUID, data: LabelIn) -> list[DeviceOut]:
    """Name a phone; the name is sealed."""
    phone = find_device(session, caller, device_id)
    phone.label = data.label
    session.add(phone)
    session.flush()
    return list_devices(session, caller)


async def sign_out_device(steps: Steps, caller: Caller, device_id: UUID, auth_key: bytes) -> list[DeviceOut]:
    """Sign a phone out from elsewhere: from now on it may only send what it owes.

    A session is not enough: whoever stole one could have every phone delete itself.
    """
    attempt = await prove_again(steps, caller, auth_key)
    return await steps.transaction(let_go, attempt, caller, device_id, steps.world)


def let_go(
    session: Session, attempt: Try, caller: Caller, device_id: UUID, world: World
) -> list[DeviceOut] | Problem:
    """Sign a phone out for whom a try proved, unless the passphrase changed meanwhile."""
    if proved_account(session, attempt) is None:
        return WrongKeys()
    phone = session.get(Device, (caller.worker_id, device_id), with_for_update=True)
    if phone is None:
        return NotFound()  # returned: the proof was right and counts as no failure
    phone.leaving_since = phone.leaving_since or world.today
    session.add(phone)
    session.flush()
    return list_devices(session, caller)


def find_device(session: Session, caller: Caller, device_id: UUID) -> Device:
    """Find one of the caller's phones."""
    phone = session.get(Device, (caller.worker_id, device_id), with_for_update=True)
    if phone is None:
        raise NotFound
    return phone
