"""An invitation lets one person in, and leaves a random root and a depth."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from api.organizations import service
from api.organizations.inbox import fingerprint
from api.organizations.models import Invitation, Role, RoleHeld, Vouch, Word
from api.organizations.schemas import InvitationIn
from api.problems import Invalid, NotFound
from tests.accounts.rows import TODAY, stored_account

ROOT = UUID(int=42)
PLAIN = InvitationIn()


def someone(
    *roles: str, vouched: bool = True, of: UUID | None = None, depth: int = 3, me: UUID | None = None
) -> service.Standing:
    return service.Standing(me or uuid4(), frozenset(roles), of, vouched, (ROOT, depth))


def an_organization(session: Session) -> UUID:
    return service.found_organization(session, "A union", bytes(32), TODAY).id


def test_an_invitation_passes_on_its_tree_one_deeper_and_is_gone(session: Session) -> None:
    token = service.invite(session, someone(), PLAIN, TODAY).token

    spent = service.spend_invitation(session, token, uuid4(), TODAY)

    assert spent == service.Spent(ROOT, 4)
    assert session.exec(select(Invitation)).all() == []


def test_of_a_token_only_the_hash_is_kept(session: Session) -> None:
    made = service.invite(session, someone(), PLAIN, TODAY)

    row = session.exec(select(Invitation)).one()

    assert len(made.token) == 22  # 128 bits
    assert made.token not in str(row)
    assert len(row.digest) == 32


@pytest.mark.parametrize("why", ["used", "over", "never there"])
def test_an_invitation_that_cannot_be_used_is_refused_alike(session: Session, why: str) -> None:
    token = service.invite(session, someone(), PLAIN, TODAY).token
    day = TODAY
    if why == "used":
        service.spend_invitation(session, token, uuid4(), TODAY)
    elif why == "over":
        day = TODAY + timedelta(days=31)
    else:
        token = "x" * 22

    with pytest.raises(service.InvitationNotValid):
        service.spend_invitation(session, token, uuid4(), day)


def test_an_invitation_can_be_used_on_its_last_day(session: Session) -> None:
    made = service.invite(session, someone(), PLAIN, TODAY)

    assert service.spend_invitation(session, made.token, uuid4(), made.expires_on)


def test_an_organizers_invitation_is_an_organizers_word_for_their_own_organization(session: Session) -> None:
    of = an_organization(session)
    organizer = someone("organizer", vouched=False, of=of)
    worker_id = stored_account(session).worker_id

    made = service.invite(session, organizer, PLAIN, TODAY)
    service.spend_invitation(session, made.token, worker_id, TODAY)

    word = session.exec(select(Vouch)).one()
    assert (word.worker_id, word.word, word.given_by) == (worker_id, Word.ORGANIZER, organizer.worker_id)
    assert made.fingerprint == fingerprint(bytes(32))


def test_a_members_invitation_is_nobodys_word(session: Session) -> None:
    token = service.invite(session, someone(), PLAIN, TODAY).token

    service.spend_invitation(session, token, stored_account(session).worker_id, TODAY)

    assert session.exec(select(Vouch)).all() == []


def test_only_an_admin_gives_roles(session: Session) -> None:
    of = an_organization(session)
    data = InvitationIn(role="organizer", organization_id=of)
    worker_id = stored_account(session).worker_id
    for other in (someone(), someone("organizer", of=of), someone("moderator"), someone("custodian")):
        with pytest.raises(NotFound):
            service.invite(session, other, data, TODAY)

    token = service.invite(session, someone("admin"), data, TODAY).token
    service.spend_invitation(session, token, worker_id, TODAY)

    held = session.exec(select(RoleHeld)).one()
    assert (held.worker_id, held.role, held.organization_id) == (worker_id, Role.ORGANIZER, of)
    assert service.roles_of(session, worker_id)[0].organization_name == "A union"


def test_an_organizer_invites_for_no_other_organization_and_each_must_exist(session: Session) -> None:
    of, other = an_organization(session), an_organization(session)

    with pytest.raises(NotFound):
        service.invite(session, someone("organizer", of=of), InvitationIn(organization_id=other), TODAY)
    with pytest.raises(NotFound):
        service.invite(session, someone(), InvitationIn(organization_id=of), TODAY)
    with pytest.raises(NotFound):
        service.invite(session, someone("admin"), InvitationIn(organization_id=uuid4()), TODAY)
    with pytest.raises(Invalid):
        service.invite(session, someone("admin"), InvitationIn(role="organizer"), TODAY)


def test_a_member_who_is_not_vouched_for_invites_nobody(session: Session) -> None:
    with pytest.raises(service.NotVouched):
        service.invite(session, someone(vouched=False), PLAIN, TODAY)


def test_a_member_has_at_most_five_open_invitations_and_a_used_one_frees_a_place(session: Session) -> None:
    member = someone()
    tokens = [service.invite(session, member, PLAIN, TODAY).token for _ in range(5)]
    with pytest.raises(service.TooManyInvitations):
        service.invite(session, member, PLAIN, TODAY)

    service.invite(session, someone(), PLAIN, TODAY)  # another member's are another's
    service.spend_invitation(session, tokens[0], uuid4(), TODAY)

    assert service.invite(session, member, PLAIN, TODAY)
    with pytest.raises(service.TooManyInvitations):
        service.invite(session, member, PLAIN, TODAY)
    assert service.invite(session, member, PLAIN, TODAY + timedelta(days=31))


@pytest.fixture
def committed(engine: Engine) -> Iterator[Engine]:
    yield engine
    with Session(engine) as session, session.begin():
        session.execute(delete(Invitation).where(col(Invitation.tree_root) == ROOT))


def test_twelve_invitations_asked_for_at_once_are_five(committed: Engine) -> None:
    member = someone()

    def ask(_: int) -> bool:
        with Session(committed) as session, session.begin():
            try:
                service.invite(session, member, PLAIN, TODAY)
            except service.TooManyInvitations:
                return False
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(ask, range(12))) == 5


def test_an_invitation_used_by_many_at_once_lets_one_in(committed: Engine) -> None:
    with Session(committed) as session, session.begin():
        token = service.invite(session, someone(), PLAIN, TODAY).token

    def spend(_: int) -> bool:
        with Session(committed) as session, session.begin():
            try:
                service.spend_invitation(session, token, uuid4(), TODAY)
            except service.InvitationNotValid:
                return False
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(spend, range(12))) == 1
