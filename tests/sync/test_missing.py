"""What a phone counted and the server never got is told, as numbers."""

import random

from sqlmodel import Session

from api.sync import service
from api.sync.seqs import MOST_RANGES, how_many, still_missing
from tests.sync.phones import a_phone, outcomes


def test_numbers_that_never_came_are_told_until_they_come_or_are_given_up(session: Session) -> None:
    phone = a_phone(session)
    lost = [phone.put("employer") for _ in range(4)]  # numbers 2 to 5
    kept = phone.put("employer")

    answer = phone.push(kept)
    late = phone.push(lost[1])
    replaced = phone.push(phone.put("employer"), given_up=[2])

    assert answer.missing == [(2, 5)]
    assert late.missing == [(2, 2), (4, 5)]
    assert replaced.missing == [(4, 5)]
    assert service.gaps(session, phone.worker_id) == {phone.device_id: (7, 2)}


def test_a_higher_count_alone_shows_what_was_lost_at_the_end(session: Session) -> None:
    phone = a_phone(session)

    assert phone.push(highest_seq=9).missing == [(2, 9)]
    assert phone.push(highest_seq=3).missing == [(2, 9)]


def test_what_is_held_has_come_and_what_is_refused_has_not(session: Session) -> None:
    phone = a_phone(session)
    held, refused = phone.put("cost"), phone.put("employer", {"name": ""})

    answer = phone.push(held, refused)

    assert outcomes(answer.results) == ["held", "invalid"]
    assert answer.missing == [(3, 3)]


def test_each_phone_has_numbers_of_its_own(session: Session) -> None:
    phone = a_phone(session)
    other = phone.other()
    other.put("employer")

    other.push(other.put("employer"))

    assert service.gaps(session, phone.worker_id) == {phone.device_id: (1, 0), other.device_id: (2, 1)}


def test_what_a_withdrawal_deleted_is_not_missing(session: Session) -> None:
    phone = a_phone(session)

    answer = phone.push(phone.put("employer"), phone.withdrawal())

    assert answer.missing == []


def test_at_most_a_hundred_ranges_are_told(session: Session) -> None:
    phone = a_phone(session)
    every_other = [phone.put("employer") for _ in range(400)][::2]

    answer = phone.push(*every_other)

    assert len(answer.missing) == 100
    assert answer.missing[0] == (3, 3)
    assert service.gaps(session, phone.worker_id)[phone.device_id] == (401, 200)


def test_ranges_are_what_counting_one_by_one_gives() -> None:
    for seed in range(200):
        dice = random.Random(seed)
        ranges: list[list[int]] = []
        missing: set[int] = set()
        highest = 0
        for _ in range(6):
            said = highest + dice.randint(0, 12)
            came = {dice.randint(1, max(1, said)) for _ in range(dice.randint(0, 6))}
            ranges = still_missing(ranges, highest, said, came)
            missing = (missing | set(range(highest + 1, said + 1))) - came
            highest = said

        assert [number for first, last in ranges for number in range(first, last + 1)] == sorted(missing)
        assert how_many(ranges) == len(missing)


def test_a_phone_that_counts_wrongly_does_not_fill_the_table() -> None:
    ranges: list[list[int]] = []
    for start in range(0, 100_000, 2_000):
        ranges = still_missing(ranges, start, start + 2_000, set(range(start, start + 2_000, 2)))

    assert len(ranges) == MOST_RANGES
