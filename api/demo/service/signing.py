"""Sign people of the town up, by the same services and with the same keys as anybody."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine

from api.accounts.caller import Caller, SignedOut
from api.accounts.schemas import AccountIn
from api.accounts.service.lookup import find_caller
from api.accounts.service.sign_up import sign_up
from api.db import transacted
from api.slots import Slots
from api.steps import Steps
from api.world import World
from client.account import by_passphrase, by_phrase
from client.keys import Keyring
from client.words import new_passphrase

KEY = 32
RECIPIENT = "age1" + "q" * 58  # nobody's
T = TypeVar("T")


@dataclass(frozen=True)
class Credentials:
    """What somebody signs in with."""

    handle: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Signed:
    """Somebody who has an account, and on whose phone the vault key is."""

    worker_id: UUID
    device: dict[str, Any] = field(repr=False)
    token: str = field(repr=False)
    auth_key: bytes = field(repr=False)
    vault_key: bytes = field(repr=False)


def awaited(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run what is asynchronous to its end, in a thread of its own: the caller's may have a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


def steps(engine: Engine, world: World) -> Steps:
    """Give what services that hash work with; nobody else waits for a slot here."""
    return Steps(engine, Slots(patience=600), world)


def new_credentials(handle: str) -> Credentials:
    """Make up a passphrase as the app does."""
    return Credentials(handle, new_passphrase("en"))


def made_up(handle: str, worker_id: UUID, invitation: str) -> dict[str, Any]:
    """Write the sign-up of somebody as whom nobody will sign in: keys are random, nothing opens."""
    return {
        "worker_id": worker_id,
        "handle": handle,
        "passphrase": {
            "salt": secrets.token_bytes(16),
            "auth_key": secrets.token_bytes(KEY),
            "wrapped_by_passphrase": secrets.token_bytes(61),
        },
        "phrase": {"recovery_key": secrets.token_bytes(KEY), "wrapped_by_phrase": secrets.token_bytes(61)},
        "keyring": b"\x01" + secrets.token_bytes(28 + 256),
        "sign_key": secrets.token_bytes(KEY),
        "age_recipient": RECIPIENT,
        "device": {"device_id": worker_id, "device_key": secrets.token_bytes(KEY)},
        "invitation": invitation,
    }


def real(who: Credentials, worker_id: UUID, vault_key: bytes) -> dict[str, Any]:
    """Write the parts of a sign-up that somebody with this passphrase opens again, on any phone."""
    ring = Keyring.new()
    return {
        "passphrase": by_passphrase(who.passphrase, worker_id, vault_key),
        "phrase": by_phrase(secrets.token_bytes(16), worker_id, vault_key),
        "keyring": ring.sealed(vault_key, worker_id),
        "sign_key": ring.sign_key,
        "age_recipient": ring.recipient,
    }


async def enter(to: Steps, invitation: str, worker_id: UUID, who: Credentials | str) -> Signed:
    """Sign somebody up; a bare handle is somebody as whom nobody will sign in."""
    vault_key = secrets.token_bytes(KEY)
    if isinstance(who, Credentials):
        data = made_up(who.handle, worker_id, invitation) | real(who, worker_id, vault_key)
    else:
        data = made_up(who, worker_id, invitation)
    found = await sign_up(to, AccountIn.model_validate(data), None)
    return Signed(worker_id, data["device"], found.token, data["passphrase"]["auth_key"], vault_key)


def caller_of(engine: Engine, token: str, world: World) -> Caller:
    """Find who holds a session, as every request does."""
    found = transacted(engine, lambda session: find_caller(session, token, world.now))
    if found is None:
        raise SignedOut
    return found
