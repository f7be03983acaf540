"""The second program that made the vectors gives what standards publish, and makes the same vectors again."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.client.vectors import FOLDER
from tests.vectors.keys.__main__ import MAKERS
from tests.vectors.keys.primitives import aes_gcm, byte_times, ed25519_public, ed25519_sign, hkdf


def test_hkdf_is_as_rfc_5869_publishes_it() -> None:
    with_all = hkdf(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)
    without_salt = hkdf(b"\x0b" * 22, b"", b"", 42)

    assert with_all.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )
    assert without_salt.hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


def test_argon2id_is_as_rfc_9106_publishes_it() -> None:
    kdf = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, secret=b"\3" * 8, ad=b"\4" * 12
    )

    assert kdf.derive(b"\1" * 32).hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(
    ("key", "iv", "plain", "bound", "closed"),
    [
        ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        (
            *("00" * 32, "00" * 12, "00" * 16, ""),
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        ),
        (
            "feffe9928665731c6d6a8f9467308308" * 2,
            "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
        ),
    ],
    ids=["13", "14", "16"],
)
def test_gcm_is_as_its_specification_publishes_it(
    key: str, iv: str, plain: str, bound: str, closed: str
) -> None:
    made = aes_gcm(bytes.fromhex(key), bytes.fromhex(iv), bytes.fromhex(plain), bytes.fromhex(bound))

    assert made.hex() == closed


def test_ed25519_is_as_rfc_8032_publishes_it() -> None:
    for vector in json.loads((FOLDER / "signatures.json").read_text()):
        seed = bytes.fromhex(vector["seed"])

        assert ed25519_public(seed).hex() == vector["public"]
        assert ed25519_sign(seed, bytes.fromhex(vector["message"])).hex() == vector["signature"]


def test_bytes_multiply_as_fips_197_publishes_it() -> None:
    assert [byte_times(*pair) for pair in ((0x57, 0x83), (0x57, 0x13), (0x53, 0xCA))] == [0xC1, 0xFE, 0x01]


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_the_files_are_what_the_second_program_makes(maker: object) -> None:
    name = getattr(maker, "__name__", "")

    assert callable(maker)
    assert json.loads((FOLDER / f"{name}.json").read_text()) == maker()


def test_the_second_program_imports_nothing_of_ours() -> None:
    for path in Path(FOLDER).glob("*.py"):
        lines = [line for line in path.read_text().splitlines() if line.startswith(("import ", "from "))]

        assert not [line for line in lines if line.split()[1].startswith(("client", "api"))]
