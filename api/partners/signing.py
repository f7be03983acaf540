"""What is sent to an endpoint and its signature (Standard Webhooks, v1), and the secret behind it."""

import hmac
import json
import secrets
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from api.pepper import seal, unseal

SECRET_BYTES = 32


def message(kind: str, happened_at: datetime, data: dict[str, Any]) -> bytes:
    """Write the body, the same at every try.

    >>> message("endpoint.test", datetime(2026, 11, 11, 4, 41, tzinfo=UTC), {}).decode()
    '{"type":"endpoint.test","timestamp":"2026-11-11T04:41:00Z","data":{}}'
    """
    moment = happened_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = {"type": kind, "timestamp": moment, "data": data}
    return json.dumps(said, separators=(",", ":")).encode()


def signed_headers(secret: bytes, webhook_id: UUID, at: datetime, body: bytes) -> dict[str, str]:
    """Give the headers that let a receiver check a body; the signature covers id, time and body."""
    moment = str(int(at.timestamp()))
    signature = hmac.digest(secret, f"{webhook_id}.{moment}.".encode() + body, "sha256")
    return {
        "webhook-id": str(webhook_id),
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{b64encode(signature).decode()}",
    }


def new_secret() -> bytes:
    """Make the secret of an endpoint."""
    return secrets.token_bytes(SECRET_BYTES)


def shown(secret: bytes) -> str:
    """Write a secret as every library for Standard Webhooks takes it.

    >>> shown(bytes(3))
    'whsec_AAAA'
    """
    return "whsec_" + b64encode(secret).decode()


def seal_secret(secret: bytes, endpoint_id: UUID, pepper: bytes) -> bytes:
    """Seal a secret for its endpoint."""
    return seal(pepper, "webhooks", endpoint_id, secret)


def open_secret(sealed: bytes, endpoint_id: UUID, pepper: bytes) -> bytes:
    """Open what `seal_secret` sealed; raise `InvalidTag` under another pepper or for another endpoint."""
    return unseal(pepper, "webhooks", endpoint_id, sealed)
