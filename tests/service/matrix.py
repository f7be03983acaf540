"""Who may do what, route by route: what the matrix of tests is made from."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.callers import world_of
from api.organizations.inbox import inbox_message
from api.organizations.models import Role
from api.partners import service as partners
from api.statistics.service import freeze_due
from tests.accounts.people import RECIPIENT, Person, a_blob, a_passphrase, a_phrase, coded, sign_in, sign_up
from tests.accounts.staff import a_member_of_staff, an_organization
from tests.partners.codes import fresh_code
from tests.sync.phones import Phone

Ask = tuple[str, Any]  # path, body


@dataclass
class Town:
    """A worker with two phones and some records, a stranger, and staff of two organizations."""

    client: TestClient
    session: Session
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let everybody in."""
        self.x = an_organization(self.session, self.key.public_key().public_bytes_raw())
        self.y = an_organization(self.session, secrets.token_bytes(32))
        owner = sign_up(self.client)
        self.other_phone = sign_in(self.client, owner, new_phone=True)
        self.people = {"owner": owner, "stranger": sign_up(self.client)}
        for role in Role:
            self.staff(str(role), role, self.x)
        self.staff("organizer of another", Role.ORGANIZER, self.y)
        phone = Phone(self.session, owner.worker_id, owner.device_id)
        sent = [phone.consent(), phone.put("employer", {"name": "Bright Labels"})]
        self.row = UUID(sent[1]["id"])
        phone.send(*sent)
        release = freeze_due(self.session, world_of(cast("FastAPI", self.client.app)))
        assert release is not None
        self.release_id = release.last_day
        self.session.commit()

    def staff(self, name: str, role: Role, organization: UUID) -> None:
        """Let one of the staff in."""
        of = None if role is Role.ADMIN else organization
        self.people[name] = a_member_of_staff(self.client, self.session, role, of)

    @property
    def owner(self) -> Person:
        """Give the worker whose things they are."""
        return self.people["owner"]

    def ids(self) -> list[str]:
        """List what may appear in nobody else's answer."""
        owner = self.owner
        mine = [owner.worker_id, owner.device_id, self.other_phone.device_id, self.row]
        return [str(id_) for id_ in mine] + [owner.handle]


@dataclass(frozen=True)
class Scene:
    """A route: how it is asked, and who is let in."""

    ask: Callable[[Town, Person], Ask]
    let_in: frozenset[str] | None = None  # None: every signed-in worker, for things of their own
    of_owner: bool = False  # the path names something of the owner's: 404 for everybody else
    shows: bool = True  # answers others with things of their own, so the owner's must not be among them


def inbox(town: Town) -> dict[str, str]:
    """Sign an inbox with the key of the first organization."""
    message = inbox_message(town.x, RECIPIENT, date(2026, 3, 1))
    return {"recipient": RECIPIENT, "since": "2026-03-01", "signature": coded(town.key.sign(message))}


def code_of(town: Town, person: Person) -> str:
    """Enrol an authenticator and give a code of it."""
    enrolled = town.client.post("/v1/account/totp", json=key_proof(person), headers=person.headers)
    if enrolled.status_code != 200:
        return "000000"
    return pyotp.TOTP(enrolled.json()["secret"]).at(town.client.app.state.now())  # type: ignore[attr-defined]  # the test client's app is ours


def vouch_code(town: Town) -> str:
    """Let the owner show a code."""
    return str(town.client.post("/v1/account/vouch-code", headers=town.owner.headers).json()["code"])


def endpoint(town: Town) -> UUID:
    """Give the first organization's endpoint, with a test on its way."""
    world = world_of(cast("FastAPI", town.client.app))
    for one in partners.endpoints(town.session, town.x, world).endpoints:
        if one.stopped is None:
            town.session.commit()  # a transaction left open would outlast what the test undoes
            return one.id
    made = partners.register(town.session, town.x, "https://hooks.example/in", world)
    partners.ask_test(town.session, made.id, town.x, world)
    partners.fan_out(town.session, world.now)
    town.session.commit()
    return made.id


def without_endpoint(town: Town, person: Person) -> Ask:
    """Ask for a new endpoint, once nobody has one that works."""
    for one in partners.every_endpoint(town.session):
        partners.stop_by_hand(town.session, one.id, one.organization_id)
    town.session.commit()
    return "/v1/endpoints", {"url": "https://hooks.example/in", "code": fresh_code(town.client, person)}


def own(path: str, body: Any = None) -> Callable[[Town, Person], Ask]:
    """Ask for something of one's own."""
    return lambda town, person: (path, body)


def key_proof(person: Person) -> dict[str, Any]:
    """Prove it by the passphrase's key."""
    return {"auth_key": coded(person.auth_key)}


STAFF = frozenset({"admin", "organizer"})
EVERY_ROLE = frozenset({*map(str, Role), "organizer of another"})
ADMIN = frozenset({"admin"})
DELEGATES = frozenset({"organizer", "partner"})
LABEL = {"label": coded(a_blob())}

SCENES: dict[tuple[str, str], Scene] = {
    ("post", "/v1/sessions/end"): Scene(own("/v1/sessions/end", {"everywhere": False})),
    ("get", "/v1/account"): Scene(own("/v1/account")),
    ("post", "/v1/account/passphrase"): Scene(
        lambda town, person: (
            "/v1/account/passphrase",
            key_proof(person) | {"new": a_passphrase(secrets.token_bytes(32))},
        )
    ),
    ("post", "/v1/account/phrase"): Scene(
        lambda town, person: (
            "/v1/account/phrase",
            key_proof(person) | {"new": a_phrase(secrets.token_bytes(32))},
        )
    ),
    ("get", "/v1/devices"): Scene(own("/v1/devices")),
    ("put", "/v1/devices/{device_id}/label"): Scene(
        lambda town, person: (f"/v1/devices/{town.other_phone.device_id}/label", LABEL), of_owner=True
    ),
    ("post", "/v1/devices/{device_id}/sign-out"): Scene(
        lambda town, person: (f"/v1/devices/{town.other_phone.device_id}/sign-out", key_proof(person)),
        of_owner=True,
    ),
    ("post", "/v1/account/totp"): Scene(
        lambda town, person: ("/v1/account/totp", key_proof(person)), shows=False
    ),
    ("post", "/v1/account/totp/confirm"): Scene(
        lambda town, person: ("/v1/account/totp/confirm", {"code": code_of(town, person)}),
        shows=False,
    ),
    ("post", "/v1/sessions/second-factor"): Scene(
        lambda town, person: ("/v1/sessions/second-factor", {"code": code_of(town, person)}),
        shows=False,
    ),
    ("get", "/v1/account/export"): Scene(own("/v1/account/export")),
    ("post", "/v1/account/erase"): Scene(lambda town, person: ("/v1/account/erase", key_proof(person))),
    ("post", "/v1/organizations"): Scene(
        own("/v1/organizations", {"name": "Another union", "sign_key": coded(bytes(32))}), let_in=ADMIN
    ),
    ("get", "/v1/organizations/{organization_id}"): Scene(
        lambda town, person: (f"/v1/organizations/{town.x}", None)
    ),
    ("put", "/v1/organizations/{organization_id}/inbox"): Scene(
        lambda town, person: (f"/v1/organizations/{town.x}/inbox", inbox(town)), let_in=STAFF
    ),
    ("post", "/v1/invitations"): Scene(
        own("/v1/invitations", {"role": "auditor"}), let_in=ADMIN, shows=False
    ),
    ("post", "/v1/account/vouch-code"): Scene(own("/v1/account/vouch-code")),
    ("post", "/v1/vouches"): Scene(
        lambda town, person: ("/v1/vouches", {"code": vouch_code(town)}),
        let_in=frozenset({"organizer", "organizer of another"}),
        shows=False,
    ),
    ("get", "/v1/staff"): Scene(own("/v1/staff"), let_in=ADMIN),
    ("delete", "/v1/staff/{worker_id}/{role}"): Scene(
        lambda town, person: (f"/v1/staff/{town.people['auditor'].worker_id}/auditor", None), let_in=ADMIN
    ),
    ("get", "/v1/releases"): Scene(own("/v1/releases"), let_in=EVERY_ROLE),
    ("get", "/v1/releases/{release_id}"): Scene(
        lambda town, person: (f"/v1/releases/{town.release_id}", None), let_in=EVERY_ROLE
    ),
    ("get", "/v1/endpoints"): Scene(own("/v1/endpoints"), let_in=DELEGATES | {"organizer of another"}),
    ("post", "/v1/endpoints"): Scene(without_endpoint, let_in=DELEGATES | {"organizer of another"}),
    ("post", "/v1/endpoints/{endpoint_id}/stop"): Scene(
        lambda town, person: (
            f"/v1/endpoints/{endpoint(town)}/stop",
            {"code": fresh_code(town.client, person)},
        ),
        let_in=DELEGATES,
    ),
    ("post", "/v1/endpoints/{endpoint_id}/test"): Scene(
        lambda town, person: (f"/v1/endpoints/{endpoint(town)}/test", None), let_in=DELEGATES
    ),
    ("get", "/v1/endpoints/{endpoint_id}/deliveries"): Scene(
        lambda town, person: (f"/v1/endpoints/{endpoint(town)}/deliveries", None), let_in=DELEGATES
    ),
    ("post", "/v1/sync/push"): Scene(
        lambda town, person: (
            "/v1/sync/push",
            {"device_id": str(person.device_id), "highest_seq": 0, "operations": []},
        )
    ),
    ("get", "/v1/sync/pull"): Scene(own("/v1/sync/pull")),
    ("get", "/v1/sync/receipt"): Scene(own("/v1/sync/receipt")),
}

OPEN = {  # for everybody, without a session
    *{("get", path) for path in ("/v1/health", "/v1/host", "/v1/employers", "/v1/reference")},
    ("get", "/v1/reference/{name}"),
    *{("post", path) for path in ("/v1/wages/estimate", "/v1/offers/check", "/v1/sessions")},
    *{("post", f"/v1/accounts{path}") for path in ("", "/salt", "/challenge")},
    *{("post", f"/v1/recovery{path}") for path in ("", "/open")},
}
