"""People for tests: signed up through HTTP, with random keys, for the service never sees a passphrase."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import httpx2
from argon2.low_level import Type, hash_secret_raw
from sqlmodel import Session

from api.organizations.models import Invitation, Role, Word
from client.ids import uuid7

OURS = {"X-Gongyou": "1", "Sec-Fetch-Site": "same-origin"}  # what the app sends with every write
COOKIE = "__Host-s"
RECIPIENT = "age1" + "q" * 58


@dataclass(frozen=True)
class Person:
    """Somebody on one phone."""

    worker_id: UUID
    device_id: UUID
    device_key: bytes
    handle: str
    auth_key: bytes
    recovery_key: bytes
    token: str = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """Give what the app of this person sends with each request."""
        return {**OURS, "Cookie": f"{COOKIE}={self.token}"}

    @property
    def device(self) -> dict[str, str]:
        """Give the phone, as it says so itself at sign-in."""
        return {"device_id": str(self.device_id), "device_key": coded(self.device_key)}


def sign_up(client: httpx2.Client, *, invitation: str | None = None, handle: str | None = None) -> Person:
    """Make an account, by an invitation or else by work."""
    person = a_person(handle)
    body = an_account(person)
    body |= {"invitation": invitation} if invitation else {"work": work_for(client)}
    answer = client.post("/v1/accounts", json=body, headers=OURS)
    assert answer.status_code == 201, answer.text
    return replaced(person, answer)


def sign_in(client: httpx2.Client, person: Person, *, new_phone: bool = False) -> Person:
    """Sign a person in again, on the same phone or on a new one."""
    if new_phone:
        person = Person(**{**vars(person), "device_id": uuid7(), "device_key": secrets.token_bytes(32)})
    answer = client.post("/v1/sessions", json=a_sign_in(person), headers=OURS)
    assert answer.status_code == 200, answer.text
    return replaced(person, answer)


def a_person(handle: str | None = None) -> Person:
    """Make up a person who has not signed up."""
    keys = [secrets.token_bytes(32) for _ in range(3)]
    return Person(uuid7(), uuid7(), keys[0], handle or f"worker {secrets.token_hex(6)}", keys[1], keys[2], "")


def an_account(person: Person) -> dict[str, Any]:
    """Write the body of a sign-up, without what lets it in."""
    return {
        "worker_id": str(person.worker_id),
        "handle": person.handle,
        "passphrase": a_passphrase(person.auth_key),
        "phrase": a_phrase(person.recovery_key),
        "keyring": coded(a_blob()),
        "sign_key": coded(secrets.token_bytes(32)),
        "age_recipient": RECIPIENT,
        "device": person.device,
    }


def a_sign_in(person: Person) -> dict[str, Any]:
    """Write the body of a sign-in."""
    return {"handle": person.handle, "auth_key": coded(person.auth_key), "device": person.device}


def a_proof(person: Person) -> dict[str, str]:
    """Write the proof by passphrase of somebody who is signed in."""
    return {"auth_key": coded(person.auth_key)}


def a_passphrase(auth_key: bytes) -> dict[str, str]:
    """Write what a passphrase leads to."""
    return {
        "salt": coded(secrets.token_bytes(16)),
        "auth_key": coded(auth_key),
        "wrapped_by_passphrase": coded(b"\x01" + secrets.token_bytes(60)),
    }


def a_phrase(recovery_key: bytes) -> dict[str, str]:
    """Write what a recovery phrase leads to."""
    return {
        "recovery_key": coded(recovery_key),
        "wrapped_by_phrase": coded(b"\x01" + secrets.token_bytes(60)),
    }


def a_blob(size: int = 256) -> bytes:
    """Make what a sealed and padded body looks like from outside."""
    return b"\x01" + secrets.token_bytes(28 + size)


def work_for(client: httpx2.Client) -> dict[str, str]:
    """Ask for a challenge and solve it."""
    asked = client.post("/v1/accounts/challenge", headers=OURS).json()
    return solved(asked["challenge"], asked["bits"])


def solved(challenge: str, bits: int) -> dict[str, str]:
    """Find a nonce for a challenge (docs/accounts.md)."""
    nonce = next(nonce for nonce in map(str, range(10**6)) if solves(nonce, challenge, bits))
    return {"challenge": challenge, "nonce": nonce}


def solves(nonce: str, challenge: str, bits: int) -> bool:
    """Tell whether a nonce begins with enough zero bits."""
    found = hash_secret_raw(nonce.encode(), b64decode(challenge), 1, 1024, 1, 32, Type.ID)
    return int.from_bytes(found, "big") >> (256 - bits) == 0


def an_invitation(
    session: Session,
    *,
    role: Role | None = None,
    organization_id: UUID | None = None,
    word: Word | None = None,
    made_by: UUID | None = None,
) -> str:
    """Put an invitation into the database and give its token."""
    token, today = secrets.token_urlsafe(16), datetime.now(UTC).date()
    session.add(
        Invitation(
            digest=sha256(token.encode()).digest(),
            role=role,
            organization_id=organization_id,
            word=word,
            made_by=made_by,
            tree_root=uuid4(),
            tree_depth=0,
            made_on=today,
            expires_on=today + timedelta(days=30),
        )
    )
    session.commit()
    return token


def token_of(answer: Any) -> str:
    """Read the session's token out of an answer's cookie."""
    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert name == COOKIE
    return str(rest.partition(";")[0])


def replaced(person: Person, answer: Any) -> Person:
    """Give the person with the session that an answer began."""
    return Person(**{**vars(person), "token": token_of(answer)})


def coded(raw: bytes) -> str:
    """Write bytes as JSON carries them."""
    return b64encode(raw).decode()
