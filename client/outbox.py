"""Changes that wait to be sent: kept before they are sent, and until the server has them."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from client.account import Signed
from client.home import Home, Kept
from client.sync import MOST_AT_ONCE, STORED, Change, operation, push

MOST_GIVEN_UP = 500  # in one push


def queue(home: Home, kept: Kept, signed: Signed, changes: Iterable[Change]) -> None:
    """Keep changes. One to a row whose last change was refused takes that one's place."""
    for change in changes:
        kept.highest_seq += 1
        made = operation(signed, kept.highest_seq, change)
        for old in [each for each in kept.waiting if each["id"] == made["id"]]:
            if old["op_id"] in kept.refused:
                drop(kept, old)
        kept.waiting.append(made)
    home.keep(kept)


def drop(kept: Kept, old: dict[str, Any]) -> None:
    """Give a waiting change up; the server hears that its number will not come."""
    kept.waiting.remove(old)
    kept.refused.pop(old["op_id"], None)
    kept.given_up.append(old["seq"])


def give_up(home: Home, kept: Kept, op_id: UUID) -> bool:
    """Give one waiting change up by its id, if it is there."""
    found = next((each for each in kept.waiting if each["op_id"] == str(op_id)), None)
    if found is not None:
        drop(kept, found)
        home.keep(kept)
    return found is not None


def is_consent(made: dict[str, Any]) -> bool:
    """Tell whether an operation says what its worker allows."""
    return str(made["kind"]).startswith(("consent.", "withdrawal."))


def send(home: Home, kept: Kept, signed: Signed) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Send what waits, batch by batch; give each operation with what became of it.

    What was allowed or taken back goes first and apart: a copy that is full takes it all the same. What is
    stored waits no longer, and that is kept before the next batch goes.
    """
    left = sorted(kept.waiting, key=lambda each: not is_consent(each))
    while left or kept.given_up:
        apart = sum(map(is_consent, left))
        size = min(apart or MOST_AT_ONCE, MOST_AT_ONCE)
        batch, left = left[:size], left[size:]
        gone = kept.given_up[:MOST_GIVEN_UP]
        answer = push(signed, batch, highest_seq=kept.highest_seq, given_up=gone)
        outcomes = list(zip(batch, answer.results, strict=True))
        stored = {made["op_id"] for made, result in outcomes if result["outcome"] in STORED}
        kept.waiting = [each for each in kept.waiting if each["op_id"] not in stored]
        kept.refused |= {made["op_id"]: result["outcome"] for made, result in outcomes}
        kept.refused = {
            name: why for name, why in kept.refused.items() if name not in stored and why != "held"
        }
        kept.given_up = kept.given_up[len(gone) :]
        kept.received_at, kept.missing = answer.received_at, answer.missing
        kept.leaving = answer.leave
        home.keep(kept)
        yield from outcomes
