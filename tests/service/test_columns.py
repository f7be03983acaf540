"""Every column that could hold words or bytes, and what may be in it: a new one fails until it is listed."""

from sqlalchemy import Engine, text

SEALED, HASH, PUBLIC = "sealed with a key that the server has not", "hash", "public key or signature by one"
FEW = "readable: one of a few words, which the database checks"
REFERENCE = "readable: published reference data, no worker's"
HARMLESS = {
    *("uuid", "date", "boolean", "smallint", "integer", "bigint", "numeric"),
    "timestamp with time zone",
}

HELD: dict[str, dict[str, str]] = {
    "account": {
        "handle_hash": HASH,
        "salt": "readable: random, made on the phone",
        "auth_hash": HASH,
        "wrapped_by_passphrase": SEALED,
        "recovery_hash": HASH,
        "wrapped_by_phrase": SEALED,
        "keyring": SEALED,
        "sign_key": PUBLIC,
        "age_recipient": PUBLIC,
        "proof": FEW,
        "totp_sealed": "sealed under the pepper",
    },
    "alembic_version": {"version_num": "readable: which migration was the last"},
    "attempt": {"outcome": "readable: a status, or one of a few words, which the database checks"},
    "batch": {"sealed": SEALED, "reason": FEW, "task_type": "readable: a word of the reference"},
    "consent": {"purpose": FEW, "text_version": "readable: which text was agreed to"},
    "cost": {"sealed": SEALED, "currency": FEW, "kind": FEW},
    "deduction": {"sealed": SEALED, "currency": FEW, "kind": FEW},
    "delivery": {"state": FEW},
    "device": {"key_hash": HASH, "label": SEALED},
    "device_seq": {"missing": "readable: ranges of numbers"},
    "employer": dict.fromkeys(("id", "name_en", "name_zh", "kind", "country", "domain"), REFERENCE),
    "employer_alias": dict.fromkeys(("employer_id", "alias", "folded"), REFERENCE),
    "endpoint": {
        "url": "readable: where an organization wants to hear, no worker's",
        "secret_sealed": "sealed under the pepper",
        "stopped": FEW,
    },
    "engagement": {
        "sealed": SEALED,
        "currency": FEW,
        "contract_kind": FEW,
        "period_kind": FEW,
        "country": FEW,
        "region": "readable: a code of ISO 3166-2",
        "tier": "readable: a wage tier's code",
        "rates": "readable: what was promised, in numbers",
        "paid_activities": "readable: kinds of time",
    },
    "erased": {"digest": HASH},
    "event": {"kind": FEW, "data": "readable: ids and counts of what happened, nobody's"},
    "firing": {"job": "readable: the name of a job of ours"},
    "held_operation": {
        "kind": "readable: the kind of a record",
        "body": "readable: what docs/sync.md lets travel in clear",
        "sealed": SEALED,
    },
    "invitation": {"digest": HASH, "role": FEW, "word": "readable: one of two words"},
    "login_session": {"token_hash": HASH},
    "operation": {
        "kind": "readable: the kind of a record",
        "body": "readable: what docs/sync.md lets travel in clear",
        "sealed": SEALED,
    },
    "organization": {
        "name": "readable: its public name, no worker's",
        "sign_key": PUBLIC,
        "inbox_recipient": PUBLIC,
        "inbox_signature": PUBLIC,
    },
    "own_employer": {
        "sealed": SEALED,
        "name": "readable: the employer's name, as the worker was told before the first sending",
        "kind": FEW,
        "directory_id": FEW,
    },
    "payment": {"sealed": SEALED, "currency": FEW, "form": FEW, "channel": FEW},
    "period_mark": {"sealed": SEALED},
    "reference_file": dict.fromkeys(("name", "sha256", "shipped_sha256", "body"), REFERENCE),
    "release": {
        "state": FEW,
        "document": "readable: what is published",
        "signature": PUBLIC,
        "public_key": PUBLIC,
    },
    "release_cell": dict.fromkeys(
        ("table_name", "row_key", "column_key"), "readable: which figure, of five workers or more"
    ),
    "role_held": {"role": FEW},
    "spent_challenge": {"digest": HASH},
    "throttle": {"bucket": HASH},
    "time_entry": {"sealed": SEALED, "activity": FEW, "source": FEW},
    "vouch": {"word": FEW},
    "vouch_code": {"digest": HASH},
    "withdrawal": {"purpose": FEW},
}

COLUMNS = """SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"""
CHECKED = """SELECT u.table_name, u.column_name FROM information_schema.constraint_column_usage u
  JOIN information_schema.check_constraints k USING (constraint_schema, constraint_name)
  WHERE u.table_schema = 'public'"""


def test_every_column_that_could_hold_words_or_bytes_is_listed_with_what_may_be_in_it(engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text(COLUMNS)).all()
    found = {(table, column) for table, column, kind in rows if kind not in HARMLESS}

    assert found == {(table, column) for table, columns in HELD.items() for column in columns}


def test_a_column_for_a_few_words_is_held_to_them_by_the_database(engine: Engine) -> None:
    with engine.connect() as connection:
        checked = {(table, column) for table, column in connection.execute(text(CHECKED))}
    few = {(table, column) for table, columns in HELD.items() for column in columns if columns[column] == FEW}

    assert few - checked == set()


def test_what_is_said_of_a_column_is_one_of_the_things_that_may_be_said() -> None:
    said = {words.split(" ")[0].rstrip(":") for columns in HELD.values() for words in columns.values()}

    assert said == {"sealed", "hash", "public", "readable"}
