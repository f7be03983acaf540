"""Codes of an authenticator for whoever looks after an endpoint: each works once, so the clock is turned."""

from datetime import UTC, datetime

import pyotp
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.accounts.models import Account
from api.accounts.totp import SECONDS
from api.db import transacted
from api.pepper import unseal
from tests.accounts.people import Person
from tests.partners.rows import PEPPER

NOBODYS = "000000"  # where there is no authenticator


def authenticator(client: TestClient, person: Person) -> tuple[pyotp.TOTP, int] | None:
    """Read a person's authenticator and the last step that was used, as only the service can."""

    def read(session: Session) -> tuple[pyotp.TOTP, int] | None:
        account = session.get_one(Account, person.worker_id)
        if account.totp_sealed is None or account.totp_step is None:
            return None
        secret = unseal(PEPPER, "totp", person.worker_id, account.totp_sealed)
        return pyotp.TOTP(secret.decode()), account.totp_step

    return transacted(app_of(client).state.engine, read)


def fresh_code(client: TestClient, person: Person) -> str:
    """Give the next code that was used for nothing; the client's clock is turned to it and stands there."""
    known = authenticator(client, person)
    if known is None:
        return NOBODYS
    shown, used = known
    now = app_of(client).state.now()
    step = max(int(now.timestamp()) // SECONDS, used + 1)
    moment = max(now, datetime.fromtimestamp(step * SECONDS, UTC))
    app_of(client).state.now = lambda: moment
    return shown.generate_otp(step)


def later_code(client: TestClient, person: Person, steps: int = 1) -> str:
    """Give a code that comes so many steps after the last used one; the clock stays."""
    known = authenticator(client, person)
    assert known is not None
    return known[0].generate_otp(known[1] + steps)


def used_code(client: TestClient, person: Person) -> str:
    """Give the code that the person used last."""
    return later_code(client, person, 0)


def wrong_code(client: TestClient, person: Person) -> str:
    """Give six digits that fit no step near."""
    near = {later_code(client, person, steps) for steps in range(-9, 10)}
    return next(code for code in (f"{number:06}" for number in range(20)) if code not in near)


def app_of(client: TestClient) -> FastAPI:
    """Give the service behind a client."""
    assert isinstance(client.app, FastAPI)
    return client.app
