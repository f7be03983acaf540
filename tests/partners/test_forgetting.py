"""What was sent is forgotten after 90 days; what is still on its way is not."""

from datetime import timedelta

from sqlmodel import Session, select

from api.events import Event
from api.partners.jobs import forget_deliveries
from api.partners.models import Attempt, Endpoint
from api.partners.service import Tried, fan_out, organization_of, settle, stop_by_hand, take
from api.partners.turns import Places
from api.scheduler import JOBS
from tests.partners.rows import NOW, an_endpoint, an_event, deliveries, world
from tests.partners.sinks import listening

DAYS = [0, 1, 89, 91]


def test_events_of_90_days_ago_are_forgotten_with_their_deliveries_unless_they_wait(session: Session) -> None:
    """Of the two from before, the first is still on its way."""
    with listening() as sink:
        an_endpoint(session, sink)
        for day in DAYS:
            an_event(session, NOW - timedelta(days=day))
    fan_out(session, NOW)
    taken = take(session, NOW, Places(10, 10))
    waiting = next(one for one in taken if one.happened_at == NOW - timedelta(days=91))
    done = [Tried(one.id, one.endpoint_id, NOW, "204", 5) for one in taken if one is not waiting]
    settle(session, done, NOW, lambda: 0.5)

    forget_deliveries(session, world(NOW + timedelta(days=1, hours=1)))

    left = [NOW - event.happened_at for event in session.exec(select(Event))]
    assert sorted(left) == [timedelta(days=day) for day in (0, 1, 91)]
    assert len(deliveries(session)) == 3
    assert len(session.exec(select(Attempt)).all()) == 2
    assert "api.partners.jobs.forget_deliveries" in JOBS


def test_a_stopped_endpoint_is_forgotten_with_the_last_that_was_sent_to_it(session: Session) -> None:
    later = NOW + timedelta(days=91)
    with listening() as sink:
        gone, told, works = (an_endpoint(session, sink) for _ in range(3))
    an_event(session, later, endpoint=told.id)
    fan_out(session, later)
    for made in (gone, told):
        stop_by_hand(session, made.id, organization_of(session, made.id))

    forget_deliveries(session, world(NOW + timedelta(days=90)))
    soon = set(session.exec(select(Endpoint.id)))
    forget_deliveries(session, world(later))

    assert soon == {gone.id, told.id, works.id}
    assert set(session.exec(select(Endpoint.id))) == {told.id, works.id}


def test_what_was_not_written_out_yet_is_not_forgotten(session: Session) -> None:
    an_event(session, NOW - timedelta(days=200))

    forget_deliveries(session, world())

    assert len(session.exec(select(Event)).all()) == 1
