"""The session's cookie in a real browser: kept, sent, and out of every script's reach."""

import httpx2
from playwright.sync_api import Playwright

from tests.accounts.people import a_sign_in, sign_up
from tests.e2e.phone import QUIET, Service

ASK = """async ([method, path, body]) => {
  const headers = { 'X-Gongyou': '1', ...(body && { 'Content-Type': 'application/json' }) };
  const answer = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return [answer.status, document.cookie];
}"""


def test_chromium_keeps_the_cookie_on_loopback_and_drops_it_at_the_end(
    playwright: Playwright, service: Service
) -> None:
    """A `__Host-` cookie is Secure; loopback counts as secure, so a trial on one's own machine works."""
    with httpx2.Client(base_url=service.url, trust_env=False) as client:
        person = sign_up(client)
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
    page = browser.new_page()
    page.goto(f"{service.url}/docs")

    before = page.evaluate(ASK, ["GET", "/v1/account", None])
    signed_in = page.evaluate(ASK, ["POST", "/v1/sessions", a_sign_in(person)])
    kept = page.context.cookies()
    during = page.evaluate(ASK, ["GET", "/v1/account", None])
    ended = page.evaluate(ASK, ["POST", "/v1/sessions/end", {}])
    after = page.evaluate(ASK, ["GET", "/v1/account", None])
    left = page.context.cookies()
    browser.close()

    assert [before, signed_in, during, ended, after] == [
        [401, ""],
        [200, ""],
        [200, ""],
        [200, ""],
        [401, ""],
    ]
    assert [(one["name"], one["httpOnly"], one["secure"], one["sameSite"]) for one in kept] == [
        ("__Host-s", True, True, "Strict")
    ]
    assert left == []
