"""Read releases as they were frozen."""

import json
from base64 import b64encode
from datetime import UTC, date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from api.organizations.inbox import fingerprint
from api.problems import NotFound
from api.statistics.models import Release
from api.statistics.schemas import ReleaseLine

ONE = select(col(Release.document), col(Release.signature), col(Release.public_key)).where(
    col(Release.last_day) == bindparam("id")  # built once: a desk asks it with every look
)


def list_releases(session: Session) -> list[ReleaseLine]:
    """List every release, the newest first."""
    newest = col(Release.last_day)
    found = select(newest, col(Release.number), col(Release.state), col(Release.frozen_at))
    return [
        ReleaseLine(id=day, number=number, state=state, frozen_on=at.astimezone(UTC).date())
        for day, number, state, at in session.execute(found.order_by(newest.desc()))
    ]


def show_release(session: Session, id_: date) -> str:
    """Write a release with what proves that it is ours, as the JSON of a `ReleaseOut`.

    The signed document is JSON already: it is put in as it lies, which is many times quicker than reading it.
    """
    row = session.execute(ONE, {"id": id_}).one_or_none()
    if row is None:
        raise NotFound
    document, signature, public_key = row
    proof = {
        "document": document,
        "signature": b64encode(signature).decode(),
        "public_key": b64encode(public_key).decode(),
        "fingerprint": fingerprint(public_key),
    }
    return f'{{"release":{document},{json.dumps(proof, ensure_ascii=False)[1:]}'
