"""Vouch for people, and say who is vouched for."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from api.organizations.models import Vouch, VouchCode, Word
from api.organizations.schemas import VouchCodeOut, VouchedOut, WordOut
from api.organizations.service.invitations import Standing
from api.organizations.service.problems import AlreadyVouched, CodeNotValid, NotVouched, OwnCode
from api.organizations.tokens import code_digest, new_code
from api.organizations.vouching import vouching
from api.world import World

CODE_LIFETIME = timedelta(days=1)


def vouched(session: Session, worker_id: UUID, made_on: date, proof: str, today: date) -> VouchedOut:
    """Say whether an account counts in anything public."""
    rows = session.exec(
        select(col(Vouch.word), func.count())
        .where(col(Vouch.worker_id) == worker_id)
        .group_by(col(Vouch.word))
    ).all()
    words = dict(rows)
    return vouching(made_on, proof, (words.get(Word.ORGANIZER, 0), words.get(Word.MEMBER, 0)), today)


def all_vouched(session: Session, accounts: Iterable[tuple[UUID, date, str]], today: date) -> list[UUID]:
    """Pick those who count in anything public; of each account the day it was made and what let it in.

    One question for all of them: whoever has no word is not vouched for.
    """
    rows = session.execute(
        select(col(Vouch.worker_id), col(Vouch.word), func.count()).group_by(
            col(Vouch.worker_id), col(Vouch.word)
        )
    )
    words = {(worker_id, word): count for worker_id, word, count in rows}
    return [
        worker_id
        for worker_id, made_on, proof in accounts
        if vouching(
            made_on,
            proof,
            (words.get((worker_id, Word.ORGANIZER), 0), words.get((worker_id, Word.MEMBER), 0)),
            today,
        ).vouched
    ]


def show_code(session: Session, worker_id: UUID, world: World) -> VouchCodeOut:
    """Make the code that a worker shows to somebody who knows them; it replaces the one before."""
    code, expires_at = new_code(), world.now + CODE_LIFETIME
    kept = {"digest": code_digest(code, world.pepper), "expires_at": expires_at}
    session.execute(
        insert(VouchCode)
        .values(worker_id=worker_id, **kept)
        .on_conflict_do_update(index_elements=["worker_id"], set_=kept)
    )
    return VouchCodeOut(code=code, expires_at=expires_at)


def give_word(session: Session, giver: Standing, code: str, world: World) -> WordOut:
    """Vouch for whoever shows this code. The giver is kept for 30 days (jobs.py)."""
    word = Word.ORGANIZER if "organizer" in giver.roles else Word.MEMBER
    if word is Word.MEMBER and not giver.vouched:
        raise NotVouched
    worker_id = session.execute(
        delete(VouchCode)
        .where(
            col(VouchCode.digest) == code_digest(code, world.pepper), col(VouchCode.expires_at) > world.now
        )
        .returning(col(VouchCode.worker_id))
    ).scalar_one_or_none()
    if worker_id is None:
        raise CodeNotValid
    if worker_id == giver.worker_id:
        raise OwnCode
    given = session.execute(
        insert(Vouch)
        .values(worker_id=worker_id, id=uuid4(), word=word, given_by=giver.worker_id, given_on=world.today)
        .on_conflict_do_nothing(index_elements=["worker_id", "given_by"])
        .returning(col(Vouch.id))
    ).first()
    if given is None:
        raise AlreadyVouched
    return WordOut(word=word.value, given_on=world.today)
