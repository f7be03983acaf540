"""What happened reaches every endpoint that works, signed, at least once (docs/webhooks.md)."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlmodel import Session, col, select
from standardwebhooks import Webhook

from api.events import Kind, publish
from api.partners.jobs import Sender, deliver
from api.partners.models import Attempt, State, Stopped
from api.partners.service import stop_by_hand
from api.partners.service.endpoints import organization_of
from api.scheduler import ERRANDS
from api.world import World
from tests.partners.rows import (
    NOW,
    PEPPER,
    an_endpoint,
    an_event,
    deliveries,
    endpoint_row,
    outcomes,
    send,
    world,
)
from tests.partners.sinks import Visit, listening, status, to_loopback

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
HOURS = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24]  # between ten tries


def test_the_service_sends_what_is_due_every_few_seconds(connection: Connection, session: Session) -> None:
    """As it runs: with its own resolver and clock, an address of this machine allowed by the setting."""
    with listening() as sink:
        made = an_endpoint(session, sink)
        endpoint_row(session, made).url = f"http://127.0.0.1:{sink.port}/in"
        an_event(session)
        deliver(connection, world())  # type: ignore[arg-type]  # a connection begins transactions too

    assert ERRANDS["api.partners.jobs.deliver"] == (5, deliver)
    assert (sink.connections, outcomes(session)) == (1, ["204"])


def test_an_event_reaches_every_working_endpoint_signed_with_its_own_secret(
    connection: Connection, session: Session
) -> None:
    with listening() as one, listening() as other, listening() as stopped:
        secrets = [an_endpoint(session, sink).secret for sink in (one, other)]
        gone = an_endpoint(session, stopped)
        stop_by_hand(session, gone.id, organization_of(session, gone.id))
        an_event(session)
        send(connection)
        send(connection, NOW + DAY)

    visits = [*one.visits, *other.visits]
    assert [visit.line for visit in visits] == ["POST /in HTTP/1.1"] * 2
    assert stopped.connections == 0
    assert visits[0].body == (
        b'{"type":"release.published","timestamp":"2026-11-11T04:41:00Z",'
        b'"data":{"number":11,"release":"2026-11-08"}}'
    )
    for visit, secret in zip(visits, secrets, strict=True):
        now = str(int(NOW.timestamp()))
        assert visit.headers["webhook-timestamp"] == now
        assert visit.headers["content-type"] == "application/json"
        again = Webhook(secret).sign(visit.headers["webhook-id"], NOW, visit.body.decode())
        assert visit.headers["webhook-signature"] == again
    assert {visit.headers["webhook-id"] for visit in visits} == {str(one.id) for one in deliveries(session)}
    assert [one.state for one in deliveries(session)] == [State.DONE, State.DONE]


def test_a_test_goes_to_its_endpoint_alone(connection: Connection, session: Session) -> None:
    with listening() as one, listening() as other:
        made = an_endpoint(session, one)
        an_endpoint(session, other)
        an_event(session, endpoint=made.id)
        send(connection)

    assert (one.connections, other.connections) == (1, 0)
    assert b'"type":"endpoint.test"' in one.visits[0].body


def test_what_was_undone_never_happened(connection: Connection, session: Session) -> None:
    with listening() as sink:
        an_endpoint(session, sink)
        publish(session, Kind.RELEASE_PUBLISHED, {"number": 12}, world())
        session.flush()
        session.rollback()
        send(connection)

    assert (sink.connections, deliveries(session)) == (0, [])


def test_what_does_not_get_through_is_tried_again_with_the_same_id_at_its_time(
    connection: Connection, session: Session
) -> None:
    with listening(status(503)) as sink:
        made = an_endpoint(session, sink)
        an_event(session)
        send(connection)
        failing_since = endpoint_row(session, made).failing_since
        send(connection, NOW + 4 * SECOND)
        early = sink.connections
        sink.reply = status(200)
        send(connection, NOW + 7 * SECOND)

    first, second = sink.visits
    assert (early, failing_since) == (1, first_try(session))
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    assert outcomes(session) == ["503", "200"]
    assert endpoint_row(session, made).failing_since is None


def test_after_ten_tries_in_more_than_three_days_a_delivery_is_given_up(
    connection: Connection, session: Session
) -> None:
    now = NOW
    with listening(status(500)) as sink:
        made = an_endpoint(session, sink)
        an_event(session)
        send(connection, now)
        for hours in HOURS:
            send(connection, now + timedelta(hours=hours) - SECOND)
            now += timedelta(hours=hours) + SECOND
            send(connection, now)
        send(connection, now + 30 * DAY)

    assert outcomes(session) == ["500"] * 10
    assert [one.state for one in deliveries(session)] == [State.GIVEN_UP]
    assert now - NOW > 3 * DAY
    assert endpoint_row(session, made).stopped is None


def test_410_stops_an_endpoint_at_once_and_what_waits_for_it_is_given_up(
    connection: Connection, session: Session
) -> None:
    """T71. The secret in its path goes too."""
    with listening(status(500)) as sink:
        made = an_endpoint(session, sink, "/in/8b1f?key=4f1c")
        an_event(session)
        send(connection)
        sink.reply = status(410)
        an_event(session, NOW + SECOND)
        send(connection, NOW + 2 * SECOND)
        an_event(session, NOW + 3 * SECOND)
        send(connection, NOW + DAY)

    row = endpoint_row(session, made)
    assert (row.stopped, row.secret_sealed) == (Stopped.GONE, b"")
    assert row.url == f"http://hooks.test:{sink.port}"
    assert outcomes(session) == ["500", "410"]
    assert [one.state for one in deliveries(session)] == [State.GIVEN_UP] * 2


def test_a_wait_that_a_receiver_asks_for_is_kept_for_a_day_and_no_longer(
    connection: Connection, session: Session
) -> None:
    """T71. It asks for ten years."""
    with listening(status(429, "Retry-After: 315360000")) as sink:
        an_endpoint(session, sink)
        an_event(session)
        send(connection)
        send(connection, NOW + DAY - SECOND)
        before = sink.connections
        send(connection, NOW + DAY + 2 * SECOND)

    assert (before, sink.connections) == (1, 2)


def test_five_days_in_which_nothing_got_through_stop_an_endpoint(
    connection: Connection, session: Session
) -> None:
    """T71. A release every day, looked at every hour."""
    stopped: list[int] = []
    with listening(status(500)) as sink:
        made = an_endpoint(session, sink)
        for hour in range(7 * 24):
            now = NOW + timedelta(hours=hour)
            if hour % 24 == 0:
                an_event(session, now)
            send(connection, now)
            stopped += [hour] * (endpoint_row(session, made).stopped is Stopped.FAILING)

    assert stopped
    assert 5 * 24 <= stopped[0] <= 6 * 24
    assert {one.state for one in deliveries(session)} == {State.GIVEN_UP}


def test_where_events_are_rare_the_first_failure_after_weeks_is_not_the_end(
    connection: Connection, session: Session
) -> None:
    later = NOW + 28 * DAY
    with listening(status(500)) as sink:
        made = an_endpoint(session, sink)
        for began, hours in ((NOW, 90), (later, 70)):  # the tenth try is in the 78th hour
            an_event(session, began)
            for hour in range(hours):
                send(connection, began + timedelta(hours=hour))
        in_time = len(outcomes(session)), endpoint_row(session, made).stopped
        for hour in range(70, 90):
            send(connection, later + timedelta(hours=hour))

    assert in_time == (19, None)
    assert len(outcomes(session)) == 20
    assert endpoint_row(session, made).stopped is Stopped.FAILING
    assert endpoint_row(session, made).url == f"http://hooks.test:{sink.port}"


def test_time_passes_while_a_sender_works_and_waits_begin_when_a_try_has_ended(
    connection: Connection, session: Session
) -> None:
    now = 100.0

    def answers_late(visit: Visit) -> None:
        nonlocal now
        now += 9
        status(503)(visit)

    with listening(answers_late) as sink:
        an_endpoint(session, sink)
        an_event(session)
        send(connection, passed=lambda: now)

    assert first_try(session) == NOW
    assert deliveries(session)[0].due_at == NOW + 9 * SECOND + 5 * SECOND


def test_unless_it_is_told_otherwise_a_sender_has_a_clock_that_goes(
    connection: Connection, session: Session
) -> None:
    with listening(status(503)) as sink:
        an_endpoint(session, sink)
        an_event(session)
        asyncio.run(Sender(connection, world(), to_loopback(), lambda: 0.5).run())

    assert deliveries(session)[0].due_at > NOW + 5 * SECOND


def test_an_endpoint_of_this_machine_is_not_called_once_the_setting_is_off(
    connection: Connection, session: Session
) -> None:
    with listening() as sink:
        an_endpoint(session, sink)
        an_event(session)
        deliver(connection, World(NOW, PEPPER))  # type: ignore[arg-type]  # as above

    assert (sink.connections, set(outcomes(session))) == (0, {"refused_address"})


def first_try(session: Session) -> datetime:
    """Say when the first try was."""
    return session.exec(select(Attempt.at).order_by(col(Attempt.at))).first() or NOW
