"""An inbox is taken only from the organization's own offline key, and never an older one again."""

import json
from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session

from api.organizations import service
from api.organizations.inbox import fingerprint, inbox_message, is_signed
from api.organizations.models import Organization
from api.organizations.schemas import InboxIn
from api.problems import NotFound
from tests.accounts.rows import TODAY

SINCE = date(2026, 3, 2)
RECIPIENT = "age1" + "q" * 58
OTHER = "age1" + "p" * 58


def key(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def organization(session: Session, seed: int = 1) -> Organization:
    return service.found_organization(session, "A union", key(seed).public_key().public_bytes_raw(), TODAY)


def signed(of: UUID, recipient: str = RECIPIENT, since: date = SINCE, seed: int = 1) -> InboxIn:
    """Sign an inbox the way the document says, without our own function."""
    said = json.dumps([str(of), recipient, since.isoformat()], separators=(",", ":"))
    signature = key(seed).sign(b"gongyou/1 inbox\n" + said.encode())
    return InboxIn(recipient=recipient, since=since, signature=signature)


def test_a_fingerprint_is_half_of_the_hash_of_the_key() -> None:
    public = key(1).public_key().public_bytes_raw()

    assert fingerprint(public) == sha256(public).hexdigest()[:32]


def test_what_is_signed_is_as_the_document_says() -> None:
    said = inbox_message(UUID("0195f0a0-0000-7000-8000-00000000000A"), "age1q", SINCE)

    assert said == b'gongyou/1 inbox\n["0195f0a0-0000-7000-8000-00000000000a","age1q","2026-03-02"]'


def test_the_organizations_own_signature_sets_its_inbox(session: Session) -> None:
    of = organization(session)

    stored = service.set_inbox(session, of.id, signed(of.id))

    assert (stored.inbox_recipient, stored.inbox_since) == (RECIPIENT, SINCE)
    assert stored.inbox_signature == signed(of.id).signature


@pytest.mark.parametrize("wrong", ["key", "recipient", "since", "organization", "bit"])
def test_a_swapped_or_wrongly_signed_inbox_is_refused_and_the_old_one_stays(
    session: Session, wrong: str
) -> None:
    of, another = organization(session), organization(session)
    service.set_inbox(session, of.id, signed(of.id))
    good = signed(of.id, OTHER)
    bad = {
        "key": signed(of.id, OTHER, seed=2),
        "recipient": good.model_copy(update={"recipient": "age1" + "z" * 58}),
        "since": good.model_copy(update={"since": date(2026, 3, 3)}),
        "organization": signed(another.id, OTHER),
        "bit": good.model_copy(update={"signature": bytes([good.signature[0] ^ 1]) + good.signature[1:]}),
    }[wrong]

    with pytest.raises(service.NotSignedByOrganization):
        service.set_inbox(session, of.id, bad)

    assert service.find_organization(session, of.id).inbox_recipient == RECIPIENT
    assert service.set_inbox(session, of.id, good).inbox_recipient == OTHER


def test_an_inbox_that_was_replaced_does_not_come_back(session: Session) -> None:
    of = organization(session)
    service.set_inbox(session, of.id, signed(of.id, OTHER, date(2026, 3, 3)))

    with pytest.raises(service.InboxIsOlder):
        service.set_inbox(session, of.id, signed(of.id, RECIPIENT, SINCE))


def test_an_organization_that_is_not_there_is_not_found(session: Session) -> None:
    nobody = UUID(int=7)

    with pytest.raises(NotFound):
        service.set_inbox(session, nobody, signed(nobody))
    with pytest.raises(NotFound):
        service.find_organization(session, nobody)


def test_a_signature_of_another_program_is_recognised() -> None:
    """RFC 8032, section 7.1, test 1: of an empty message."""
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )

    assert is_signed(public, b"", signature)
    assert not is_signed(public, b"x", signature)
    assert not is_signed(bytes(31), b"", signature)
