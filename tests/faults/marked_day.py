"""A worker's whole day, with a mark of its own typed into every field for words."""

from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

from tests.e2e.account_steps import UNSENT, allow_copy, press, title, words
from tests.e2e.phone import SLOWLY
from tests.e2e.screens import SCREENS
from tests.e2e.steps import first_open, saved, to, until
from tests.faults.door import DRAFTS, find_store, write_drafts
from tests.faults.marks import mark

NOTE = "备注"
MORE = [f"settings/account/{one}" for one in ("devices", "passphrase", "phrase", "factor", "vouch")]
IDS = "kind => window.theStore.rows(kind).value.map(row => row.id)"
VAULT_KEY = """async () => {
  const base = await new Promise((done) => (indexedDB.open('box').onsuccess = (e) => done(e.target.result)));
  const asked = base.transaction('meta').objectStore('meta').get('identity');
  const { device, wrapped } = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  base.close();
  const how = ['raw', wrapped, device, 'AES-KW', 'AES-GCM', true, ['encrypt']];
  return [...new Uint8Array(await crypto.subtle.exportKey('raw', await crypto.subtle.unwrapKey(...how)))];
}"""


class Marks:
    """What was typed where."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self.employer = mark()  # the one that the server may read
        self.passphrases: list[str] = []
        self.phrases: list[list[str]] = []

    def new(self, name: str) -> str:
        made = mark()
        self.made[f"{len(self.made)} {name}"] = made
        return made

    def write(self, field: Locator, name: str, then: str | None = None) -> str:
        """Type a mark; and in its place what the field is for, if a mark will not do."""
        made = self.new(name)
        field.fill(made)
        write_drafts(field.page)  # what a form keeps while it is typed is searched, too
        if then is not None:
            field.fill(then)
        return made


def label(page: Page, name: str) -> Locator:
    return page.get_by_label(name).locator("visible=true")


def unfold(page: Page) -> None:
    """Open whatever is behind a tap."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def fill(page: Page, marks: Marks, fields: dict[str, str | None]) -> None:
    unfold(page)
    for name, then in fields.items():
        marks.write(label(page, name).first, f"{page.url.split('#')[-1]} {name}", then)


def keep(page: Page) -> None:
    page.get_by_role("button", name="记下").last.click()
    saved(page)


def first_day(page: Page, marks: Marks) -> None:
    """Write a job, time by the clock and by hand, tasks and money."""
    page.clock.install(time=datetime.now().astimezone() - timedelta(minutes=45))
    page.reload()
    first_open(page)
    to(page, "today/job")
    fill(page, marks, {"给谁干": marks.employer, "一小时多少": "20", "项目名": None})
    page.get_by_role("button", name="记下", exact=True).click()
    saved(page)
    time_by_the_clock(page)
    time_by_hand(page, marks)
    tasks(page, marks)
    money(page, marks)


def time_by_the_clock(page: Page) -> None:
    to(page, "today")
    press(page, "开始计时")
    press(page, "干活")
    expect(page.get_by_role("timer")).to_be_visible()
    page.clock.fast_forward("00:40:00")
    press(page, "停")
    expect(page.get_by_text("记在手机上了")).to_be_visible()


def time_by_hand(page: Page, marks: Marks) -> None:
    to(page, "today/log")
    page.get_by_role("radio", name="等任务", exact=True).check()
    page.get_by_role("button", name="30 分", exact=True).click()
    fill(page, marks, {NOTE: None})
    page.get_by_label("几点开始").fill("07:13")
    keep(page)


def tasks(page: Page, marks: Marks) -> None:
    to(page, "today/batch")
    fill(page, marks, {"单价": "0.08", "一件是什么": None})
    for name, value in {"交了几件": "500", "被拒": "120"}.items():
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_role("radio", name="没给理由").check()
    fill(page, marks, {"项目名": None, "当天的合格线": None, "规则版本": None, NOTE: None})
    keep(page)


def money(page: Page, marks: Marks) -> None:
    to(page, "pay/payment")
    page.get_by_role("radio", name="别人").check()
    fill(
        page,
        marks,
        {"到手多少": "80", "打钱的人或公司": None, "其中加班费": "3", "其中夜班": "2", NOTE: None},
    )
    keep(page)
    to(page, "pay/deduction")
    page.get_by_role("radio").first.check()
    fill(page, marks, {"被扣多少": "7", NOTE: None})
    keep(page)
    to(page, "pay/cost")
    page.get_by_role("radio").first.check()
    fill(page, marks, {"花了多少": "9", "后来退回多少": "1", NOTE: None})
    keep(page)


def adverts(page: Page, marks: Marks) -> None:
    """Paste an advert, look a name up, write down what a bank asks for."""
    to(page, "check")
    fill(page, marks, {"把招工信息贴在这里": None, "平台或公司名": None})
    press(page, "查一查")
    expect(page.get_by_text("这次查询没有离开手机")).to_be_visible()
    to(page, "check/paid")
    expect(page.get_by_text("写下来，好念给银行和警察听")).to_be_visible()
    unfold(page)
    for place, field in enumerate(page.locator("main input[type=text]").all()):
        marks.write(field, f"paid {place}")
    assert page.evaluate(DRAFTS) > 0, "no draft is there to be searched"


def out_of_the_app(page: Page, marks: Marks) -> None:
    """What a worker types where files go out or come in, and where things are deleted."""
    to(page, "settings/backup")
    drawn = words(page)
    press(page, "抄好了")
    for number in (2, 4):
        marks.write(page.get_by_label(f"第 {number} 个词"), "backup", drawn[number - 1])
    press(page, "做备份")
    expect(page.get_by_text("备份好了")).to_be_visible(timeout=SLOWLY)
    to(page, "settings/restore")
    fill(page, marks, {"五个词": None})
    to(page, "settings/erase")
    fill(page, marks, {"要删": None})
    to(page, "pay/sheet")
    press(page, "看文字、复制")
    fill(page, marks, {"工时单的文字": None})


def pick_passphrase(page: Page, marks: Marks) -> str:
    """One's own, twice."""
    title(page, "挑一句口令")
    press(page, "我自己想")
    own = f"{marks.new('passphrase')} 远山 {marks.new('passphrase')}"
    marks.passphrases.append(own)
    fill(page, marks, {"口令": own})
    press(page, "好，往下")
    title(page, "再写一遍口令")
    fill(page, marks, {"口令": own})
    press(page, "好，往下")
    return own


def new_phrase(page: Page, marks: Marks) -> None:
    title(page, "抄下十二个词")
    shown = words(page)
    marks.phrases.append(shown)
    press(page, "抄好了")
    title(page, "对一下抄对了没有")
    fields = page.locator("main input[type=text]")
    expect(fields).to_have_count(3)
    for field in fields.all():
        number = int(str(field.evaluate("one => one.labels[0].innerText.match(/\\d+/)[0]")))
        marks.write(field, "a word of the phrase", shown[number - 1])
    press(page, "好，往下")
    title(page, "要不要做三张帮手卡？")
    press(page, "不用，往下")


def sign_up(page: Page, marks: Marks) -> str:
    """Make an account, up to the button; give its name."""
    to(page, "settings/account/sign-up")
    title(page, "给账号起个名字")
    handle = marks.new("handle")
    fill(page, marks, {"名字": handle})
    press(page, "好，往下")
    pick_passphrase(page, marks)
    new_phrase(page, marks)
    title(page, "有没有邀请？")
    page.get_by_role("radio", name="我有邀请").check()
    fill(page, marks, {"邀请链接": None})
    page.get_by_role("radio", name="没有，让手机算一会儿").check()
    press(page, "开账号")
    return handle


def the_account(page: Page, marks: Marks) -> None:
    """Name the phone, change passphrase and phrase, look at the locks."""
    to(page, "settings/account/devices")
    fill(page, marks, {"叫它什么": None})
    press(page, "记下")
    expect(page.get_by_text("记下了。")).to_be_visible()
    to(page, "settings/account/passphrase")
    pick_passphrase(page, marks)
    fill(page, marks, {"现在的口令": marks.passphrases[-2]})
    press(page, "换口令")
    expect(page.get_by_text("口令换好了。")).to_be_visible(timeout=SLOWLY)
    to(page, "settings/account/phrase")
    new_phrase(page, marks)
    fill(page, marks, {"口令": marks.passphrases[-1]})
    press(page, "用新的十二个词")
    expect(page.get_by_text("以后用新的十二个词")).to_be_visible(timeout=SLOWLY)
    to(page, "settings/account/factor")
    fill(page, marks, {"口令": marks.passphrases[-1]})
    press(page, "开始")
    fill(page, marks, {"六位数": None})


def sign_in(page: Page, marks: Marks, handle: str) -> None:
    to(page, "settings/account/recover")
    fill(page, marks, {"名字": None})
    marks.write(label(page, "十二个词").last, "phrase to recover by")
    page.get_by_role("radio", name="两张帮手卡").check()
    for field in page.locator("main textarea").all():
        marks.write(field, "card to recover by")
    to(page, "settings/account/sign-in")
    fill(page, marks, {"名字": handle, "口令": marks.passphrases[-1]})
    press(page, "登录")
    expect(page.get_by_text("登录好了。")).to_be_visible(timeout=SLOWLY)


def edit_note(page: Page, marks: Marks, entry: str) -> None:
    to(page, f"today/log/{entry}")
    fill(page, marks, {NOTE: None})
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("记在手机上了")).to_be_visible()


def noted(page: Page) -> str:
    """Give the id of the entry that has a note."""
    find_store(page)
    until(page, "window.theStore.rows('time_entry').value.some(row => row.body.note)")
    found: str = page.evaluate("window.theStore.rows('time_entry').value.find(row => row.body.note).id")
    return found


def walk(page: Page, sent: list[Request]) -> None:
    """See every screen, with whatever is folded away, once all that it asked for (`sent`) is answered."""
    find_store(page)
    job = page.evaluate(IDS, "engagement")[0]
    answered = len(sent)
    for place in [*SCREENS.values(), *MORE]:
        to(page, place.format(job=job))
        while answered < len(sent):
            sent[answered].response()
            answered += 1
            to(page, place.format(job=job))  # once more drawn, with the answer
        unfold(page)


def agree_again(page: Page) -> None:
    """Take the consent to a copy back, and give a new one."""
    find_store(page)
    to(page, "copy/allowed")
    press(page, "收回")
    press(page, "收回同意")
    expect(page.get_by_text("记下了")).to_be_visible()
    until(page, f"{UNSENT} === 0")  # the server has deleted its copy
    allow_copy(page)


def vault_key(page: Page) -> bytes:
    """Read the key that seals everything, with the page's own means."""
    found: list[Any] = page.evaluate(VAULT_KEY)
    return bytes(found)
