"""After 30 days nothing maps who invited or vouched for whom: every column of every table is looked at."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select, update

from api.accounts.models import Account
from api.organizations.jobs import drop_expired, forget_givers
from api.organizations.models import Invitation, Role, Vouch, VouchCode
from api.organizations.service import vouched
from api.world import World
from tests.accounts.people import Person, sign_up
from tests.accounts.rows import everything
from tests.accounts.staff import a_member_of_staff, an_organization

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def noon(client: TestClient) -> TestClient:
    """Give a client of a service whose clock stands."""
    assert isinstance(client.app, FastAPI)
    client.app.state.now = lambda: START
    return client


def invited_by(client: TestClient, inviter: Person) -> Person:
    made = client.post("/v1/invitations", json={}, headers=inviter.headers)
    assert made.status_code == 201, made.text
    return sign_up(client, invitation=made.json()["token"])


def grow_up(session: Session, *people: Person) -> None:
    """Make accounts old enough to count."""
    ids = [person.worker_id for person in people]
    old = (START - timedelta(days=20)).date()
    session.execute(update(Account).where(col(Account.worker_id).in_(ids)).values(made_on=old))
    session.commit()


def vouch(client: TestClient, giver: Person, taker: Person) -> None:
    code = client.post("/v1/account/vouch-code", headers=taker.headers).json()["code"]
    answer = client.post("/v1/vouches", json={"code": code}, headers=giver.headers)
    assert answer.status_code == 201, answer.text


def holding(rows: dict[str, list[dict[str, Any]]], one: UUID, other: UUID) -> list[str]:
    """Name the tables with a row that holds both ids, in any form."""
    forms = [{str(worker), worker.hex, worker.bytes.hex(), str(worker.bytes)} for worker in (one, other)]
    return [
        name
        for name, found in rows.items()
        for row in found
        if all(any(form in written(row) for form in either) for either in forms)
    ]


def written(row: dict[str, Any]) -> str:
    return " ".join(f"{one.hex()} {one!r}" if isinstance(one, bytes) else str(one) for one in row.values())


def test_who_invited_and_who_vouched_is_nowhere_after_30_days(noon: TestClient, session: Session) -> None:
    organizer = a_member_of_staff(noon, session, Role.ORGANIZER, an_organization(session))
    first, second = invited_by(noon, organizer), invited_by(noon, organizer)
    grow_up(session, first, second)
    newcomer = invited_by(noon, first)
    vouch(noon, first, newcomer)
    vouch(noon, second, newcomer)
    unused = noon.post("/v1/invitations", json={}, headers=first.headers)
    assert unused.status_code == 201
    pairs = [(organizer, first), (organizer, second), (first, newcomer), (second, newcomer)]
    for giver, taker in pairs:
        assert holding(everything(session), giver.worker_id, taker.worker_id) == ["vouch"]

    later = START + timedelta(days=30)
    forget_givers(session, World(later, bytes(32)))
    drop_expired(session, World(later, bytes(32)))

    rows = everything(session)
    for giver, taker in pairs:
        assert holding(rows, giver.worker_id, taker.worker_id) == []
    assert [row["given_by"] for row in rows["vouch"]] == [None] * 4
    assert [row["made_by"] for row in rows["invitation"]] == [None]
    said = vouched(session, newcomer.worker_id, START.date(), "invitation", later.date())
    assert (said.member_words, said.vouched) == (2, True)  # the words stay


def test_givers_are_kept_until_the_thirtieth_day(noon: TestClient, session: Session) -> None:
    organizer = a_member_of_staff(noon, session, Role.ORGANIZER, an_organization(session))
    invited_by(noon, organizer)

    forget_givers(session, World(START + timedelta(days=29), bytes(32)))

    assert session.exec(select(Vouch.given_by)).all() == [organizer.worker_id]


def test_a_member_whom_the_server_forgot_does_not_stand_for_two(noon: TestClient, session: Session) -> None:
    organizer = a_member_of_staff(noon, session, Role.ORGANIZER, an_organization(session))
    member = invited_by(noon, organizer)
    grow_up(session, member)
    puppet = invited_by(noon, member)
    vouch(noon, member, puppet)

    forget_givers(session, World(START + timedelta(days=29), bytes(32)))
    assert len(session.exec(select(Vouch).where(Vouch.worker_id == puppet.worker_id)).all()) == 1
    forget_givers(session, World(START + timedelta(days=30), bytes(32)))
    session.commit()
    vouch(noon, member, puppet)

    said = vouched(session, puppet.worker_id, START.date(), "invitation", START.date() + timedelta(days=30))
    assert (said.member_words, said.vouched) == (1, False)
    said = vouched(session, member.worker_id, START.date(), "invitation", START.date() + timedelta(days=30))
    assert said.organizer_words == 1  # an organizer's word needs no second


def test_invitations_and_codes_that_are_over_are_deleted(noon: TestClient, session: Session) -> None:
    admin = a_member_of_staff(noon, session, Role.ADMIN)
    noon.post("/v1/invitations", json={}, headers=admin.headers)
    noon.post("/v1/account/vouch-code", headers=admin.headers)

    drop_expired(session, World(START + timedelta(hours=23), bytes(32)))
    assert len(session.exec(select(Invitation)).all()) == len(session.exec(select(VouchCode)).all()) == 1
    drop_expired(session, World(START + timedelta(days=1), bytes(32)))
    assert session.exec(select(VouchCode)).all() == []
    drop_expired(session, World(START + timedelta(days=30), bytes(32)))
    assert len(session.exec(select(Invitation)).all()) == 1
    drop_expired(session, World(START + timedelta(days=31), bytes(32)))
    assert session.exec(select(Invitation)).all() == []
