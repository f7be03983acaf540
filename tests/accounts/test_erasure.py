"""T52: who was erased is in no column of any table any more; an export shows every row of its owner."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from fastapi.testclient import TestClient
from sqlalchemy import Uuid, update
from sqlmodel import Session, SQLModel, col, select

from api.accounts.jobs import forget_what_is_over
from api.accounts.models import Account, Erased
from api.accounts.registry import OF_NOBODY, TABLES
from api.accounts.service import erasure
from api.organizations.models import Vouch
from api.world import World
from tests.accounts.people import (
    OURS,
    Person,
    a_sign_in,
    an_account,
    an_invitation,
    coded,
    replaced,
    sign_up,
)
from tests.accounts.rows import everything, fill, stored_account

WORLD = World(datetime(2026, 11, 22, tzinfo=UTC), b"the pepper of the tests, 32 bytes")
Rows = dict[str, list[dict[str, Any]]]

BY_SIGN_UP = {"account", "device", "login_session"}
NOT_WORKERS = {  # ids of other things
    *("id", "client_id", "delivery_id", "device_id", "directory_id", "employer_id", "endpoint_id"),
    *("engagement_id", "entity_id", "event_id", "instructed_by", "op_id", "organization_id", "paid_by"),
    *("tree_root", "waits_for"),
}


def erase(client: TestClient, person: Person, auth_key: bytes | None = None) -> Any:
    body = {"auth_key": coded(auth_key or person.auth_key)}
    return client.post("/v1/account/erase", json=body, headers=person.headers)


def settle(session: Session, *people: Person) -> None:
    """Give each of these people a row in every table that names workers."""
    for person in people:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in TABLES and table.name not in BY_SIGN_UP:
                fill(session, table, TABLES[table.name].owner, person.worker_id)
    session.commit()


def traces(value: object) -> Iterator[bytes]:
    """Write a value as bytes in each way that it could lie somewhere."""
    if isinstance(value, UUID):
        yield from (value.bytes, str(value).encode(), value.hex.encode())
    elif isinstance(value, bytes):
        yield from (value, value.hex().encode(), b64encode(value))
    else:
        yield str(value).encode()


def lies_in(rows: Rows, marks: set[bytes]) -> list[str]:
    """Name every column that holds one of these marks, in any form."""
    return [
        f"{table}.{name}"
        for table, found in rows.items()
        for row in found
        for name, value in row.items()
        if value is not None and any(mark in trace for trace in traces(value) for mark in marks)
    ]


def marks_of(session: Session, person: Person) -> set[bytes]:
    """Gather every id, hash, key and blob of a worker's rows, in the forms in which they could lie about."""
    theirs = [
        value
        for name, names in TABLES.items()
        for row in everything(session)[name]
        if row[names.owner] == person.worker_id
        for value in row.values()
        if isinstance(value, UUID) or (isinstance(value, bytes) and len(value) >= 16)
    ]
    return {trace for value in theirs for trace in traces(value)}


def fail_at_everything(client: TestClient, person: Person) -> None:
    """Guess wrong wherever failures are counted: as a stranger, on a known phone, and signed in."""
    wrong = {"auth_key": coded(bytes(32))}
    stranger = {"device_id": str(uuid4()), "device_key": coded(bytes(32))}
    for device in (person.device, stranger):
        client.post("/v1/sessions", json=a_sign_in(person) | wrong | {"device": device}, headers=OURS)
    for path, body in {
        "/v1/account/erase": wrong,
        "/v1/sessions/second-factor": {"code": "000000"},
        "/v1/vouches": {"code": "0" * 10},
    }.items():
        assert client.post(path, json=body, headers=person.headers).status_code == 403, path


def others_rows(rows: Rows, gone: Person) -> dict[str, list[str]]:
    """List what is not this worker's; of a word they gave it is not theirs who gave it."""
    return {
        name: sorted(
            str(row | {"given_by": None} if row.get("given_by") == gone.worker_id else row)
            for row in found
            if name not in TABLES or row[TABLES[name].owner] != gone.worker_id
        )
        for name, found in rows.items()
        if name not in {"erased", "throttle"}
    }


def test_nothing_of_an_erased_worker_is_left_in_any_column_of_any_table(
    client: TestClient, session: Session
) -> None:
    gone, other = sign_up(client), sign_up(client)
    settle(session, gone, other)
    session.execute(
        update(Vouch).where(col(Vouch.worker_id) == other.worker_id).values(given_by=gone.worker_id)
    )
    session.commit()
    fail_at_everything(client, gone)
    before, marks = everything(session), marks_of(session, gone)
    assert len(before["throttle"]) == 5
    assert {place.partition(".")[0] for place in lies_in(before, marks)} == set(TABLES)

    answer = erase(client, gone)
    after = everything(session)

    assert answer.status_code == 200, answer.text
    assert lies_in(after, marks) == []
    assert after["throttle"] == []
    assert others_rows(after, gone) == others_rows(before, gone)
    assert answer.json()["rows"] == {
        name: sum(row[names.owner] == gone.worker_id for row in before[name])
        for name, names in TABLES.items()
    }


def test_the_phone_is_signed_out_and_the_handle_is_free_again(client: TestClient) -> None:
    gone = sign_up(client)

    answer = erase(client, gone)

    assert answer.headers["clear-site-data"] == '"cache", "cookies"'
    assert client.get("/v1/account", headers=gone.headers).status_code == 401
    assert client.post("/v1/sessions", json=a_sign_in(gone), headers=OURS).status_code == 403
    assert sign_up(client, handle=gone.handle).worker_id != gone.worker_id


def test_whoever_does_not_know_the_passphrase_erases_nothing(client: TestClient, session: Session) -> None:
    person = sign_up(client)
    session.rollback()
    before = everything(session)["account"]

    answer = erase(client, person, bytes(32))

    assert (answer.status_code, answer.json()["code"]) == (403, "wrong-keys")
    session.rollback()
    assert everything(session)["account"] == before
    assert client.get("/v1/account", headers=person.headers).status_code == 200


def test_a_restored_backup_is_erased_again_and_everybody_else_stays(session: Session) -> None:
    gone, other = stored_account(session), stored_account(session)
    erasure.erase(session, gone, WORLD, WORLD.today)
    session.expunge_all()
    back = stored_account(session, worker_id=gone.worker_id)
    fill(session, SQLModel.metadata.tables["consent"], "worker_id", back.worker_id)

    assert erasure.erase_again(session, WORLD) == 1

    assert session.exec(select(Account.worker_id)).all() == [other.worker_id]
    assert everything(session)["consent"] == []
    assert erasure.erase_again(session, WORLD) == 0


def test_who_signs_up_again_after_erasing_is_not_erased_again(client: TestClient, session: Session) -> None:
    gone = sign_up(client)
    erase(client, gone)
    body = an_account(gone) | {"invitation": an_invitation(session)}
    assert client.post("/v1/accounts", json=body, headers=OURS).status_code == 201

    assert erasure.erase_again(session, WORLD) == 0
    assert session.get(Account, gone.worker_id) is not None


def test_tombstones_stay_90_days(session: Session) -> None:
    erasure.erase(session, stored_account(session), WORLD, date(2026, 3, 1))

    forget_what_is_over(session, World(datetime(2026, 5, 30, tzinfo=UTC), bytes(32)))
    assert len(session.exec(select(Erased)).all()) == 1
    forget_what_is_over(session, World(datetime(2026, 5, 31, tzinfo=UTC), bytes(32)))
    assert session.exec(select(Erased)).all() == []


def test_every_table_says_how_it_names_workers() -> None:
    tables = SQLModel.metadata.tables

    assert set(TABLES) | OF_NOBODY == set(tables)
    assert not set(TABLES) & OF_NOBODY
    for name, names in TABLES.items():
        columns = set(tables[name].columns.keys())
        assert {names.owner, *names.forgets, *names.left_out} <= columns, name
    unknown = {
        f"{table.name}.{column.name}"
        for table in tables.values()
        for column in table.columns
        if isinstance(column.type, Uuid) and column.name not in NOT_WORKERS
        if table.name not in TABLES
        or column.name not in (TABLES[table.name].owner, *TABLES[table.name].forgets)
    }
    assert unknown == set()


def test_an_export_shows_every_row_and_no_secret_of_the_servers(client: TestClient, session: Session) -> None:
    person, other = sign_up(client), sign_up(client)
    settle(session, person, other)
    rows = everything(session)

    tables = client.get("/v1/account/export", headers=person.headers).json()["tables"]

    assert {name: len(found) for name, found in tables.items()} == dict.fromkeys(TABLES, 1)
    shown = str(tables)
    for name, names in TABLES.items():
        (mine,) = [row for row in rows[name] if row[names.owner] == person.worker_id]
        assert set(tables[name][0]) == set(mine) - set(names.left_out), name
        for column, value in mine.items():
            if isinstance(value, bytes):
                assert (coded(value) in shown) is (column not in names.left_out), f"{name}.{column}"
    assert not any(mark.decode("latin-1") in shown for mark in marks_of(session, other))
    assert not re.search("auth_hash|_hash'|totp|digest|given_by|argon2", shown.replace("totp_confirmed", ""))


def test_an_export_has_nothing_that_a_passphrase_could_be_guessed_by(client: TestClient) -> None:
    """A stolen session may export; whoever has it still guesses at the throttle's pace."""
    person = sign_up(client)
    signed_in = client.post("/v1/sessions", json=a_sign_in(person), headers=OURS)

    exported = client.get("/v1/account/export", headers=replaced(person, signed_in).headers)

    assert exported.json()["tables"]["account"][0]["worker_id"] == str(person.worker_id)
    assert signed_in.json()["wrapped_by_passphrase"] not in exported.text
