"""What staff read of releases, and that nothing else they can read tells of anybody (T32, T33)."""

import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.organizations.inbox import fingerprint
from api.organizations.models import Role
from api.statistics.document import canonical
from api.statistics.schemas import ReleaseDocument
from api.statistics.signing import public_key, verify
from tests.accounts.people import Person
from tests.accounts.staff import a_member_of_staff, an_organization
from tests.service.matrix import EVERY_ROLE, SCENES, Town
from tests.statistics.releases import cells, frozen, shown
from tests.statistics.workers import NEXT_FREEZE, WINDOW, WORKED_ON, a_worker, again, crowd, pepper, world


@pytest.fixture(autouse=True)
def stopped(client: TestClient) -> None:
    """Stop the clock on the day of the freeze."""
    cast("FastAPI", client.app).state.now = lambda: world().now


@pytest.fixture
def auditor(client: TestClient, session: Session) -> Person:
    return a_member_of_staff(client, session, Role.AUDITOR, an_organization(session))


def read(client: TestClient, person: Person, path: str) -> Any:
    answer = client.get(path, headers=person.headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_list_has_the_newest_first(client: TestClient, session: Session, auditor: Person) -> None:
    workers = crowd(session, 50)
    frozen(session)
    again(workers[5:])
    frozen(session, NEXT_FREEZE)
    session.commit()

    assert read(client, auditor, "/v1/releases") == [
        {"id": "2026-04-26", "number": 2, "state": "too_few", "frozen_on": "2026-04-29"},
        {"id": "2026-03-29", "number": 1, "state": "published", "frozen_on": "2026-04-01"},
    ]


def test_a_release_comes_as_it_was_signed(client: TestClient, session: Session, auditor: Person) -> None:
    crowd(session, 50)
    release = frozen(session)
    session.commit()

    said = read(client, auditor, "/v1/releases/2026-03-29")

    assert said["document"] == release.document
    assert canonical(ReleaseDocument.model_validate(said["release"])) == said["document"]
    assert json.loads(said["document"]) == said["release"]
    key = b64decode(said["public_key"])
    assert key == public_key(pepper())
    assert verify(said["document"], b64decode(said["signature"]), key)
    assert said["fingerprint"] == fingerprint(key)


def test_a_release_that_is_not_there_is_not_found(client: TestClient, auditor: Person) -> None:
    answer = client.get("/v1/releases/2026-03-29", headers=auditor.headers)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("id_", ["2026-3-29", "1774742400", "2026-03-29T00:00:00", "newest"])
def test_an_id_is_a_day_and_nothing_else(
    client: TestClient, session: Session, auditor: Person, id_: str
) -> None:
    crowd(session, 50)
    frozen(session)
    session.commit()

    answer = client.get(f"/v1/releases/{id_}", headers=auditor.headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


READ = [route for route in SCENES if route[0] == "get" and not SCENES[route].of_owner]


def whatever_staff_read(town: Town) -> dict[tuple[str, str], tuple[int, bytes, dict[str, str]]]:
    """Ask every route that answers, as everybody of the staff; keep bytes and headers."""
    return dict(answers(town))


def answers(town: Town) -> Iterator[tuple[tuple[str, str], tuple[int, bytes, dict[str, str]]]]:
    for name in sorted(EVERY_ROLE):
        for route in READ:
            path, _ = SCENES[route].ask(town, town.people[name])
            answer = town.client.get(path, headers=town.people[name].headers)
            yield (name, path), (answer.status_code, answer.content, dict(answer.headers))


def test_what_staff_can_read_stays_the_same_to_the_byte_until_the_next_release(
    client: TestClient, session: Session
) -> None:
    """T32. One with a complaint arrives, then three more and two without; then the next release comes."""
    workers = crowd(session, 60)
    for worker in workers[:20]:
        worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
    town = Town(client, session)
    before = whatever_staff_read(town)
    first = before["auditor", "/v1/releases/2026-03-29"]
    assert (first[0], json.loads(first[1])["release"]["workers"]) == (200, 60)
    assert len(READ) > 5

    for arrive, complain in ((1, 1), (5, 3)):
        arrived = crowd(session, arrive)
        for worker in arrived[:complain]:
            worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
        session.commit()
        workers += arrived

        assert whatever_staff_read(town) == before

    again(workers)
    for worker in [*workers[:20], *workers[60:64]]:
        worker.log("batch", handed_in_on="2026-04-07", rejected=1)
    release = frozen(session, NEXT_FREEZE)
    session.commit()
    after = whatever_staff_read(town)
    assert after["auditor", "/v1/releases/2026-03-29"] == first
    assert after["auditor", "/v1/releases"] != before["auditor", "/v1/releases"]
    was, now = bases(session, WINDOW.last_day), bases(session, release.last_day)
    moved = {key: now[key] - was[key] for key in now.keys() & was.keys() if now[key] != was[key]}
    assert moved
    assert min(map(abs, moved.values())) >= 5
    assert now["employer_issue", "*", "*"] == 66


def test_one_who_arrives_moves_no_figure_of_the_next_release(session: Session) -> None:
    """T32, told apart from the worlds in which they did not arrive: each is frozen and undone."""
    workers = crowd(session, 57)
    for worker in workers[:20]:
        worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
    was = shown(frozen(session))
    again(workers)
    for worker in workers[:20]:
        worker.log("batch", handed_in_on="2026-04-07", rejected=1)
    worlds = []
    for arrives in (False, True):
        with session.begin_nested() as one:
            if arrives:
                newcomer = a_worker(session)
                again([newcomer])
                newcomer.log("batch", handed_in_on="2026-04-07", rejected=1)
            worlds.append(shown(frozen(session, NEXT_FREEZE)))
            one.rollback()

    assert worlds[0] == was
    assert worlds[1] == was
    assert len(was) > 4


def bases(session: Session, day: date) -> dict[tuple[str, str, str], int]:
    """Read the figures of a release before they are rounded: rounded ones differ by 5 or not at all."""
    return {
        (cell.table_name, cell.row_key, cell.column_key): cell.base
        for cell in cells(session)
        if cell.last_day == day and cell.shown
    }


def test_an_answer_depends_on_nothing_that_was_not_published(
    client: TestClient, session: Session, auditor: Person
) -> None:
    """T33. Of 60 workers 1 to 4 had their work rejected in four worlds: the same bytes, the same headers."""
    workers = crowd(session, 60)
    seen = []
    for hidden in (1, 2, 3, 4):
        with session.begin_nested() as one:
            for worker in workers[:hidden]:
                worker.log("batch", handed_in_on=WORKED_ON, rejected=1)
            release = frozen(session)
            session.flush()
            asked = [
                client.get(path, headers=auditor.headers)
                for path in ("/v1/releases", f"/v1/releases/{release.last_day}")
            ]
            seen.append([(answer.status_code, answer.content, dict(answer.headers)) for answer in asked])
            one.rollback()

    assert seen == [seen[0]] * 4
    assert seen[0][1][0] == 200
    for _, _, headers in seen[0]:
        assert headers["cache-control"] == "no-store"
        assert not {"etag", "last-modified", "age"} & set(headers)
