"""The second program: what this folder's vectors must be; it imports nothing of the product."""

import json
import unicodedata
from base64 import b64encode
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.vectors.keys.given import HERE, ROW, WORDS, WORKER, Vectors, line, made
from tests.vectors.keys.primitives import aes_gcm, bip39, byte_times, hkdf

TYPED = {
    # what is typed -> what keys are derived from, by hand from docs/accounts.md
    "d1": ("an own one stays as typed", "My aunt sells 7 blue eels", "My aunt sells 7 blue eels"),
    "d2": (
        "composed letters",
        unicodedata.normalize("NFC", "Café Zürich bei Nacht"),
        "Café Zürich bei Nacht",
    ),
    "d3": (
        "decomposed letters",
        unicodedata.normalize("NFD", "Café Zürich bei Nacht"),
        "Café Zürich bei Nacht",
    ),
    "d4": (
        "Chinese of one's own, full-width",
        "我家的猫１２只，都叫小花　和阿黄",
        "我家的猫12只,都叫小花 和阿黄",
    ),
    "d5": ("generated", "apple river window stone tiger", "apple river window stone tiger"),
    "d6": (
        "generated, as phones type",
        " Apple-River‑window – STONE\u3000tiger\n",
        "apple river window stone tiger",
    ),
    "d7": ("generated Chinese", "的-一-是-在-不", "的 一 是 在 不"),
    "d8": ("generated Chinese without spaces", "的一是在不", "的 一 是 在 不"),
    "d9": ("four words are no generated one", "Apple River-Window  stone", "Apple River Window stone"),
    "d10": (
        "words of two lists are no generated one",
        "Apple river window stone 的",
        "Apple river window stone 的",
    ),
}


def derive() -> Vectors:
    """Passphrases and the keys that they lead to."""
    return [derived(name, *TYPED[name]) for name in TYPED]


def derived(name: str, title: str, typed: str, normal: str) -> dict[str, Any]:
    """One passphrase: root, auth key, wrap key."""
    normal = unicodedata.normalize("NFC", normal)
    salt = made(f"salt {normal}", 16)
    root = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19456).derive(normal.encode())
    return {
        "id": name,
        "title": title,
        "passphrase": typed,
        "normal": normal,
        "salt": salt.hex(),
        "root": root.hex(),
        "auth_key": hkdf(root, b"", b"gongyou/1 auth", 32).hex(),
        "wrap_key": hkdf(root, b"", b"gongyou/1 wrap", 32).hex(),
    }


def wraps() -> Vectors:
    """The vault key, wrapped."""
    found = []
    for name, field in (("w1", "passphrase"), ("w2", "phrase")):
        key, vault_key, iv = made(f"key {name}"), made("vault key"), made(f"iv {name}", 12)
        bound = line("gongyou/1", "vault", field, WORKER, WORKER, 1)
        blob = b"\1" + iv + aes_gcm(key, iv, vault_key, bound)
        found.append(
            {"id": name, "key": key.hex(), "field": field, "worker_id": WORKER, "iv": iv.hex()}
            | {"vault_key": vault_key.hex(), "additional_data": bound.decode(), "wrapped": blob.hex()}
        )
    return found


def body_of(length: int) -> dict[str, str]:
    """Give a body whose JSON has so many bytes."""
    return {"note": "x" * (length - len('{"note":""}'))}


def blobs() -> Vectors:
    """Bodies sealed with the vault key; 256 bytes fit, 257 take the next size."""
    seed, age = made("keyring seed"), json.loads((HERE / "age.json").read_text())[0]["reader_identity"]
    cases: list[tuple[str, str, str, str, Any, int]] = [
        ("b1", "time_entry", "private", ROW, {"note": "夜班，等了两小时", "start": 1290}, 256),
        ("b2", "time_entry", "private", ROW, body_of(256), 256),
        ("b3", "time_entry", "private", ROW, body_of(257), 1024),
        ("b4", "payment", "private", ROW, {"payer": 'a "quoted"\n\\ line \u2028 \u007f'}, 256),
        ("b5", "batch", "private", ROW, body_of(4097), 16000),
        ("b6", "device", "label", ROW, "Küche 📱", 256),
        ("b7", "keyring", "body", WORKER, {"ed25519": b64encode(seed).decode(), "age": age}, 256),
    ]
    found = []
    for name, kind, field, row, body, size in cases:
        key, iv = made("vault key"), made(f"iv {name}", 12)
        bound = line("gongyou/1", kind, field, row, WORKER, 1)
        plain = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode().ljust(size)
        blob = b"\1" + iv + aes_gcm(key, iv, plain, bound)
        found.append(
            {"id": name, "key": key.hex(), "kind": kind, "field": field, "row": row, "worker_id": WORKER}
            | {"iv": iv.hex(), "body": body, "additional_data": bound.decode()}
            | {"size": size, "sealed": blob.hex()}
        )
    return found


def phrases() -> Vectors:
    """Recovery phrases. The first four English ones are BIP 39's published vectors."""
    published = {
        "p1": ("00" * 16, "abandon " * 11 + "about"),
        "p2": ("7f" * 16, "legal winner thank year wave sausage worth useful legal winner thank yellow"),
        "p3": ("ff" * 16, "zoo " * 11 + "wrong"),
        "p4": (
            "9e885d952ad362caeb4efe34a8e91bd2",
            "ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic",
        ),
    }
    cases = [(name, secret, "en", words) for name, (secret, words) in published.items()]
    for name, secret, language in (("p5", "00" * 16, "zh"), ("p6", published["p4"][0], "zh")):
        cases.append((name, secret, language, bip39(bytes.fromhex(secret), WORDS[language])))
    return [phrase(*case) for case in cases]


def phrase(name: str, secret: str, language: str, words: str) -> dict[str, Any]:
    """One phrase and the keys that it leads to."""
    key = bytes.fromhex(secret)
    numbered = " ".join(f"{at}. {word.upper()}" for at, word in enumerate(words.split(), 1))
    typed = [words, numbered, f"  {words.replace(' ', '-')}\n", words.replace(" ", "\u3000")]
    typed += [words.replace(" ", "")] if language == "zh" else []
    return {
        "id": name,
        "secret": secret,
        "language": language,
        "words": words,
        "typed": typed,
        "recovery_key": hkdf(key, b"", b"gongyou/1 recovery", 32).hex(),
        "wrap_key": hkdf(key, b"", b"gongyou/1 recovery wrap", 32).hex(),
    }


def cards() -> Vectors:
    """Splits with given slopes; c1 can be done by hand (FIPS 197 §4.2: 2·57 = ae, so 3·57 = f9)."""
    cases = {"c1": ("00" * 16, "57" * 16), "c2": ("9e885d952ad362caeb4efe34a8e91bd2", made("c2", 16).hex())}
    cases["c3"] = (made("secret", 16).hex(), "00" * 16)
    found = []
    for (name, (secret, slopes)), language in zip(cases.items(), ("en", "zh", "en"), strict=True):
        pairs = list(zip(bytes.fromhex(secret), bytes.fromhex(slopes), strict=True))
        shares = {x: bytes(start ^ byte_times(slope, x) for start, slope in pairs) for x in (1, 2, 3)}
        found.append(
            {"id": name, "secret": secret, "slopes": slopes, "language": language}
            | {"shares": {str(x): share.hex() for x, share in shares.items()}}
            | {"words": {str(x): bip39(share, WORDS[language]) for x, share in shares.items()}}
        )
    return found
