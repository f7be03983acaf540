"""The second program's part that signs: records, inbox certificates, and RFC 8032's own vectors."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from tests.vectors.keys.given import OTHER, ROW, WORKER, Vectors, line, made
from tests.vectors.keys.primitives import ed25519_public, ed25519_sign

ORGANIZATION = "019ab0c2-0000-7000-8000-000000000001"
INBOX = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
STRANGERS = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"


def signatures() -> Vectors:
    """RFC 8032 §7.1, tests 1 to 3, as published."""
    published = [
        ("s1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", ""),
        ("s2", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72"),
        ("s3", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82"),
    ]
    keys = (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    )
    signed = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    )
    return [
        {"id": name, "seed": seed, "message": message, "public": public, "signature": signature}
        for (name, seed, message), public, signature in zip(published, keys, signed, strict=True)
    ]


def message(row: str, content: bytes, worker: str = WORKER) -> bytes:
    """Write what an author signs."""
    return b"gongyou/1 record\n" + line("claim", "story", row, worker, sha256(content).hexdigest())


def inside(
    content: bytes, size: int, *, signed: bytes | None, worker: str = WORKER, author: str = "author"
) -> bytes:
    """Write the inside of a record: header, content, zero bytes."""
    header: dict[str, Any] = {"gongyou": "record/1", "kind": "claim", "field": "story", "id": ROW}
    header |= {"worker_id": worker, "length": len(content)}
    if signed is not None:
        header |= {"author": b64encode(ed25519_public(made(author))).decode()}
        header |= {"signature": b64encode(signed).decode()}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return (text + b"\n" + content).ljust(size, b"\0")


def records() -> Vectors:
    """Insides of records found as story of the claim ROW of WORKER, where `author` should have written."""
    seed, story = made("author"), "他们扣了三天工资。\n".encode()
    good = ed25519_sign(seed, message(ROW, story))
    cases: list[tuple[str, str, bytes, bytes, str]] = [
        ("r1", "signed by the author", inside(story, 1024, signed=good), story, "theirs"),
        ("r2", "without a signature", inside(story, 256, signed=None), story, "not-theirs"),
        (
            *("r3", "signed by another key"),
            inside(story, 1024, signed=ed25519_sign(made("stranger"), message(ROW, story))),
            *(story, "not-theirs"),
        ),
        (
            "r4",
            "the content was changed",
            inside(story.upper() + b"!", 1024, signed=good),
            story + b"!",
            "not-theirs",
        ),
        (
            *("r5", "signed for another row"),
            inside(story, 1024, signed=ed25519_sign(seed, message(OTHER, story))),
            *(story, "not-theirs"),
        ),
        ("r6", "another worker's", inside(story, 1024, signed=good, worker=OTHER), b"", "misplaced"),
        ("r7", "no record at all", b"%PDF-1.7\n".ljust(256, b"\0"), b"", "damaged"),
        ("r8", "something behind the end", inside(story, 1023, signed=good) + b"!", b"", "damaged"),
        (
            *("r10", "names another author beside the right signature"),
            inside(story, 1024, signed=good, author="stranger"),
            *(story, "not-theirs"),
        ),
        ("r9", "cut short", inside(story, 256, signed=good)[:-3], b"", "damaged"),
    ]
    place = {"kind": "claim", "field": "story", "row": ROW, "worker_id": WORKER}
    return [
        {"id": name, "title": title, "author": ed25519_public(seed).hex(), **place}
        | {"inside": b64encode(plain).decode(), "content": b64encode(content).decode(), "expect": expect}
        for name, title, plain, content, expect in cases
    ]


def inboxes() -> Vectors:
    """Inbox certificates against a pinned fingerprint."""
    key, stranger = made("organization"), made("stranger")

    def certified(seed: bytes, recipient: str, since: str = "2026-11-01") -> bytes:
        return ed25519_sign(seed, b"gongyou/1 inbox\n" + line(ORGANIZATION, recipient, since))

    cases = [
        ("i1", "good", key, INBOX, certified(key, INBOX), "good"),
        ("i2", "the recipient was swapped", key, STRANGERS, certified(key, INBOX), "swapped"),
        ("i3", "another organization's key", stranger, STRANGERS, certified(stranger, STRANGERS), "swapped"),
        (
            "i4",
            "the right key beside a wrong signature",
            key,
            STRANGERS,
            certified(stranger, STRANGERS),
            "swapped",
        ),
        (
            "i5",
            "an older certificate with a new day",
            key,
            INBOX,
            certified(key, INBOX, "2025-11-01"),
            "swapped",
        ),
    ]
    return [
        {"id": name, "title": title, "organization_id": ORGANIZATION, "recipient": recipient}
        | {"since": "2026-11-01", "sign_key": ed25519_public(seed).hex(), "signature": signature.hex()}
        | {"pinned": sha256(ed25519_public(key)).digest()[:16].hex(), "expect": expect}
        for name, title, seed, recipient, signature, expect in cases
    ]
