"""What the phone sealed, opened by Python; frontend/lib/keys/elsewhere.test.ts made the files."""

from base64 import b64decode
from uuid import UUID

import pytest

from client.keys import Keyring, unwrap
from client.sealing import SIZES, WillNotOpenError, open_sealed
from tests.client.vectors import Vector, place, read

PHONE = read("sealed_phone")


@pytest.mark.parametrize("vector", PHONE["wraps"], ids=lambda vector: vector["field"])
def test_a_vault_key_that_the_phone_wrapped_unwraps_here(vector: Vector) -> None:
    key, wrapped = bytes.fromhex(vector["key"]), bytes.fromhex(vector["wrapped"])

    assert unwrap(key, vector["field"], UUID(vector["worker_id"]), wrapped).hex() == vector["vault_key"]
    with pytest.raises(WillNotOpenError):
        unwrap(key, vector["field"], UUID(int=1), wrapped)


@pytest.mark.parametrize("vector", PHONE["blobs"], ids=lambda vector: vector["id"])
def test_a_body_that_the_phone_sealed_opens_here(vector: Vector) -> None:
    sealed = bytes.fromhex(vector["sealed"])

    assert open_sealed(bytes.fromhex(vector["key"]), place(vector), sealed) == vector["body"]
    assert len(sealed) - 29 in SIZES


def test_a_keyring_that_the_phone_sealed_opens_here() -> None:
    vector = PHONE["keyring"]
    key, worker_id = bytes.fromhex(vector["key"]), UUID(vector["worker_id"])

    ring = Keyring.opened(key, worker_id, bytes.fromhex(vector["sealed"]))

    assert ring == Keyring(b64decode(vector["body"]["ed25519"]), vector["body"]["age"])
