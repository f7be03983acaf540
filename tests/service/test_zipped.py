"""A push may come zipped; what it unzips to has the limit of any other body."""

import gzip

import pytest
from fastapi.testclient import TestClient

from tests.accounts.people import OURS

ZIP = {**OURS, "content-type": "application/json", "content-encoding": "gzip"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (gzip.compress(b"{}"), 401),  # read, and then nobody is signed in
        (gzip.compress(b"[" * (1024 * 1024 + 1)), 413),  # a bomb of a kilobyte
        (gzip.compress(b"{}")[:-3], 400),
        (gzip.compress(b"{}") + b"more", 400),
        (gzip.compress(b"{}") * 2, 400),
        (b"{}", 400),
    ],
    ids=["whole", "bomb", "cut", "with more behind", "two", "not zipped"],
)
def test_a_zipped_push_is_unzipped_to_its_limit_and_no_further(
    client: TestClient, body: bytes, status: int
) -> None:
    answer = client.post("/v1/sync/push", content=body, headers=ZIP)

    assert answer.status_code == status, answer.text


def test_no_other_route_takes_a_zipped_body(client: TestClient) -> None:
    answer = client.post("/v1/accounts/salt", content=gzip.compress(b'{"handle": "ab"}'), headers=ZIP)

    assert answer.json()["code"] == "malformed"
