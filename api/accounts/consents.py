"""Which consents stand: a pure rule, held to tests/vectors/consents/ together with the phone's."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from api.accounts.schemas import ConsentKept, Purpose, WithdrawalKept


def standing(
    consents: Iterable[ConsentKept],
    withdrawals: Iterable[WithdrawalKept],
    purpose: Purpose,
    organization_id: UUID | None,
    today: date,
) -> bool:
    """Tell whether a purpose is allowed today, in whatever order its messages came.

    A consent outlives the withdrawals that its phone knew of when it was given, and no others: so one that
    was given on a phone that had not heard of a withdrawal revives nothing. `until` is the last day.
    """
    of = (purpose, organization_id)
    withdrawn = sum((each.purpose, each.organization_id) == of for each in withdrawals)
    return any(
        (each.purpose, each.organization_id) == of and each.knows >= withdrawn and today <= each.until
        for each in consents
    )
