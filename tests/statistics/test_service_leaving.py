"""Who leaves is out of the count at once; the figures that are shown move in steps, the archive never."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from api.accounts.models import Account
from api.accounts.service import erasure
from api.statistics.counting import Key, count
from api.statistics.models import Release, ReleaseCell
from api.statistics.service.deriving import contributions
from api.statistics.service.freezing import remembered
from tests.statistics.releases import archive, frozen, shown
from tests.statistics.workers import FREEZE, NEXT, NEXT_FREEZE, again, crowd, world

TOTAL = Key("employer_issue", "*", "*")


def base_of(session: Session, release: Release, key: Key) -> int:
    """Give what a figure is remembered as."""
    assert remembered(session)[key] >= 5
    row = session.get_one(ReleaseCell, (release.last_day, *key))
    return row.base


@pytest.mark.parametrize(
    ("gone", "shows", "remembers"), [(4, 55, 57), (5, 50, 52)], ids=["4 leave", "5 leave"]
)
@pytest.mark.parametrize("purpose", ["count", "copy"])
def test_who_leaves_leaves_the_count_at_once_and_the_shown_figure_in_steps(
    session: Session, purpose: str, gone: int, shows: int, remembers: int
) -> None:
    """57 are shown as 55. Without 4 of them it stays; without 5 it is 52, shown as 50."""
    workers = crowd(session, 57)
    first = frozen(session)
    assert (shown(first)[TOTAL], base_of(session, first, TOTAL)) == (55, 57)
    again(workers)
    for worker in workers[:gone]:
        worker.withdraw(purpose)

    counted = count(contributions(session, NEXT, NEXT_FREEZE))
    second = frozen(session, NEXT_FREEZE)

    assert counted[TOTAL] == 57 - gone
    assert (shown(second)[TOTAL], base_of(session, second, TOTAL)) == (shows, remembers)
    assert second.base == remembers


def test_who_left_leaves_nothing_in_the_archive_and_nothing_of_it_changes(session: Session) -> None:
    workers = crowd(session, 60)
    first = frozen(session)
    before = archive(session)
    again(workers)
    for worker in workers[:5]:
        account = session.get_one(Account, worker.worker_id)
        erasure.erase(session, account, world(), FREEZE)

    assert archive(session) == before
    second = frozen(session, NEXT_FREEZE)
    assert (first.base, second.base) == (60, 55)
    assert before.items() <= archive(session).items()


def test_a_consent_that_ran_out_counts_no_longer(session: Session) -> None:
    workers = [*crowd(session, 50), *crowd(session, 5, until="2026-04-20")]
    first = frozen(session)
    again(workers)
    assert first.base == 55

    second = frozen(session, NEXT_FREEZE)

    assert second.base == 50


def test_the_line_of_fifty_is_crossed_in_steps_too(session: Session) -> None:
    """50 are published, and 49 as 50; 45 are not, 50 after them are not either; 55 are."""
    workers = crowd(session, 50)
    states = [frozen(session).state]
    workers += crowd(session, 5)
    for number, here in enumerate((49, 45, 50, 55)):
        later = timedelta(days=28 * number)
        for worker in workers[:here]:
            worker.work([str(NEXT.first_day + later)])
        states.append(frozen(session, NEXT_FREEZE + later).state)

    assert states == ["published", "published", "too_few", "too_few", "published"]
