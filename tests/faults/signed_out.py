"""Phones that sign out or are signed out: what is left in a browser, and what the server has of them."""

from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import NullPool, create_engine, text

from api.private_postgres import private_postgres
from tests.e2e.account_steps import Paper, allow_copy, everything_sent, same_as_server, sign_in, sign_up
from tests.e2e.phone import SLOWLY, Phone, Service
from tests.e2e.steps import add_job, first_open, to, until
from tests.faults.door import find_store, save_entries

JOB = "清溪数据"
WORKER = """() => new Promise((done) => (indexedDB.open('box').onsuccess = ({ target }) => {
  const box = target.result;
  box.transaction('meta').objectStore('meta').get('identity').onsuccess = (found) => {
    box.close();
    done(found.target.result.worker_id);
  };
}))"""
LEFT = """async () => ({
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: (await caches.keys()).filter((name) => !name.startsWith('gongyou ')),
  local: Object.keys(localStorage).filter((name) => name !== 'language'),
  session: Object.keys(sessionStorage),
})"""
NOTHING: dict[str, list[str]] = {"databases": [], "caches": [], "local": [], "session": []}
ENTRIES = "window.theStore.rows('time_entry').value.map(({ id }) => id)"


def ready(phone: Phone, job: str = JOB, *, back_cache: bool = False) -> Page:
    """Open an app that has been set up, and know one job in it."""
    options = {"ignore_default_args": ["--disable-back-forward-cache"]} if back_cache else {}
    page = phone.open("/", **options)
    first_open(page)
    add_job(page, job)
    return page


def signed_in(phone: Phone, paper: Paper) -> Page:
    """Open an app that has been set up, and sign in to an account that has a copy."""
    page = phone.open()
    first_open(page)
    sign_in(page, paper)
    same_as_server(page)
    return page


def with_copy(page: Page, handle: str, entries: int = 3) -> Paper:
    """Have an account, a copy on the server, and all of it sent."""
    find_store(page)
    save_entries(page, 0, entries)
    paper = sign_up(page, handle)
    allow_copy(page)
    everything_sent(page)
    return paper


def acknowledged(page: Page) -> set[str]:
    """Read which entries this phone has told the worker that it has."""
    find_store(page)
    until(page, "window.theStore.state.value.loaded")
    return set(page.evaluate(ENTRIES))


def worker_of(page: Page) -> str:
    """Read whose phone it is."""
    worker: str = page.evaluate(WORKER)
    return worker


def query(service: Service, sql: str, **values: object) -> list[Any]:
    """Ask the service's database."""
    with (
        private_postgres(service.home / "var") as url,
        create_engine(url, poolclass=NullPool).begin() as connection,
    ):
        return list(connection.execute(text(sql), values))


def same_at_server(service: Service, worker: str, entries: set[str], scenario: str) -> None:
    """Compare what was acknowledged with the server's ledger: nothing is missing, or there twice."""
    ledger = query(
        service,
        "SELECT op_id, entity_id FROM operation WHERE worker_id = :worker AND kind = 'time_entry'",
        worker=worker,
    )
    there = {str(row.entity_id) for row in ledger}
    twice = len(ledger) - len({row.op_id for row in ledger}) + len(ledger) - len(there)
    print(f"{scenario}: acknowledged {len(entries)}, at the server {len(there)}, twice {twice}")
    assert there == entries
    assert twice == 0


def nothing_left(page: Page) -> None:
    """Look whether this browser has anything of the worker's; the app and its language stay."""
    assert page.evaluate(LEFT) == NOTHING


def another_tab(phone: Phone, page: Page) -> Page:
    """Open a second tab that shows what the first one knows."""
    assert phone.context
    tab = phone.context.new_page()
    tab.goto(f"{page.url.split('#')[0]}#/pay/jobs")
    expect(tab.get_by_text(JOB).first).to_be_visible()
    tab.evaluate("window.memory = 'old'")
    return tab


def begun_anew(page: Page, said: str) -> None:
    """Look whether this is another page than before, with nothing of the worker's on it."""
    expect(page.get_by_text(said)).to_be_visible(timeout=SLOWLY)
    assert page.evaluate("window.memory") is None
    assert page.url.endswith("#/copy/left")
    assert JOB not in page.locator("body").inner_text()


def sign_other_out(page: Page, paper: Paper) -> None:
    """Have the one other phone of the account signed out: the passphrase proves who asks."""
    to(page, "settings/account/devices")
    page.get_by_role("button", name="让那部手机退出").click()
    page.get_by_label("口令").fill("not the passphrase of anybody here")
    page.get_by_role("button", name="让它退出").click()
    expect(page.get_by_text("口令不对")).to_be_visible(timeout=SLOWLY)
    page.get_by_label("口令").fill("-".join(paper.passphrase))
    page.get_by_role("button", name="让它退出").click()
    expect(page.get_by_text("正在退出")).to_be_visible()
