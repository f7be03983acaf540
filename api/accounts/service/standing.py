"""Where a caller stands among those who invite and vouch."""

from datetime import date

from sqlmodel import Session

from api.accounts.buckets import caller_bucket
from api.accounts.caller import Caller
from api.accounts.service.account import find_account
from api.accounts.service.throttle import begin_try, succeed
from api.organizations import service as organizations
from api.organizations.schemas import WordOut
from api.organizations.service import Standing
from api.steps import Steps
from api.world import World


def standing(session: Session, caller: Caller, today: date) -> Standing:
    """Say where the caller stands."""
    account = find_account(session, caller)
    said = organizations.vouched(session, account.worker_id, account.made_on, account.proof, today)
    return Standing(
        worker_id=account.worker_id,
        roles=caller.roles,
        organization_id=caller.organization_id,
        vouched=said.vouched,
        tree=(account.tree_root, account.tree_depth),
    )


async def vouch(steps: Steps, caller: Caller, code: str) -> WordOut:
    """Vouch for whoever shows this code; guesses are slowed down."""
    bucket = caller_bucket(steps.world.pepper, "vouch", caller.worker_id)
    await steps.transaction(begin_try, bucket, steps.world.now)
    return await steps.transaction(give_word, caller, code, bucket, steps.world)


def give_word(session: Session, caller: Caller, code: str, bucket: bytes, world: World) -> WordOut:
    """Give the word, and forget the wrong codes before it."""
    given = organizations.give_word(session, standing(session, caller, world.today), code, world)
    succeed(session, bucket)
    return given
