"""What others may read opens for them alone, and says whose it is."""

from base64 import b64decode
from uuid import UUID

import pytest

from client.keys import Keyring
from client.records import (
    DamagedError,
    Inbox,
    MisplacedError,
    SwappedError,
    check_inbox,
    grant,
    is_signed,
    open_grant,
    open_record,
    plain,
    read_plain,
    seal_record,
    sign,
)
from client.sealing import Place, WillNotOpenError
from tests.client.vectors import FOLDER, Vector, each, place, read
from tests.vectors.keys.given import made

PLACE = Place("claim", "story", UUID(int=1), UUID(int=2))


@pytest.mark.parametrize("vector", each("signatures"))
def test_signatures_are_those_of_the_standard(vector: Vector) -> None:
    seed, message, public, signature = (
        bytes.fromhex(vector[name]) for name in ("seed", "message", "public", "signature")
    )

    assert sign(seed, message) == signature
    assert is_signed(public, message, signature)
    assert not is_signed(public, message + b"!", signature)


@pytest.mark.parametrize("vector", each("records"))
def test_a_record_says_whether_it_is_the_authors(vector: Vector) -> None:
    inside, author = b64decode(vector["inside"]), bytes.fromhex(vector["author"])

    if vector["expect"] in {"misplaced", "damaged"}:
        refused = {"misplaced": MisplacedError, "damaged": DamagedError}[vector["expect"]]
        with pytest.raises(refused):
            read_plain(inside, place(vector), author)
    else:
        opened = read_plain(inside, place(vector), author)
        assert opened.theirs is (vector["expect"] == "theirs")
        assert opened.content == b64decode(vector["content"])


def test_a_record_is_written_as_the_second_program_writes_it() -> None:
    vector = read("records")[0]
    assert plain(made("author"), place(vector), b64decode(vector["content"])) == b64decode(vector["inside"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("age*.json")), ids=lambda path: path.stem)
def test_an_age_record_opens_by_its_grant(path: object) -> None:
    for vector in read(getattr(path, "stem", "")):
        identity = open_grant(b64decode(vector["grant"]), vector["reader_identity"])

        opened = open_record(
            b64decode(vector["file"]), identity, place(vector), bytes.fromhex(vector["author"])
        )

        assert opened == (b64decode(vector["content"]), True)
        assert identity == vector["record_identity"]


def test_only_who_got_a_grant_opens_a_record() -> None:
    author, reader, stranger = Keyring.new(), Keyring.new(), Keyring.new()
    sealed = seal_record(author.ed25519, PLACE, b"mine")
    granted = grant(sealed.identity, reader.recipient)

    opened = open_record(sealed.file, open_grant(granted, reader.age), PLACE, author.sign_key)

    assert opened == (b"mine", True)
    with pytest.raises(WillNotOpenError):
        open_grant(granted, stranger.age)
    with pytest.raises(WillNotOpenError):
        open_record(sealed.file, reader.age, PLACE, author.sign_key)


def test_a_forged_record_is_not_theirs() -> None:
    forged = seal_record(Keyring.new().ed25519, PLACE, b"I resign.")

    assert not open_record(forged.file, forged.identity, PLACE, Keyring.new().sign_key).theirs


@pytest.mark.parametrize(
    ("length", "size"), [(0, 1024), (600, 1024), (1000, 4096), (16_300, 65_536), (65_536, 131_072)]
)
def test_lengths_say_little(length: int, size: int) -> None:
    assert len(plain(bytes(32), PLACE, bytes(length))) == size


@pytest.mark.parametrize("vector", each("inboxes"))
def test_a_swapped_inbox_is_refused(vector: Vector) -> None:
    inbox = Inbox(
        UUID(vector["organization_id"]),
        vector["recipient"],
        vector["since"],
        bytes.fromhex(vector["sign_key"]),
        bytes.fromhex(vector["signature"]),
    )

    if vector["expect"] == "good":
        assert check_inbox(inbox, vector["pinned"]) == vector["recipient"]
    else:
        with pytest.raises(SwappedError):
            check_inbox(inbox, vector["pinned"])
