"""What sync does with consents and withdrawals: they are only ever added (api/synced.py)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Connection, Uuid, bindparam, func, null, select, union_all
from sqlmodel import col

from api.accounts.models import Consent, Withdrawal
from api.accounts.schemas import ConsentKept, WithdrawalKept
from api.schema import Input
from api.synced import Entity


def as_they_are(body: Input) -> dict[str, Any]:
    """Give the columns of a body whose fields are the table's."""
    return dict(body.__dict__)


ENTITIES = (
    Entity("consent", Consent, ConsentKept, as_they_are, added_only=True),
    Entity("withdrawal", Withdrawal, WithdrawalKept, as_they_are, added_only=True),
)

WORKER = bindparam("worker_id", type_=Uuid)
GIVEN = select(
    col(Consent.purpose),
    col(Consent.organization_id),
    col(Consent.until),
    col(Consent.text_version),
    col(Consent.given_on),
    col(Consent.knows),
).where(col(Consent.worker_id) == WORKER)
WITHDRAWN = select(
    col(Withdrawal.purpose),
    col(Withdrawal.organization_id),
    col(Withdrawal.withdrawn_on),
    null(),
    null(),
    null(),
).where(col(Withdrawal.worker_id) == WORKER)
SAID: CompoundSelect[Any] = union_all(GIVEN, WITHDRAWN)


def said_by(connection: Connection, worker_id: UUID) -> tuple[list[ConsentKept], list[WithdrawalKept]]:
    """Read a worker's consents and withdrawals, for `api.accounts.consents.standing`, in one question."""
    given: list[ConsentKept] = []
    withdrawn: list[WithdrawalKept] = []
    for purpose, organization_id, day, version, given_on, knows in connection.execute(
        SAID, {"worker_id": worker_id}
    ):
        of = {"purpose": purpose, "organization_id": organization_id}
        if version is None:
            withdrawn.append(WithdrawalKept.model_construct(**of, withdrawn_on=day))
        else:
            more = {"text_version": version, "given_on": given_on, "until": day, "knows": knows}
            given.append(ConsentKept.model_construct(**of, **more))
    return given, withdrawn


def ran_out_before(connection: Connection, day: date) -> Sequence[UUID]:
    """Name the workers whose last consent to a copy ended before a day, whatever was withdrawn."""
    asked = (
        select(col(Consent.worker_id))
        .where(col(Consent.purpose) == "copy")
        .group_by(col(Consent.worker_id))
        .having(func.max(col(Consent.until)) < day)
    )
    return connection.scalars(asked).all()
