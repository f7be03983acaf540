"""What a worker does, by accessible names, in the words of a language."""

import re
from time import monotonic

from playwright.sync_api import Page, expect

WORDS = {
    "zh-CN": {
        "next": "好，往下",
        "start": "开始记",
        "add_job": "写上我的活儿",
        "who": "给谁干",
        "save": "记下",
        "log": "+ 记一段",
        "saved": "记在手机上了",
        "hour": "按小时",
        "piece": "计件",
        "amount_hour": "一小时多少",
        "amount_piece": "一件多少",
        "region": "省、市或地区",
        "tier": "当地的档次或地段",
    },
    "en": {
        "next": "Good, go on",
        "start": "Start my notebook",
        "add_job": "Add my work",
        "who": "Who do you work for",
        "save": "Save",
        "log": "+ Log time",
        "saved": "Saved on this phone",
        "hour": "By the hour",
        "piece": "By the piece",
        "amount_hour": "How much an hour",
        "amount_piece": "How much a task",
        "region": "Province or region",
        "tier": "Area or wage tier there",
    },
}


def first_open(page: Page, *, region: str = "CN-52", tier: str = "1", language: str = "zh-CN") -> None:
    """Live flow W1: language, what stays here, where, how paid."""
    words = WORDS[language]
    page.get_by_role("button", name=words["next"]).click()
    page.get_by_role("button", name=words["next"]).click()
    page.get_by_label(words["region"]).select_option(region)
    page.get_by_label(words["tier"]).select_option(tier)
    page.get_by_role("button", name=words["next"]).click()
    page.get_by_role("radio", name=words["hour"]).check()
    page.get_by_role("button", name=words["start"]).click()
    expect(page.get_by_role("link", name=words["add_job"])).to_be_visible()


# once it is drawn, so that the last place is not taken for it; no timer, for a test may hold the clock
GO = """place => new Promise((done) => {
  const drawn = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage('');
  };
  if (location.hash === '#/' + place) return drawn();
  addEventListener('hashchange', drawn, { once: true });
  location.hash = '#/' + place;
})"""


def until(page: Page, condition: str, *, seconds: float = 40) -> None:
    """Wait until an expression holds; the page's policy forbids what Playwright would evaluate."""
    end = monotonic() + seconds
    while not page.evaluate(condition):
        assert monotonic() < end, f"never: {condition}"
        page.wait_for_timeout(10)


def to(page: Page, place: str) -> None:
    """Go to a place of the app without leaving the page."""
    page.evaluate(GO, place)
    expect(page.locator("main")).not_to_contain_text("正在打开…")


def settled(page: Page) -> None:
    """Wait until the service worker keeps all that an offline start needs: its install is whole or fails."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def saved(page: Page, language: str = "zh-CN", said: str = "") -> None:
    """Wait until the form has closed and said that it saved; an older word may still be on the screen."""
    expect(page).to_have_url(re.compile(r"#/(today|pay)$"))
    expect(page.get_by_text(said or WORDS[language]["saved"])).to_be_visible()


def add_job(
    page: Page, name: str, *, basis: str = "hour", amount: str = "20", language: str = "zh-CN"
) -> None:
    """Write a job's terms once."""
    words = WORDS[language]
    to(page, "today/job")
    page.get_by_label(words["who"]).fill(name)
    page.get_by_role("radio", name=words[basis], exact=True).check()
    page.get_by_label(words[f"amount_{basis}"]).fill(amount)
    page.get_by_role("button", name=words["save"], exact=True).click()
    saved(page, language)


def log(
    page: Page,
    activity: str,
    preset: str,
    *,
    job: str = "",
    on: str = "",
    language: str = "zh-CN",
    said: str = "",
) -> None:
    """Log time by hand: kind, length, save."""
    words = WORDS[language]
    to(page, f"today/log/{on}" if on else "today/log")
    if job:
        page.get_by_role("radio", name=job).check()
    page.get_by_role("radio", name=activity, exact=True).check()
    page.get_by_role("button", name=preset, exact=True).click()
    page.get_by_role("button", name=words["save"]).click()
    saved(page, language, said)
