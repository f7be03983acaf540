"""An answer that is not the server's is no answer, and a lost answer costs nothing."""

import secrets
from base64 import b64encode
from uuid import uuid4

import pytest

from client import account, consents
from client.service import NoAnswerError, NotSafeError, RefusedError, Service
from client.sync import operation, push
from tests.client.wire import answering, losing
from tests.e2e.phone import Service as Running

PASSPHRASE = "my aunt sells 7 blue eels"
PAGE = b"<html>Please sign in to the hotel's network</html>"


def http(status: str, kind: str, body: bytes, *more: str, length: int | None = None) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {length or len(body)}"]
    return "\r\n".join([*head, "Connection: close", *more, "", ""]).encode() + body


@pytest.mark.parametrize(
    "answer",
    [
        http("200 OK", "text/html", PAGE),
        http("200 OK", "application/json", b'{"results": [', length=500),
        http("200 OK", "application/json", b'{"results": ['),
        http("200 OK", "application/json", b'"fine"'),
        http("200 OK", "text/plain", b"{}"),
        http("503 Service Unavailable", "text/html", PAGE),
        http("403 Forbidden", "application/json", b'{"code": "signed-out"}'),
        http("409 Conflict", "application/problem+json", b"[]"),
        b"not HTTP at all\r\n\r\n",
        b"",
    ],
    ids=[
        *(
            "portal",
            "cut",
            "cut within its length",
            "text as JSON",
            "JSON as text",
        ),
        *("gateway", "a proxy's JSON", "no code", "another protocol", "nothing"),
    ],
)
def test_what_a_portal_or_a_bad_line_says_is_no_answer(answer: bytes) -> None:
    seen: list[bytes] = []

    with answering(answer, seen) as at, pytest.raises(NoAnswerError):
        Service(at, "a session").post("/v1/sync/push", {"private": "words"})

    assert len(seen) == 1


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])
def test_nobody_is_followed_elsewhere(status: str) -> None:
    elsewhere: list[bytes] = []
    with answering(http("200 OK", "application/json", b"{}"), elsewhere) as there:
        moved = http(status, "text/html", b"", f"Location: {there}/v1/account")
        with answering(moved, []) as at:
            for ask in (Service(at, "a session").get, Service(at, "a session").post):
                with pytest.raises(NoAnswerError):
                    ask("/v1/account")

    assert elsewhere == []


def test_a_refusal_keeps_its_code_and_its_wait() -> None:
    body = b'{"type": "/docs", "title": "x", "status": 503, "code": "busy"}'
    answer = http("503 Service Unavailable", "application/problem+json", body, "Retry-After: 7")

    with answering(answer, []) as at, pytest.raises(RefusedError) as refused:
        Service(at).get("/v1/health")

    assert (refused.value.status, refused.value.code, refused.value.retry_after) == (503, "busy", 7)


def test_a_session_is_taken_up_shown_and_dropped() -> None:
    seen: list[bytes] = []
    begun = http("200 OK", "application/json", b"{}", "Set-Cookie: __Host-s=abc; Path=/; Secure; HttpOnly")
    ended = http("200 OK", "application/json", b"{}", 'Set-Cookie: __Host-s=""; Path=/; Max-Age=0')
    with answering(begun, seen) as at:
        service = Service(at)
        service.get("/")
        service.get("/")
    with answering(ended, seen) as at:
        service.at = at
        service.get("/")

    assert [b"Cookie: __Host-s=abc" in asked for asked in seen] == [False, True, True]
    assert service.session is None


@pytest.mark.parametrize(
    "at", ["http://union.example", "ftp://127.0.0.1", "https://union.example/app", "union"]
)
def test_keys_go_to_no_address_that_is_not_safe(at: str) -> None:
    with pytest.raises(NotSafeError):
        Service(at)


def test_a_sign_up_whose_answer_was_lost_is_one_account_and_signed_in(service: Running) -> None:
    seen: list[bytes] = []
    handle = f"worker {uuid4().hex[:12]}"

    with losing(service.url, "/v1/accounts", 1, seen) as at:
        signed = account.sign_up(at, handle, PASSPHRASE, secrets.token_bytes(16))
        about = account.about(signed)

    asked = [each.split(b"\r\n\r\n")[1] for each in seen if each.startswith(b"POST /v1/accounts ")]
    assert len(asked) == 2
    assert asked[0] == asked[1]
    assert about["worker_id"] == str(signed.worker_id)
    assert account.sign_in(service.url, handle, PASSPHRASE).worker_id == signed.worker_id


def test_a_push_whose_answer_was_lost_is_a_duplicate_the_next_time(service: Running) -> None:
    handle = f"worker {uuid4().hex[:12]}"
    signed = account.sign_up(service.url, handle, PASSPHRASE, secrets.token_bytes(16))
    made = operation(signed, 1, consents.given(signed, "copy", 12))

    with losing(service.url, "/v1/sync/push", 1, []) as at:
        signed.service.at = at
        with pytest.raises(NoAnswerError):
            push(signed, [made])
        again = push(signed, [made])

    assert again.results[0]["outcome"] == "duplicate"
    assert again.change == 1


def test_what_leaves_has_no_passphrase_phrase_or_vault_key_in_it(service: Running) -> None:
    seen: list[bytes] = []
    handle, secret = f"worker {uuid4().hex[:12]}", secrets.token_bytes(16)

    with losing(service.url, "", 0, seen) as at:
        signed = account.sign_up(at, handle, PASSPHRASE, secret)
        account.sign_in(at, handle, PASSPHRASE)
        account.recover(at, handle, secret, PASSPHRASE, secrets.token_bytes(16))

    everything = b"".join(seen)
    assert handle.encode() in everything  # what is looked for would be found
    assert signed.keyring is not None
    for hidden in (PASSPHRASE.encode(), secret, signed.vault_key, signed.keyring.ed25519):
        assert hidden not in everything
        assert b64encode(hidden) not in everything
    assert signed.keyring.age.encode() not in everything
