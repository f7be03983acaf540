"""The client and a running service: an account, a copy, and both ways back."""

import secrets
from uuid import uuid4

import pytest

from client import account, consents
from client.account import Signed
from client.ids import uuid7
from client.service import NoAnswerError, RefusedError
from client.sync import Change, digest, operation, pull_all, push, receipt
from tests.e2e.phone import Service as Running

PASSPHRASE = "my aunt sells 7 blue eels"


def a_worker(at: str, passphrase: str = PASSPHRASE) -> tuple[Signed, str, bytes]:
    handle, secret = f"worker {uuid4().hex[:12]}", secrets.token_bytes(16)
    return account.sign_up(at, handle, passphrase, secret), handle, secret


def allowed(signed: Signed) -> int:
    """Allow a copy; give the next number."""
    assert push(signed, [operation(signed, 1, consents.given(signed, "copy", 12))]).stored == 1
    return 2


def an_employer(note: str | None = None) -> Change:
    private = {"note": note} if note else None
    return Change("employer", {"name": "Blue Eel Data", "kind": "centre"}, private, uuid7())


def test_a_second_machine_has_everything_back_by_passphrase(service: Running) -> None:
    first, handle, _ = a_worker(service.url)
    seq = allowed(first)
    change = an_employer("they pay late")
    push(first, [operation(first, seq, change)])

    second = account.sign_in(service.url, handle, PASSPHRASE)
    rows = pull_all(second)

    assert change.id is not None
    assert rows[change.id].body == change.body
    assert rows[change.id].private == {"note": "they pay late"}
    assert second.keyring == first.keyring
    assert receipt(second)["digest"] == digest(rows.values())


def test_the_phrase_brings_everything_back_once(service: Running) -> None:
    first, handle, secret = a_worker(service.url)
    push(first, [operation(first, allowed(first), an_employer("they pay late"))])

    new = secrets.token_bytes(16)
    back = account.recover(service.url, handle, secret, "a brand new passphrase", new)

    assert [row.private for row in pull_all(back).values() if row.private] == [{"note": "they pay late"}]
    assert account.sign_in(service.url, handle, "a brand new passphrase").vault_key == first.vault_key
    for wrong in (
        lambda: account.recover(service.url, handle, secret, PASSPHRASE, new),
        lambda: account.sign_in(service.url, handle, PASSPHRASE),
        lambda: pull_all(first),
    ):
        with pytest.raises(RefusedError) as refused:
            wrong()
        assert refused.value.status in {401, 403}


def test_a_changed_passphrase_opens_the_same_vault(service: Running) -> None:
    signed, handle, _ = a_worker(service.url)

    account.change_passphrase(signed, handle, PASSPHRASE, "another line of my own")

    assert account.about(signed)["worker_id"] == str(signed.worker_id)
    assert account.sign_in(service.url, handle, "another line of my own").vault_key == signed.vault_key
    with pytest.raises(RefusedError):
        account.sign_in(service.url, handle, PASSPHRASE)


def test_a_new_phrase_replaces_the_old_one(service: Running) -> None:
    signed, handle, old = a_worker(service.url)
    new = secrets.token_bytes(16)

    account.change_phrase(signed, handle, PASSPHRASE, new)

    with pytest.raises(RefusedError):
        account.recover(service.url, handle, old, PASSPHRASE, secrets.token_bytes(16))
    back = account.recover(service.url, handle, new, PASSPHRASE, secrets.token_bytes(16))
    assert back.vault_key == signed.vault_key


def test_without_consent_nothing_is_stored(service: Running) -> None:
    signed, _, _ = a_worker(service.url)

    answer = push(signed, [operation(signed, 1, an_employer())])

    assert [result["outcome"] for result in answer.results] == ["forbidden"]
    assert pull_all(signed) == {}


def test_what_is_sent_twice_is_there_once(service: Running) -> None:
    signed, _, _ = a_worker(service.url)
    made = operation(signed, allowed(signed), an_employer())

    first, again = push(signed, [made]), push(signed, [made])

    assert [first.results[0]["outcome"], again.results[0]["outcome"]] == ["applied", "duplicate"]
    assert again.change == first.change


def test_a_long_list_is_sent_in_parts_and_a_batch_too_large_in_halves(service: Running) -> None:
    signed, _, _ = a_worker(service.url)
    start = allowed(signed)
    heavy = [operation(signed, start + at, an_employer("x" * 12_000)) for at in range(90)]  # over 1 MB
    many = [operation(signed, start + 90 + at, an_employer()) for at in range(201)]

    assert push(signed, heavy).stored == 90
    assert push(signed, many).stored == 201
    assert sum(row.kind == "employer" for row in pull_all(signed).values()) == 291


def test_a_device_that_was_signed_out_may_send_and_is_told_to_leave(service: Running) -> None:
    first, handle, _ = a_worker(service.url)
    seq = allowed(first)
    second = account.sign_in(service.url, handle, PASSPHRASE)

    account.sign_out_device(second, first.device.id, handle, PASSPHRASE)
    answer = push(first, [operation(first, seq, an_employer())])

    assert (answer.stored, answer.leave) == (1, True)
    with pytest.raises(RefusedError):
        pull_all(first)
    assert {each["leaving"] for each in account.devices(second)} == {True, False}


def test_an_erased_account_is_gone(service: Running) -> None:
    signed, handle, secret = a_worker(service.url)
    push(signed, [operation(signed, allowed(signed), an_employer())])

    rows = account.erase(signed, handle, PASSPHRASE)

    assert rows["account"] == 1
    assert rows["operation"] == 2
    with pytest.raises(RefusedError):
        account.sign_in(service.url, handle, PASSPHRASE)
    with pytest.raises(RefusedError):
        account.recover(service.url, handle, secret, PASSPHRASE, secret)


def test_a_server_that_is_away_is_no_answer() -> None:
    with pytest.raises(NoAnswerError):
        account.sign_in("http://127.0.0.1:9", "anna", PASSPHRASE)
