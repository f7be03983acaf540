"""What is sent is what the reference library for Standard Webhooks accepts; nothing altered is (T72)."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from standardwebhooks import Webhook, WebhookVerificationError

from api.partners.signing import message, new_secret, open_secret, seal_secret, shown, signed_headers

ID = UUID("0195f0a0-0000-4000-8000-000000000001")
OTHER = UUID("0195f0a0-0000-4000-8000-000000000002")
SECRET = bytes(range(32))
PEPPER = b"the pepper of the tests, 32 bytes"
BODY = message("release.published", datetime.now(UTC), {"release": "2026-11-08", "number": 11})


def headers(**span: float) -> dict[str, str]:
    """Sign the body as of so long ago."""
    return signed_headers(SECRET, ID, datetime.now(UTC) - timedelta(**span), BODY)


def is_accepted(headers: dict[str, str], body: bytes = BODY, secret: bytes = SECRET) -> bool:
    """Tell what the reference library says."""
    try:
        Webhook(shown(secret)).verify(body, headers)
    except (WebhookVerificationError, ValueError):
        return False
    return True


def test_the_reference_library_accepts_what_we_sign_and_reads_it() -> None:
    said = Webhook(shown(SECRET)).verify(BODY, headers())

    assert said["type"] == "release.published"
    assert said["data"] == {"release": "2026-11-08", "number": 11}
    assert is_accepted(headers(seconds=299))


def test_it_rejects_whatever_was_altered_is_late_or_early_or_is_another_s() -> None:
    good = headers()
    moment = str(int(good["webhook-timestamp"]) + 1)
    altered = [
        ({}, BODY + b" "),
        ({}, BODY.replace(b"11}", b"12}")),
        ({"webhook-id": str(OTHER)}, BODY),
        ({"webhook-timestamp": moment}, BODY),
        ({"webhook-signature": "v1,"}, BODY),
        ({"webhook-signature": good["webhook-signature"][:-5]}, BODY),
        ({"webhook-signature": "v0" + good["webhook-signature"][2:]}, BODY),
    ]

    assert is_accepted(good)
    assert not [change for change, body in altered if is_accepted(good | change, body)]
    assert not is_accepted(headers(seconds=302))
    assert not is_accepted(headers(seconds=-303))
    assert not is_accepted(good, secret=new_secret())


def test_the_id_is_the_same_at_every_try_and_the_time_is_the_try_s() -> None:
    early, late = headers(seconds=200), headers()

    assert early["webhook-id"] == late["webhook-id"] == str(ID)
    assert early["webhook-timestamp"] < late["webhook-timestamp"]
    assert early["webhook-signature"] != late["webhook-signature"]


def test_the_body_says_what_and_when_in_utc_and_nothing_else() -> None:
    somewhere = datetime.fromisoformat("2026-11-11T12:41:00.7+08:00")

    said = json.loads(message("endpoint.test", somewhere, {}))

    assert said == {"type": "endpoint.test", "timestamp": "2026-11-11T04:41:00Z", "data": {}}


def test_a_secret_opens_only_with_this_pepper_and_for_this_endpoint() -> None:
    sealed = seal_secret(SECRET, ID, PEPPER)

    assert open_secret(sealed, ID, PEPPER) == SECRET
    assert SECRET not in sealed
    assert seal_secret(SECRET, ID, PEPPER) != sealed
    for whose, pepper in ((OTHER, PEPPER), (ID, PEPPER[::-1])):
        with pytest.raises(InvalidTag):
            open_secret(sealed, whose, pepper)


def test_secrets_are_32_random_bytes() -> None:
    made = {new_secret() for _ in range(10)}

    assert len(made) == 10
    assert {len(one) for one in made} == {32}
