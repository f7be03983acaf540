"""What a worker does about an account, by accessible names, in Chinese."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.e2e.phone import SLOWLY
from tests.e2e.steps import to, until
from tests.faults.door import find_store

UNSENT = "window.theStore.state.value.unsent"  # once the store was found


@dataclass(frozen=True)
class Paper:
    """What a worker has written down."""

    handle: str
    passphrase: list[str]
    phrase: list[str]
    cards: list[list[str]]


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def title(page: Page, words: str) -> None:
    """Wait for the step of that title: its words and buttons are not the last one's any more."""
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def words(page: Page) -> list[str]:
    """Copy the words that are shown."""
    expect(page.locator(".words li").first).to_be_visible()
    return [re.sub(r"^\d+", "", item.strip()).strip() for item in page.locator(".words li").all_inner_texts()]


def prove(page: Page, known: list[str]) -> None:
    """Write the words that are asked for."""
    fields = page.get_by_label(re.compile("第 \\d+ 个词"))
    expect(fields.first).to_be_visible()
    for field in fields.all():
        label = field.evaluate("one => one.labels[0].innerText")
        found = re.search(r"\d+", str(label))
        assert found
        field.fill(known[int(found[0]) - 1])
    press(page, "好，往下")


def sign_up(page: Page, handle: str, *, cards: bool = False, invitation: str = "") -> Paper:
    """Make an account by an invitation, or by the phone's own work; give what was written down."""
    to(page, f"join/{invitation}" if invitation else "settings/account/sign-up")
    title(page, "给账号起个名字")
    page.get_by_label("名字").fill(handle)
    press(page, "好，往下")
    passphrase, phrase, made = new_secrets(page, cards=cards)
    title(page, "有没有邀请？")
    page.get_by_role("radio", name="有，我有邀请" if invitation else "没有，让手机算一会儿").check()
    press(page, "开账号")
    expect(page.get_by_text("账号开好了。")).to_be_visible(timeout=SLOWLY)
    return Paper(handle, passphrase, phrase, made)


def new_secrets(page: Page, *, cards: bool = False) -> tuple[list[str], list[str], list[list[str]]]:
    """Go through passphrase, phrase and cards as whoever writes everything down."""
    title(page, "挑一句口令")
    passphrase = words(page)
    press(page, "抄好了")
    title(page, "再写一遍口令")
    page.get_by_label("口令").fill(" ".join(passphrase))
    press(page, "好，往下")
    title(page, "抄下十二个词")
    phrase = words(page)
    press(page, "抄好了")
    title(page, "对一下抄对了没有")
    prove(page, phrase)
    title(page, "要不要做三张帮手卡？")
    made: list[list[str]] = []
    if not cards:
        press(page, "不用，往下")
        return passphrase, phrase, made
    press(page, "做三张卡")
    for number in (1, 2, 3):
        title(page, f"帮手卡 {number} / 3")
        made.append(words(page))
        press(page, "抄好了，对一下")
        prove(page, made[-1])
    return passphrase, phrase, made


def allow_copy(page: Page) -> None:
    """Say yes to a copy, having seen what will be sent."""
    to(page, "copy/ask")
    press(page, "好，留一份")
    expect(page.locator("main").get_by_text(re.compile("连上网就开始送|已收到")).first).to_be_visible()


def sign_in(page: Page, paper: Paper) -> None:
    """Sign in by name and passphrase."""
    to(page, "settings/account/sign-in")
    page.get_by_label("名字").fill(paper.handle)
    page.get_by_label("口令").fill("-".join(paper.passphrase))
    press(page, "登录")
    expect(page.get_by_text("登录好了。")).to_be_visible(timeout=SLOWLY)


def recover(page: Page, paper: Paper, *, by: str) -> Paper:
    """Take the account back by the phrase or by two helper cards; give the new paper."""
    to(page, "settings/account/recover")
    page.get_by_label("名字").fill(paper.handle)
    if by == "phrase":
        page.get_by_label("十二个词").last.fill(" ".join(paper.phrase))
    else:
        page.get_by_role("radio", name="两张帮手卡").check()
        for place, number in ((0, 1), (1, 3)):
            group = page.locator("fieldset", has_text="卡上的十二个词").nth(place)
            group.get_by_role("radio", name=str(number), exact=True).check()
            group.get_by_label("卡上的十二个词").fill(" ".join(paper.cards[number - 1]))
    press(page, "找账号")
    passphrase, phrase, cards = new_secrets(page)
    press(page, "拿回账号")
    expect(page.get_by_text("账号拿回来了。")).to_be_visible(timeout=SLOWLY)
    return Paper(paper.handle, passphrase, phrase, cards)


def everything_sent(page: Page) -> None:
    """Wait until nothing waits any more, and the state says that all of it was received."""
    find_store(page)
    until(page, f"{UNSENT} === 0")
    to(page, "settings")
    expect(page.locator("main").get_by_text(re.compile("已收到|都在")).first).to_be_visible()


def same_as_server(page: Page) -> None:
    """Compare this phone with the server, as the worker can; what is on its way either way comes first."""
    to(page, "copy/receipt")
    expect(page.get_by_text("一模一样")).to_be_visible(timeout=SLOWLY)
