"""Who may do what with organizations, staff and invitations, through HTTP."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.testclient import TestClient
from sqlalchemy import Integer
from sqlmodel import Session, SQLModel

from api.openapi import document
from api.organizations.inbox import fingerprint, inbox_message
from api.organizations.models import Role
from api.schema import iso_day
from tests.accounts.people import OURS, Person, a_person, an_account, an_invitation, coded, sign_in, sign_up
from tests.accounts.staff import a_member_of_staff, an_organization, with_factor

KEY = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
RECIPIENT = "age1" + "q" * 58
BY_ADMIN = ("organizer", "moderator", "custodian", "auditor", "partner")


def inbox(organization_id: UUID, since: str = "2026-11-22") -> dict[str, str]:
    signature = KEY.sign(inbox_message(organization_id, RECIPIENT, iso_day(since)))
    return {"recipient": RECIPIENT, "since": since, "signature": coded(signature)}


def send(client: TestClient, person: Person, method: str, path: str, body: Any = None) -> Any:
    return client.request(method, path, json=body, headers=person.headers)


@pytest.fixture
def admin(client: TestClient, session: Session) -> Person:
    return a_member_of_staff(client, session, Role.ADMIN)


def test_an_admin_founds_an_organization_and_every_worker_sees_what_to_pin(
    client: TestClient, admin: Person
) -> None:
    made = send(client, admin, "POST", "/v1/organizations", {"name": "A union", "sign_key": coded(PUBLIC)})
    said = made.json()
    path = f"/v1/organizations/{said['id']}"

    assert made.status_code == 201
    assert said["fingerprint"] == fingerprint(PUBLIC)
    assert UUID(said["id"]).version == 4
    assert send(client, sign_up(client), "GET", path).json() == said
    assert client.get(path).status_code == 401


def test_the_inbox_is_set_by_an_admin_or_the_organizations_own_organizer(
    client: TestClient, session: Session, admin: Person
) -> None:
    mine, other = an_organization(session, PUBLIC), an_organization(session, PUBLIC)
    organizer = a_member_of_staff(client, session, Role.ORGANIZER, mine)
    auditor = a_member_of_staff(client, session, Role.AUDITOR, mine)
    path, elsewhere = f"/v1/organizations/{mine}/inbox", f"/v1/organizations/{other}/inbox"

    assert send(client, organizer, "PUT", path, inbox(mine)).json()["inbox_recipient"] == RECIPIENT
    assert send(client, admin, "PUT", path, inbox(mine)).status_code == 200
    for person, where, of in (
        (organizer, elsewhere, other),
        (auditor, path, mine),
        (sign_up(client), path, mine),
    ):
        answer = send(client, person, "PUT", where, inbox(of))
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_swapped_inbox_is_refused_over_http_too(
    client: TestClient, session: Session, admin: Person
) -> None:
    of, other = an_organization(session, PUBLIC), an_organization(session, PUBLIC)
    path = f"/v1/organizations/{of}/inbox"
    send(client, admin, "PUT", path, inbox(of))

    swapped = send(client, admin, "PUT", path, inbox(of) | {"recipient": "age1" + "p" * 58})
    foreign = send(client, admin, "PUT", path, inbox(other))
    older = send(client, admin, "PUT", path, inbox(of, "2026-11-21"))

    assert [answer.json()["code"] for answer in (swapped, foreign, older)] == [
        "not-signed-by-organization",
        "not-signed-by-organization",
        "inbox-is-older",
    ]
    kept = send(client, admin, "GET", f"/v1/organizations/{of}").json()
    assert (kept["inbox_recipient"], kept["inbox_since"]) == (RECIPIENT, "2026-11-22")


def test_an_organizer_who_was_removed_is_refused_at_the_next_call(
    client: TestClient, session: Session, admin: Person
) -> None:
    """T22, first form: the role and every session of theirs end at once."""
    of = an_organization(session, PUBLIC)
    organizer = a_member_of_staff(client, session, Role.ORGANIZER, of)
    call = ("PUT", f"/v1/organizations/{of}/inbox", inbox(of))
    assert send(client, organizer, *call).status_code == 200

    left = send(client, admin, "DELETE", f"/v1/staff/{organizer.worker_id}/organizer")

    assert [one["worker_id"] for one in left.json()] == [str(admin.worker_id)]
    assert send(client, organizer, *call).status_code == 401
    assert send(client, sign_in(client, organizer), *call).status_code == 404


def test_the_invitations_of_an_admin_who_was_removed_let_nobody_in(
    client: TestClient, session: Session, admin: Person
) -> None:
    removed = a_member_of_staff(client, session, Role.ADMIN)
    tokens = [
        send(client, person, "POST", "/v1/invitations", {"role": "admin"}).json()["token"]
        for person in (removed, admin)
    ]

    send(client, admin, "DELETE", f"/v1/staff/{removed.worker_id}/admin")

    entering = [an_account(a_person()) | {"invitation": token} for token in tokens]
    answers = [client.post("/v1/accounts", json=body, headers=OURS).status_code for body in entering]
    assert answers == [422, 201]


@pytest.mark.parametrize("role", ["nobody", *BY_ADMIN])
def test_only_admins_found_organizations_and_see_or_end_roles(
    client: TestClient, session: Session, admin: Person, role: str
) -> None:
    of = an_organization(session) if role == "organizer" else None
    person = sign_up(client) if role == "nobody" else a_member_of_staff(client, session, Role(role), of)
    founding = {"name": "Another", "sign_key": coded(PUBLIC)}

    for method, path, body in (
        ("POST", "/v1/organizations", founding),
        ("GET", "/v1/staff", None),
        ("DELETE", f"/v1/staff/{admin.worker_id}/admin", None),
        ("POST", "/v1/invitations", {"role": "admin"}),
    ):
        answer = send(client, person, method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), path
    assert send(client, admin, "GET", "/v1/staff").status_code == 200


def test_a_role_without_a_second_factor_is_no_role(client: TestClient, session: Session) -> None:
    person = sign_up(client, invitation=an_invitation(session, role=Role.ADMIN))

    before = send(client, person, "GET", "/v1/staff").status_code
    after = send(client, with_factor(client, person), "GET", "/v1/staff").status_code

    assert (before, after) == (404, 200)


def test_an_admins_invitation_makes_an_organizer_whose_invitations_are_words(
    client: TestClient, session: Session, admin: Person
) -> None:
    of = an_organization(session, PUBLIC)
    data = {"role": "organizer", "organization_id": str(of)}
    made = send(client, admin, "POST", "/v1/invitations", data).json()
    organizer = with_factor(client, sign_up(client, invitation=made["token"]))
    plain = send(client, organizer, "POST", "/v1/invitations", {}).json()

    member = send(client, sign_up(client, invitation=plain["token"]), "GET", "/v1/account").json()

    assert made["fingerprint"] == plain["fingerprint"] == fingerprint(PUBLIC)
    assert member["proof"] == "invitation"
    assert (member["vouched"]["organizer_words"], member["vouched"]["vouched"]) == (1, False)  # too new
    assert member["roles"] == []


def test_a_role_is_spent_by_one_sign_up(client: TestClient, session: Session) -> None:
    token = an_invitation(session, role=Role.ADMIN)
    sign_up(client, invitation=token)

    with pytest.raises(AssertionError, match="invitation-not-valid"):
        sign_up(client, invitation=token)


def test_codes_are_guessed_slowly(client: TestClient, session: Session) -> None:
    organizer = a_member_of_staff(client, session, Role.ORGANIZER, an_organization(session))

    tries = [send(client, organizer, "POST", "/v1/vouches", {"code": "0" * 10}) for _ in range(7)]

    assert [answer.status_code for answer in tries] == [422] * 5 + [429] * 2
    assert int(tries[-1].headers["retry-after"]) >= 1


BODIES: dict[str, tuple[str, Any]] = {
    "/v1/organizations": ("POST", {"name": "Another", "sign_key": coded(PUBLIC)}),
    "/v1/invitations": ("POST", {}),
    "/v1/vouches": ("POST", {"code": "0" * 10}),
    f"/v1/organizations/{UUID(int=7)}/inbox": ("PUT", inbox(UUID(int=7))),
    "/v1/account/erase": ("POST", {"auth_key": coded(bytes(32))}),
    "/v1/account/totp/confirm": ("POST", {"code": "000000"}),
    "/v1/sessions/second-factor": ("POST", {"code": "000000"}),
}
STRANGE = ("id", "owner_id", "worker_id", "roles", "vouched", "is_admin", "word", "made_by", "tree_root")


@pytest.mark.parametrize("path", BODIES)
def test_no_body_takes_a_field_that_it_was_not_asked_for(
    client: TestClient, admin: Person, path: str
) -> None:
    """T24: the caller may do it all, and the rest of the body is right."""
    method, body = BODIES[path]
    for field in STRANGE:
        answer = send(client, admin, method, path, body | {field: str(uuid4())})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), field
        assert answer.json()["errors"] == [{"pointer": "/body", "code": "extra_forbidden"}]

    assert send(client, admin, method, path, body).json().get("code") != "invalid"


def test_ids_cannot_be_guessed_and_nothing_counts_upwards(client: TestClient, session: Session) -> None:
    """T27: what names a row in an address is random; numbers in keys are a phone's or a worker's own."""
    counted = [
        str(column)
        for table in SQLModel.metadata.tables.values()
        for column in table.primary_key.columns
        if isinstance(column.type, Integer)
    ]
    app: Any = client.app
    numbers = [
        (path, parameter["name"])
        for path, methods in document(app)["paths"].items()
        for said in methods.values()
        for parameter in said.get("parameters", [])
        if parameter["in"] == "path" and parameter["schema"].get("type") == "integer"
    ]
    ids = [an_organization(session, bytes(32)) for _ in range(50)]

    assert sorted(counted) == ["attempt.number", "operation.change"]  # below a delivery's and a worker's id
    assert numbers == []
    assert {one.version for one in ids} == {4}
    assert len({one.int >> 64 for one in ids}) == 50
