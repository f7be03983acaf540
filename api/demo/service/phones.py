"""The phones of the town: they number what they write, seal it, and send it week by week."""

import secrets
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from api.accounts.caller import Caller
from api.db import transacted
from api.demo.life import life
from api.demo.people import Person
from api.demo.rows import Row
from api.demo.service.signing import Signed
from api.sync import service as sync
from api.sync.schemas import PushIn
from api.world import World
from client.sealing import Place, seal

MOST_AT_ONCE = 200
YEAR = timedelta(days=365)
PURPOSES = {"copy": "copy-2", "count": "count-2"}  # with the text that the app asks by
FILLER = b64encode(b"\x01" + secrets.token_bytes(28 + 256)).decode()  # what nobody will open


class NotTakenError(RuntimeError):
    """The service did not take what a phone of the town sent."""


@dataclass
class Phone:
    """One worker's phone."""

    person: Person
    signed: Signed = field(repr=False)
    caller: Caller = field(repr=False)
    sent: int = 0  # operations so far
    sent_until: date = date.min  # everything to the end of this day


def consents(phone: Phone, world: World) -> list[dict[str, Any]]:
    """Say yes to a copy and to being counted."""
    return [
        operation(
            phone,
            "consent",
            {
                "purpose": purpose,
                "text_version": text,
                "given_on": world.today.isoformat(),
                "until": (world.today + YEAR).isoformat(),
                "knows": 0,
            },
        )
        for purpose, text in PURPOSES.items()
    ]


def news(phone: Phone, founded: date, until: date) -> Iterator[dict[str, Any]]:
    """Make operations of everything that was written down since the last time."""
    for row in life(phone.person, founded, until):
        if row.on > phone.sent_until:
            yield operation(phone, row.kind, row.body, row)
    phone.sent_until = until


def operation(phone: Phone, kind: str, body: dict[str, Any], row: Row | None = None) -> dict[str, Any]:
    """Make the next operation, of one new row."""
    phone.sent += 1
    return {
        "op_id": uuid4(),
        "seq": phone.sent,
        "kind": f"{kind}.put",
        "id": row.id if row else uuid4(),
        "base": 0,
        "body": body,
        "sealed": sealed(phone, row) if row else None,
    }


def sealed(phone: Phone, row: Row) -> str:
    """Seal what only the worker may read; of those as whom nobody signs in, something that looks like it."""
    if not phone.person.visitor:
        return FILLER
    place = Place(row.kind, "private", row.id, phone.signed.worker_id)
    return b64encode(seal(phone.signed.vault_key, place, row.private)).decode()


def send(engine: Engine, phone: Phone, operations: Sequence[dict[str, Any]], world: World) -> None:
    """Push operations; raise `NotTakenError` unless every one is stored."""
    for begin in range(0, len(operations), MOST_AT_ONCE):
        some = operations[begin : begin + MOST_AT_ONCE]
        said = {"device_id": phone.caller.device_id, "highest_seq": phone.sent, "operations": some}
        data = PushIn.model_validate(said)
        answer = transacted(engine, partial(sync.push, caller=phone.caller, data=data, now=world.now))
        if wrong := [result for result in answer.results if result.outcome != "applied"]:
            raise NotTakenError(f"{wrong[0].outcome}: {len(wrong)} of {len(some)}")
