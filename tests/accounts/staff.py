"""Staff for tests: let in by an invitation with a role, with an authenticator whose code they have given."""

from uuid import UUID

import pyotp
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.organizations import service
from api.organizations.models import Role
from tests.accounts.people import Person, a_proof, an_invitation, replaced, sign_up
from tests.accounts.rows import TODAY


def a_member_of_staff(
    client: TestClient, session: Session, role: Role, organization_id: UUID | None = None
) -> Person:
    """Sign somebody up for a role, in a session that has its powers."""
    token = an_invitation(session, role=role, organization_id=organization_id)
    return with_factor(client, sign_up(client, invitation=token))


def with_factor(client: TestClient, person: Person) -> Person:
    """Enrol an authenticator and give its code; give the person in the new session."""
    assert isinstance(client.app, FastAPI)
    secret = client.post("/v1/account/totp", json=a_proof(person), headers=person.headers).json()["secret"]
    code = pyotp.TOTP(secret).at(client.app.state.now())
    answer = client.post("/v1/account/totp/confirm", json={"code": code}, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return replaced(person, answer)


def an_organization(session: Session, sign_key: bytes = bytes(range(32))) -> UUID:
    """Store an organization that nobody invited anybody to."""
    made = service.found_organization(session, "A union", sign_key, TODAY)
    session.commit()
    return made.id
