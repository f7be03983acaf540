"""The desk in a real browser: a service whose clock a test turns, and staff with real keys."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pyotp
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import Engine
from sqlmodel import Session

from api.main import create_app
from api.organizations import service as organizations
from api.organizations.models import Role
from api.settings import Settings
from api.slots import Slots
from client import account
from client.account import Signed
from tests.accounts.clock import Clock
from tests.conftest import PEPPER
from tests.e2e.phone import SLOWLY
from tests.service.serving import served

WIDE: ViewportSize = {"width": 1280, "height": 860}
PASSPHRASE = "seven blue eels sing low"
WORDS = {
    "zh-CN": {
        "handle": "名字",
        "passphrase": "口令",
        "sign_in": "登录",
        "code_title": "还差六位数字",
        "code": "验证码",
        "go_on": "往下",
        "nav": "工作台",
        "sign_out": "退出登录",
    },
    "en": {
        "handle": "Name",
        "passphrase": "Passphrase",
        "sign_in": "Sign in",
        "code_title": "Now the six digits",
        "code": "Code",
        "go_on": "Go on",
        "nav": "Desk",
        "sign_out": "Sign out",
    },
}


@dataclass
class Member:
    """Somebody who may have a desk, as they know themselves."""

    handle: str
    signed: Signed = field(repr=False)
    secret: str = field(default="", repr=False)  # of the authenticator
    passphrase: str = field(default=PASSPHRASE, repr=False)


@dataclass
class Town:
    """A running service, its clock, and the people that a test lets in."""

    url: str
    clock: Clock
    engine: Engine = field(repr=False)

    def code_of(self, member: Member) -> str:
        """Read the six digits that the member's authenticator shows now."""
        return pyotp.TOTP(member.secret).at(self.clock.now)

    def next_code_of(self, member: Member) -> str:
        """Wait, by the service's clock, for digits that were not used yet."""
        self.clock.forward(seconds=30)
        return self.code_of(member)

    def let_in(
        self, role: Role | None, organization_id: UUID | None = None, *, factor: bool = True
    ) -> Member:
        """Invite somebody as the console does; they sign up with keys of their own, and enrol a factor."""
        with Session(self.engine) as session, session.begin():
            made = organizations.invite_from_console(session, role, organization_id, self.clock.now.date())
        handle = f"desk {secrets.token_hex(6)}"
        signed = account.sign_up(self.url, handle, PASSPHRASE, secrets.token_bytes(16), made.token)
        member = Member(handle, signed)
        if factor:
            proof = account.derived_for(signed.service, handle, PASSPHRASE).shown
            said: dict[str, Any] = signed.service.post("/v1/account/totp", {"auth_key": proof})
            member.secret = said["secret"]
            signed.service.post("/v1/account/totp/confirm", {"code": self.code_of(member)})
            self.clock.forward(seconds=60)  # that code was used
        return member


@contextmanager
def a_town(engine: Engine, database_url: str, **settings: Any) -> Iterator[Town]:
    """Serve the built app on the tests' database, by a clock of its own."""
    given = {"database_url": database_url, "pepper": PEPPER, "work_bits": 1, **settings}
    app = create_app(Settings(**given))
    clock = Clock(app)
    app.state.slots = Slots(patience=60)  # other tests may be using the cores
    with served(app) as (host, port):
        yield Town(f"http://{host}:{port}", clock, engine)


def sign_in(page: Page, member: Member, code: str, language: str = "en") -> None:
    """Sign in as somebody who has an authenticator."""
    give_name(page, member, language=language)
    give_code(page, code, language)


def give_name(page: Page, member: Member, passphrase: str | None = None, language: str = "en") -> None:
    """Give name and passphrase."""
    words = WORDS[language]
    page.get_by_label(words["handle"], exact=True).fill(member.handle)
    page.get_by_label(words["passphrase"], exact=True).fill(passphrase or member.passphrase)
    page.get_by_role("button", name=words["sign_in"], exact=True).click()


def give_code(page: Page, code: str, language: str = "en", *, inside: bool = True) -> None:
    """Give six digits; wait until the desk is open, unless told otherwise."""
    words = WORDS[language]
    expect(page.get_by_label(words["code"], exact=True)).to_be_visible(timeout=SLOWLY)
    page.get_by_label(words["code"], exact=True).fill(code)
    page.get_by_role("button", name=words["go_on"], exact=True).click()
    if inside:
        expect(page.get_by_role("navigation", name=words["nav"])).to_be_visible()
