"""Many endpoints at once: nobody waits for one that is slow, hangs or fails (T68)."""

import asyncio
import threading
from collections import Counter
from datetime import timedelta
from threading import Event, Lock

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from api.partners import service
from api.partners.jobs import Sender
from api.partners.models import State
from api.partners.turns import MOST_AT_ONCE, TAKEN_FOR
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
    stands,
    taken,
)
from tests.partners.sinks import Visit, listening, never, status, to_loopback

SECOND = timedelta(seconds=1)


def test_an_endpoint_that_hangs_holds_up_no_other(connection: Connection, session: Session) -> None:
    """T68. It answers only after the other has heard everything."""
    heard = Event()

    def waits(visit: Visit) -> None:
        if heard.wait(10):
            status(204)(visit)

    def hears(visit: Visit) -> None:
        status(204)(visit)
        if len(visit.sink.visits) == 6:
            heard.set()

    with listening(waits) as slow, listening(hears) as quick:
        an_endpoint(session, slow)
        an_endpoint(session, quick)
        for _ in range(6):
            an_event(session)
        send(connection)

    assert (len(slow.visits), len(quick.visits)) == (6, 6)
    assert set(outcomes(session)) == {"204"}


def test_what_happens_while_an_endpoint_hangs_is_sent_at_once(engine: Engine, committed: Engine) -> None:
    hangs, heard = Event(), Event()

    def waits(visit: Visit) -> None:
        hangs.set()
        if heard.wait(10):
            status(204)(visit)

    def hears(visit: Visit) -> None:
        status(204)(visit)
        heard.set()

    with listening(waits) as slow, listening(hears) as quick, Session(engine) as session:
        first, other = an_endpoint(session, slow), an_endpoint(session, quick)
        an_event(session, endpoint=first.id)
        sender = threading.Thread(target=send, args=(engine,))
        sender.start()
        hangs.wait(10)
        an_event(session, endpoint=other.id)
        sender.join(20)

        assert heard.is_set()
        assert outcomes(session) == ["204", "204"]


def test_at_most_four_deliveries_to_one_endpoint_are_under_way(
    connection: Connection, session: Session
) -> None:
    lock, full = Lock(), threading.Barrier(MOST_AT_ONCE)
    running = most = 0

    def counts(visit: Visit) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        full.wait(10)  # every answer waits until four are there
        with lock:
            running -= 1
        status(204)(visit)

    with listening(counts) as sink:
        an_endpoint(session, sink)
        for _ in range(3 * MOST_AT_ONCE):
            an_event(session)
        send(connection)

    assert most == MOST_AT_ONCE
    assert outcomes(session) == ["204"] * 12


def test_an_endpoint_that_is_slow_to_answer_gets_nothing_more_meanwhile(session: Session) -> None:
    with listening() as sink:
        an_endpoint(session, sink)
        an_event(session)
        first = taken(session)
        for _ in range(3):
            an_event(session)
        service.fan_out(session, NOW)

        slow, quick = taken(session, NOW + 2 * SECOND), taken(session, NOW + SECOND / 2)

    assert (len(first), len(slow), len(quick)) == (1, 0, 3)


def test_an_endpoint_that_fails_gets_one_at_a_time(session: Session) -> None:
    with listening() as sink:
        well, ill = an_endpoint(session, sink), an_endpoint(session, sink)
        endpoint_row(session, ill).failing_since = NOW - SECOND
        for _ in range(3):
            an_event(session)

        found = taken(session)

    assert Counter(one.endpoint_id for one in found) == {well.id: 3, ill.id: 1}
    assert Counter(one.fails for one in found) == {False: 3, True: 1}


def test_the_end_of_the_service_waits_for_no_receiver(connection: Connection, session: Session) -> None:
    """What was under way is sent again by the next."""
    ending = World(NOW, PEPPER, calls_loopback=True)

    def ends(visit: Visit) -> None:
        ending.ending.set()
        never(visit)

    with listening(ends) as sink:
        an_endpoint(session, sink)
        an_event(session)
        asyncio.run(Sender(connection, ending, to_loopback(seconds=60), passed=stands).run())
        cut = deliveries(session)[0].state
        sink.reply = status(204)
        send(connection, NOW + TAKEN_FOR + SECOND)

    assert cut is State.WAITING
    assert outcomes(session) == ["204"]
