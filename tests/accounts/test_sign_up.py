"""Who may make an account: whoever was invited, or has worked for it, and nobody has the name."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from api.accounts.models import Account, LoginSession, Proof
from api.organizations.models import Invitation, Word
from tests.accounts.clock import Clock
from tests.accounts.people import (
    OURS,
    Person,
    a_person,
    an_account,
    an_invitation,
    coded,
    sign_in,
    sign_up,
    solved,
    solves,
    token_of,
    work_for,
)


def post(client: TestClient, body: dict[str, Any], **headers: str) -> Any:
    return client.post("/v1/accounts", json=body, headers=OURS | headers)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_an_account_by_invitation_signs_in_and_spends_the_invitation(
    client: TestClient, session: Session
) -> None:
    token = an_invitation(session, word=Word.ORGANIZER)

    person = sign_up(client, invitation=token)
    said = client.get("/v1/account", headers=person.headers).json()
    again = post(client, an_account(a_person()) | {"invitation": token})

    assert (said["worker_id"], said["proof"]) == (str(person.worker_id), "invitation")
    assert said["vouched"]["organizer_words"] == 1
    assert code(again) == (422, "invitation-not-valid")
    assert session.exec(select(func.count()).select_from(Account)).one() == 1


def test_an_account_by_work_is_marked_as_one(client: TestClient, session: Session) -> None:
    person = sign_up(client)

    assert session.get_one(Account, person.worker_id).proof is Proof.WORK


def test_work_that_is_missing_wrong_spent_or_over_lets_nobody_in(
    client: TestClient, session: Session, clock: Clock
) -> None:
    """T59."""
    spent = work_for(client)
    assert post(client, an_account(a_person()) | {"work": spent}).status_code == 201
    asked = client.post("/v1/accounts/challenge", headers=OURS).json()["challenge"]
    undone = next(nonce for nonce in map(str, range(100)) if not solves(nonce, asked, 1))
    foreign = b"\0\0\0\0\xff\xff\xff\xff\1" + bytes(48)  # valid for long, but not ours
    old = work_for(client)

    def refuse(**more: Any) -> tuple[int, str]:
        return code(post(client, an_account(a_person()) | more))

    refused = [
        refuse(),
        refuse(work=spent),
        refuse(work={"challenge": asked, "nonce": undone}),
        refuse(work=solved(coded(foreign), 1)),
        refuse(work={"challenge": "AAAA", "nonce": "1"}),
    ]
    clock.forward(minutes=10)
    refused.append(refuse(work=old))

    assert refused == [(403, "work-not-valid")] * 6
    assert session.exec(select(func.count()).select_from(Account)).one() == 1


def test_one_challenge_used_by_many_at_once_lets_one_in(shared: FastAPI) -> None:
    """T59, in parallel."""
    work = work_for(TestClient(shared))
    bodies = [an_account(a_person()) | {"work": work} for _ in range(8)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda body: post(TestClient(shared), body).status_code, bodies))

    assert sorted(answers) == [201] + [403] * 7


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("anna", "An\u200bna"),
        ("anna", "Ａｎｎａ"),
        ("fisher", "ﬁsher"),
        ("金工", "⾦工"),
        ("José", "Jose\u0301"),
    ],
)
def test_a_handle_that_looks_the_same_is_taken(client: TestClient, first: str, then: str) -> None:
    """T13."""
    sign_up(client, handle=first)

    answer = post(client, an_account(a_person(then)) | {"work": work_for(client)})

    assert code(answer) == (409, "handle-taken")


@pytest.mark.parametrize("handle", ["a", "\u200b\u200b\u200ba", "a  ", "x" * 41])
def test_a_handle_is_2_to_40_characters_that_can_be_seen(client: TestClient, handle: str) -> None:
    answer = post(client, an_account(a_person(handle)) | {"work": work_for(client)})

    assert code(answer) == (422, "invalid")


def test_a_taken_handle_costs_the_work(client: TestClient) -> None:
    sign_up(client, handle="first here")
    work = work_for(client)

    taken = post(client, an_account(a_person("first here")) | {"work": work})
    again = post(client, an_account(a_person("another")) | {"work": work})

    assert code(taken) == (409, "handle-taken")
    assert code(again) == (403, "work-not-valid")


def test_a_taken_handle_leaves_the_invitation_but_nobody_asks_name_after_name(
    client: TestClient, session: Session, clock: Clock
) -> None:
    sign_up(client, handle="first here")
    token = an_invitation(session)

    asked = [
        post(client, an_account(a_person("first here")) | {"invitation": token}).status_code for _ in range(7)
    ]
    clock.forward(seconds=2)
    entered = post(client, an_account(a_person("free name")) | {"invitation": token})

    assert asked == [409] * 5 + [429] * 2
    assert entered.status_code == 201
    assert session.exec(select(func.count()).select_from(Invitation)).one() == 0


def test_a_made_up_invitation_does_not_tell_which_handles_are_taken(client: TestClient) -> None:
    sign_up(client, handle="first here")

    asked = [
        code(post(client, an_account(a_person(name)) | {"invitation": "made-up-invitation-00" + str(at)}))
        for at, name in enumerate(["first here", "nobody here", "first here"])
    ]

    assert asked == [(422, "invitation-not-valid")] * 3


def test_a_sign_up_whose_answer_was_lost_is_answered_like_a_sign_in(
    client: TestClient, session: Session
) -> None:
    body = an_account(a_person()) | {"invitation": an_invitation(session)}

    first, second = post(client, body), post(client, body)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert token_of(first) != token_of(second)
    assert session.exec(select(func.count()).select_from(LoginSession)).one() == 1


def test_the_same_sign_up_sent_twice_at_once_makes_one_account(shared: FastAPI, engine: Engine) -> None:
    with Session(engine) as session:
        body = an_account(a_person()) | {"invitation": an_invitation(session)}

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda one: post(TestClient(shared), one).status_code, [body] * 4))

    assert answers == [201] * 4
    with Session(engine) as session:
        assert session.exec(select(func.count()).select_from(Account)).one() == 1


def a_guess(person: Person) -> dict[str, Any]:
    """Write a sign-up with somebody's worker id and handle, by a stranger who guesses at the key."""
    guess = an_account(person) | {"passphrase": an_account(a_person())["passphrase"]}
    return guess | {"device": a_person().device}


def test_a_repeated_sign_up_with_another_key_is_a_taken_handle_and_counts_as_a_guess(
    client: TestClient, clock: Clock
) -> None:
    person = sign_up(client)

    answers = [post(client, a_guess(person) | {"work": work_for(client)}).status_code for _ in range(6)]

    assert answers == [409] * 5 + [429]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({}, (403, "work-not-valid")),
        ({"invitation": "made-up-invitation-001"}, (422, "invitation-not-valid")),
    ],
)
def test_who_brings_neither_work_nor_invitation_learns_of_nobody(
    client: TestClient, entry: dict[str, str], told: tuple[int, str]
) -> None:
    person = sign_up(client)
    new = an_account(a_person())
    asked = [
        new,
        new | {"handle": person.handle},
        an_account(person) | {"handle": "a second name"},
        *[a_guess(person)] * 6,
    ]

    assert [code(post(client, body | entry)) for body in asked] == [told] * 9


def test_work_that_was_spent_tells_of_nobody(client: TestClient) -> None:
    person, spent = sign_up(client), {"work": work_for(client)}
    post(client, an_account(a_person()) | spent)

    asked = [an_account(a_person()), an_account(person) | {"handle": "a second name"}, a_guess(person)]

    assert [code(post(client, body | spent)) for body in asked] == [(403, "work-not-valid")] * 3


def test_a_worker_who_asks_for_a_second_account_uses_up_no_invitation_and_may_not_go_on_for_ever(
    client: TestClient, session: Session, clock: Clock
) -> None:
    person, token = sign_up(client), an_invitation(session)
    body = an_account(person) | {"handle": "a second name", "invitation": token}

    asked = [code(post(client, body)) for _ in range(6)]

    assert asked == [(409, "other-account")] * 5 + [(429, "slow-down")]
    assert session.exec(select(func.count()).select_from(Invitation)).one() == 1


def test_a_worker_has_one_account(client: TestClient) -> None:
    person = sign_up(client)
    body = an_account(person) | {"handle": "a second name", "work": work_for(client)}

    assert code(post(client, body)) == (409, "other-account")


def test_many_people_behind_one_address_sign_up_and_in(client: TestClient, session: Session) -> None:
    """T60, in small: nothing counts by address."""
    people = [sign_up(client, invitation=an_invitation(session)) for _ in range(12)]

    again = [sign_in(client, person) for person in people]

    assert len({person.token for person in [*people, *again]}) == 24
    assert session.exec(select(func.count(func.distinct(col(Account.handle_hash))))).one() == 12
