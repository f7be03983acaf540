"""Words are given from phone to phone: once, by those who count, and never for oneself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from api.accounts.models import Account
from api.organizations import service
from api.organizations.models import Vouch, VouchCode, Word
from api.world import World
from tests.accounts.rows import stored_account, worker_ids

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
WORLD = World(now=NOW, pepper=bytes(range(32)))
LATER = replace(WORLD, now=NOW + timedelta(days=1))


def a_giver(*roles: str, vouched: bool = True, me: UUID | None = None) -> service.Standing:
    return service.Standing(me or uuid4(), frozenset(roles), None, vouched, (uuid4(), 0))


def words(session: Session, worker_id: UUID) -> list[str]:
    return sorted(one.word for one in session.exec(select(Vouch).where(Vouch.worker_id == worker_id)))


def test_a_code_that_another_types_is_a_members_word(session: Session) -> None:
    worker_id = stored_account(session).worker_id
    shown = service.show_code(session, worker_id, WORLD)

    service.give_word(session, a_giver(), shown.code, WORLD)

    assert len(shown.code) == 10
    assert shown.expires_at == NOW + timedelta(days=1)
    assert words(session, worker_id) == [Word.MEMBER]


def test_an_organizers_word_weighs_as_one(session: Session) -> None:
    account = stored_account(session)
    shown = service.show_code(session, account.worker_id, WORLD)

    service.give_word(session, a_giver("organizer", vouched=False), shown.code, WORLD)

    said = service.vouched(session, account.worker_id, account.made_on, account.proof, WORLD.today)
    assert (said.organizer_words, said.member_words, said.vouched) == (1, 0, True)


def test_the_words_of_two_members_make_an_account_count(session: Session) -> None:
    account = stored_account(session)
    for expected in (False, True):
        shown = service.show_code(session, account.worker_id, WORLD)
        service.give_word(session, a_giver(), shown.code, WORLD)

        said = service.vouched(session, account.worker_id, account.made_on, account.proof, WORLD.today)
        assert said.vouched is expected


@pytest.mark.parametrize("why", ["used", "over", "replaced", "never there", "another pepper"])
def test_a_code_that_cannot_be_used_is_refused_alike(session: Session, why: str) -> None:
    worker_id, world = stored_account(session).worker_id, WORLD
    code = service.show_code(session, worker_id, WORLD).code
    if why == "used":
        service.give_word(session, a_giver(), code, WORLD)
    elif why == "over":
        world = LATER
    elif why == "replaced":
        service.show_code(session, worker_id, WORLD)
    elif why == "never there":
        code = "0" * 10
    else:
        world = replace(WORLD, pepper=bytes(32))

    with pytest.raises(service.CodeNotValid):
        service.give_word(session, a_giver(), code, world)


def test_nobody_vouches_for_oneself(session: Session) -> None:
    worker_id = stored_account(session).worker_id
    code = service.show_code(session, worker_id, WORLD).code

    with pytest.raises(service.OwnCode):
        service.give_word(session, a_giver(me=worker_id), code, WORLD)
    code = service.show_code(session, worker_id, WORLD).code
    with pytest.raises(service.OwnCode):
        service.give_word(session, a_giver("organizer", me=worker_id), code, WORLD)

    assert words(session, worker_id) == []


def test_nobody_gives_two_words_for_the_same_person(session: Session) -> None:
    first, second = worker_ids(2, session)
    giver = a_giver()
    service.give_word(session, giver, service.show_code(session, first, WORLD).code, WORLD)

    with pytest.raises(service.AlreadyVouched):
        service.give_word(session, giver, service.show_code(session, first, WORLD).code, WORLD)
    service.give_word(session, giver, service.show_code(session, second, WORLD).code, WORLD)

    assert words(session, first) == words(session, second) == [Word.MEMBER]


def test_who_is_not_vouched_for_vouches_for_nobody(session: Session) -> None:
    worker_id = stored_account(session).worker_id
    code = service.show_code(session, worker_id, WORLD).code

    with pytest.raises(service.NotVouched):
        service.give_word(session, a_giver(vouched=False), code, WORLD)

    assert words(session, worker_id) == []


@pytest.fixture
def stranger(engine: Engine) -> Iterator[UUID]:
    """Give an account that other connections see."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        worker_id = stored_account(session).worker_id
    yield worker_id
    with Session(engine) as session, session.begin():
        session.execute(delete(Account).where(col(Account.worker_id) == worker_id))


def test_a_code_typed_by_many_at_once_is_one_word(engine: Engine, stranger: UUID) -> None:
    with Session(engine) as session, session.begin():
        code = service.show_code(session, stranger, WORLD).code

    def give(_: int) -> bool:
        with Session(engine) as session, session.begin():
            try:
                service.give_word(session, a_giver(), code, WORLD)
            except service.CodeNotValid:
                return False
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(give, range(12))) == 1
    with Session(engine) as session:
        assert words(session, stranger) == [Word.MEMBER]
        assert session.exec(select(VouchCode).where(VouchCode.worker_id == stranger)).all() == []
