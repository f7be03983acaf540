"""Ten thousand invented workers' data, written straight into a database, for measuring against."""

import hashlib
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

WORKERS, ENTRIES = 10_000, 20
TODAY = datetime.now(UTC).date()


@dataclass
class Member:
    """A worker with one job, signed in on one phone."""

    worker_id: UUID
    device_id: UUID
    job: UUID
    token: str
    seq: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """Give what the phone sends along."""
        return {"cookie": f"__Host-s={self.token}", "x-gongyou": "1", "sec-fetch-site": "same-origin"}


def members() -> list[Member]:
    """Invent them."""
    return [Member(uuid4(), uuid4(), uuid4(), secrets.token_urlsafe(32)) for _ in range(WORKERS)]


def blob() -> bytes:
    """Give what a sealed note looks like from outside."""
    return b"\x01" + secrets.token_bytes(28 + 256)


def entry(job: UUID, day: date) -> dict[str, Any]:
    """Give what travels of a time entry in clear."""
    return {
        "engagement_id": str(job),
        "worked_on": day.isoformat(),
        "minutes": 95,
        "activity": "paid_work",
        "required": None,
        "source": "same_day",
    }


def settle(url: str, community: list[Member]) -> None:
    """Write everybody's account, session, consent, job and twenty entries."""
    with psycopg.connect(url) as database:
        for table, columns, rows in (
            ("account", ACCOUNT, (account(one) for one in community)),
            ("device", DEVICE, (device(one) for one in community)),
            ("login_session", SESSION, (login(one) for one in community)),
            ("sync_state", STATE, (state(one) for one in community)),
        ):
            copy(database, table, columns, rows)
        for one in community:
            one.seq = ENTRIES + 3
        copy(database, "consent", CONSENT, (consent(one) for one in community))
        ledger = [row for one in community for row in history(one)]
        copy(database, "operation", OPERATION, (row[0] for row in ledger))
        copy(database, "own_employer", EMPLOYER, (row[1] for row in ledger if row[2] == "employer"))
        copy(database, "engagement", ENGAGEMENT, (row[1] for row in ledger if row[2] == "engagement"))
        copy(database, "time_entry", TIME_ENTRY, (row[1] for row in ledger if row[2] == "time_entry"))
        database.commit()
        database.autocommit = True
        database.execute("ANALYZE")


def copy(database: psycopg.Connection[Any], table: str, columns: str, rows: Any) -> None:
    """Copy rows into a table."""
    with database.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as sink:
        for row in rows:
            sink.write_row(row)


ACCOUNT = """worker_id, handle_hash, salt, auth_hash, wrapped_by_passphrase, keyring, sign_key, age_recipient,
made_on, proof, tree_root, tree_depth, totp_confirmed"""
DEVICE = "worker_id, id, key_hash, made_on, seen_on"
SESSION = "token_hash, worker_id, device_id, begun_at, used_at"
STATE = "worker_id, generation, last_change, held, bytes"
CONSENT = "worker_id, id, purpose, text_version, given_on, until, knows"
OPERATION = "worker_id, change, op_id, device_id, seq, kind, entity_id, revision, body, sealed, received_on"
EMPLOYER = "worker_id, id, revision, sealed, name, kind"
ENGAGEMENT = """worker_id, id, revision, sealed, employer_id, currency, contract_kind, period_kind,
period_starts_on, pay_after_days, country, region, began_on, rates, paid_activities"""
TIME_ENTRY = "worker_id, id, revision, sealed, engagement_id, worked_on, minutes, activity, source"


def account(one: Member) -> tuple[Any, ...]:
    """Give an account's row."""
    key = secrets.token_bytes
    wrapped = (key(61), key(285), key(32))
    return (
        *(one.worker_id, key(32), key(16), "unused", *wrapped, "age1" + "q" * 58),
        *(TODAY - timedelta(30), "invitation", uuid4(), 0, False),
    )


def device(one: Member) -> tuple[Any, ...]:
    """Give a phone's row."""
    return (one.worker_id, one.device_id, secrets.token_bytes(32), TODAY, TODAY)


def login(one: Member) -> tuple[Any, ...]:
    """Give a session's row."""
    now = datetime.now(UTC)
    return (hashlib.sha256(one.token.encode()).digest(), one.worker_id, one.device_id, now, now)


def state(one: Member) -> tuple[Any, ...]:
    """Give the row that every push locks."""
    return (one.worker_id, 1, ENTRIES + 3, 0, ENTRIES * 500)


def consent(one: Member) -> tuple[Any, ...]:
    """Give the consent to a copy."""
    return (one.worker_id, uuid4(), "copy", "copy-1", TODAY, TODAY + timedelta(365), 0)


def history(one: Member) -> list[tuple[Any, Any, str]]:
    """Give the ledger's rows of a worker, each with its current row and kind."""
    party = uuid4()
    w = one.worker_id
    made: list[tuple[Any, Any, str]] = []

    def add(kind: str, row_id: UUID, body: dict[str, Any], *columns: Any) -> None:
        change, sealed = len(made) + 1, blob()
        ledger = (w, change, uuid4(), one.device_id, change, kind, row_id, 1, Jsonb(body), sealed, TODAY)
        made.append((ledger, (w, row_id, 1, sealed, *columns), kind))

    add("consent", uuid4(), {"purpose": "copy"})
    add("employer", party, {"name": "Bright Labels", "kind": "centre"}, "Bright Labels", "centre")
    terms = ("CNY", "part_time", "month", 1, 15, "CN", "CN-52", TODAY - timedelta(90))
    add("engagement", one.job, {"employer_id": str(party)}, party, *terms, Jsonb([]), Jsonb([]))
    for number in range(ENTRIES):
        day = TODAY - timedelta(number)
        columns = (one.job, day, 95, "paid_work", "same_day")
        add("time_entry", uuid4(), entry(one.job, day), *columns)
    return made


def push(one: Member, count: int) -> dict[str, Any]:
    """Give a push of new entries."""
    sealed = b64encode(blob()).decode()
    operations = [
        {
            "op_id": str(uuid4()),
            "seq": one.seq + number + 1,
            "kind": "time_entry.put",
            "id": str(uuid4()),
            "base": 0,
            "body": entry(one.job, TODAY),
            "sealed": sealed,
        }
        for number in range(count)
    ]
    one.seq += count
    return {"device_id": str(one.device_id), "highest_seq": one.seq, "operations": operations}
