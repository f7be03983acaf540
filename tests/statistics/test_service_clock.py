"""A clock that does not follow from the last release: a release is for ever, so nothing is frozen."""

import logging
from datetime import timedelta

import pytest
from sqlmodel import Session

from api.statistics import service
from api.statistics.jobs import freeze_release
from tests.statistics.releases import archive, frozen
from tests.statistics.workers import FREEZE, NEXT_FREEZE, again, crowd, world


def test_a_clock_that_runs_years_ahead_uses_up_no_window(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    workers = crowd(session, 50)
    frozen(session)
    before = archive(session)
    caplog.set_level(logging.DEBUG)

    freeze_release(session, world(FREEZE + timedelta(days=800)))

    assert archive(session) == before
    assert [one.getMessage() for one in caplog.records if one.name == "gongyou"] == ["no release: gap"]
    again(workers)
    assert frozen(session, NEXT_FREEZE).number == 2


def test_after_a_real_gap_a_host_goes_on_by_hand(session: Session) -> None:
    crowd(session, 50)
    frozen(session)

    release = service.freeze_due(session, world(FREEZE + timedelta(days=800)), after_gap=True)

    assert release is not None
    assert release.number == 2
    with pytest.raises(service.WrongClock):
        service.freeze_due(session, world(NEXT_FREEZE), after_gap=True)
