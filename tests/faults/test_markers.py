"""T51, T53, T57: what a worker writes is nowhere where somebody else could read it."""

import json
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from mnemonic import Mnemonic
from playwright.sync_api import Page, Playwright, expect
from sqlalchemy import NullPool, create_engine, text

from api.private_postgres import private_postgres
from tests.e2e.account_steps import allow_copy, everything_sent, press, same_as_server
from tests.e2e.phone import ROOT, SLOWLY, Phone, Service
from tests.e2e.steps import first_open, to
from tests.faults import marked_day as day
from tests.faults.marks import LONGEST, Search, mark
from tests.faults.wiretap import Fields, Wire

EMPLOYER = "the employer's name"
REMEMBERED = (" handle", " 名字", " 六位数")  # by the browser itself: SECURITY.md
# fields for words by slice; of these only an organization's id is not filled: admins type it
FIELDS = {"account": 22, "copy": 2, "offers": 3, "settings": 3, "wages": 10, "worklog": 14}
TAG = r"<(?:Field|Area|SecretField|KnownPassphrase|MoneyField|input|textarea)\b[^\n]*"
ITS_OWN = ("Login Data", "Web Data", "Sessions")
PLANT = """async (word) => {
  localStorage.setItem('planted', word);
  await (await caches.open('planted')).put('/planted', new Response(word));
  await new Promise((done) => {
    const asked = indexedDB.open('planted', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('planted').put(word, word);
    asked.onsuccess = () => { asked.result.close(); done(); };
  });
}"""
NO_WASM = """for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
  WebAssembly[name] = () => { throw new EvalError('blocked'); };
}
WebAssembly.Module = WebAssembly.Instance = function () { throw new EvalError('blocked'); };"""


@dataclass
class Lived:
    """What is left of a day: everything that can be searched, and what to search for."""

    service: Service
    wire: Wire
    phones: list[Phone]
    fields: Fields
    marks: day.Marks = field(default_factory=day.Marks)
    planted: str = field(default_factory=mark)
    handle: str = ""
    key: bytes = b""

    def search(self) -> Search:
        marks = self.marks.made | {EMPLOYER: self.marks.employer, "planted": self.planted}
        others: dict[str, str | bytes] = {"the vault key": self.key}
        for number, phrase in enumerate(self.marks.phrases):
            others[f"phrase {number}"] = bytes(Mnemonic("chinese_simplified").to_entropy(phrase))
            for between in ("", " ", "-", '","'):
                others[f"phrase {number} with {between!r}"] = between.join(phrase)
        return Search(marks, others)


@pytest.fixture(scope="module")
def lived(playwright: Playwright) -> Iterator[Lived]:
    """Live the day on two phones; then close them, and leave the service running."""
    service = Service(work_bits="1", log_level="debug")
    service.start()
    wire = Wire(service.port)
    fields = Fields(LONGEST)
    phones = [Phone(playwright, wire.url) for _ in range(2)]
    found = Lived(service, wire, phones, fields)
    try:
        live(found)
        for phone in phones:
            phone.close()
        yield found
    finally:
        for phone in phones:
            phone.remove()
        wire.close()
        service.remove()


def opened(found: Lived, number: int) -> Page:
    phone = found.phones[number]
    page = phone.open_blank()
    assert phone.context
    found.fields.watch(phone.context)
    page.goto(phone.url)
    return page


def live(found: Lived) -> None:
    marks = found.marks
    mine = opened(found, 0)
    day.first_day(mine, marks)
    day.adverts(mine, marks)
    day.out_of_the_app(mine, marks)
    found.handle = day.sign_up(mine, marks)
    expect(mine.get_by_text("账号开好了。")).to_be_visible(timeout=SLOWLY)
    allow_copy(mine)
    everything_sent(mine)
    day.the_account(mine, marks)
    other = opened(found, 1)
    first_open(other)
    day.sign_in(other, marks, found.handle)
    same_as_server(other)
    disagree(found, mine, other)
    day.agree_again(mine)
    everything_sent(mine)
    same_as_server(mine)
    day.walk(mine, found.phones[0].sent)
    found.key = day.vault_key(mine)
    for page in (mine, other):
        page.evaluate(PLANT, found.planted)


def disagree(found: Lived, mine: Page, other: Page) -> None:
    """Edit one note on two phones, see what a phone asks that leaves with something unsent, and settle."""
    context = found.phones[0].context
    assert context
    entry = day.noted(mine)
    context.set_offline(True)
    day.edit_note(mine, found.marks, entry)
    to(mine, "copy/leave")
    day.fill(mine, found.marks, {"要删": None})
    to(mine, "copy/erase")
    mine.get_by_label("看得见").check()
    day.fill(mine, found.marks, {"口令": None})
    to(mine, "settings/account/vouch")  # without the server it cannot know that work let this account in
    day.fill(mine, found.marks, {"同事的码": None})
    day.edit_note(other, found.marks, entry)
    everything_sent(other)
    context.set_offline(False)
    to(mine, "copy/differences")
    press(mine, "都用这部手机的")
    press(mine, "就这样")
    expect(mine.get_by_text("定好了")).to_be_visible()
    everything_sent(mine)


def tables(service: Service) -> dict[str, list[bytes]]:
    """Dump every column of every table, after everything has been written to the files."""
    found: dict[str, list[bytes]] = {}
    with private_postgres(service.home / "var") as url:
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CHECKPOINT"))
            names = connection.scalars(
                text(
                    "SELECT tablename FROM pg_tables WHERE schemaname NOT LIKE 'pg_%'"
                    " AND schemaname <> 'information_schema'"
                )
            )
            for name in names.all():
                for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings():
                    for column, value in row.items():
                        found.setdefault(f"{name}.{column}", []).append(as_bytes(value))
    return found


def as_bytes(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def test_the_day_typed_a_mark_into_every_field_for_words_that_the_app_has(lived: Lived) -> None:
    assert len(lived.fields.filled) > 30
    assert lived.fields.seen - lived.fields.filled == set()


def test_a_new_field_for_words_has_the_day_extended() -> None:
    """Count the fields in the code: one that no screen shows to this day's worker would not be seen."""
    found: Counter[str] = Counter()
    for path in sorted((ROOT / "frontend" / "worker").rglob("*.tsx")):
        tags = re.findall(TAG, path.read_text())
        found[path.parent.name] += sum(
            not re.search(r'type="(date|time|file|radio|checkbox)"', tag) for tag in tags
        )

    assert {name: count for name, count in found.items() if count} == FIELDS


def test_no_request_holds_a_mark_but_the_employers_name_where_records_are_sent(lived: Lived) -> None:
    search = lived.search()
    found: dict[str, set[str]] = {}
    requests = lived.wire.requests()
    for sent in requests:
        head = {f"{name} in the head" for name in search.deep(sent.head)}
        found.setdefault(sent.path, set()).update(head | search.deep(sent.body))
    handles = {path for path, names in found.items() if any(name.endswith(" handle") for name in names)}
    rest = {path: {one for one in names if not one.endswith(" handle")} for path, names in found.items()}

    assert any(sent.path == "/v1/account/passphrase" for sent in requests)
    assert {path: names for path, names in rest.items() if names} == {"/v1/sync/push": {EMPLOYER}}
    assert handles == {"/v1/accounts", "/v1/accounts/salt", "/v1/sessions"}


def test_nothing_left_a_phone_but_over_the_wire_that_was_searched(lived: Lived) -> None:
    requests = list(chain.from_iterable(phone.sent for phone in lived.phones))
    search = lived.search()

    assert len(requests) > 100
    assert {
        request.url for request in requests if not request.url.startswith((lived.wire.url + "/", "blob:"))
    } == set()
    assert not set().union(*(search.deep(request.url.encode()) for request in requests))


def test_the_server_has_the_employers_name_once_a_row_and_no_other_mark_in_any_table(lived: Lived) -> None:
    search = lived.search()
    found = {
        column: [name for value in values for name in sorted(search.deep(value))]
        for column, values in tables(lived.service).items()
    }

    assert {"time_entry.sealed", "device.label", "account.handle_hash", "held_operation.body"} - {*found} <= {
        "held_operation.body"
    }
    assert {column: names for column, names in found.items() if names} == {
        "own_employer.name": [EMPLOYER],
        "operation.body": [EMPLOYER],
    }


def test_the_servers_files_and_log_hold_no_mark_but_the_employers_name(lived: Lived) -> None:
    tables(lived.service)  # so that all of it is in the files
    found = lived.search().files(lived.service.home)

    assert (lived.service.home / "log").stat().st_size > 100
    assert set().union(*found.values()) == {EMPLOYER}
    assert {Path(name).parts[2] for name in found} == {"base", "pg_wal"}, found


def test_the_pepper_is_in_no_table_no_log_and_no_file_but_its_own(lived: Lived) -> None:
    written = (lived.service.home / "var" / "pepper").read_text()
    search = Search({}, {"written": written, "pepper": b64decode(written)})

    found = search.files(lived.service.home)
    within = {column for column, values in tables(lived.service).items() if search.within(b"\0".join(values))}

    assert {*found} == {"var/pepper"}
    assert within == set()
    assert not set().union(*(search.deep(sent.head + sent.body) for sent in lived.wire.requests()))


def test_a_phones_files_hold_no_mark_in_clear_but_what_the_browser_itself_remembers(lived: Lived) -> None:
    for phone in lived.phones:
        found = lived.search().files(phone.profile)
        folders = {part for name, names in found.items() if "planted" in names for part in name.split("/")}
        clear = {name: {one for one in names if one != "planted"} for name, names in found.items()}
        ours = {
            name: {one for one in names if not (its_own(name) and one.endswith(REMEMBERED))}
            for name, names in clear.items()
        }

        assert {"IndexedDB", "Local Storage", "CacheStorage"} <= folders
        assert {name: names for name, names in ours.items() if names} == {}


def its_own(name: str) -> bool:
    """Tell whether a file of a profile is the browser's, and holds nothing that a page stores."""
    return name.removeprefix("Default/").startswith(ITS_OWN)


def test_a_browser_that_cannot_seal_says_so_and_sends_nothing_of_an_account(playwright: Playwright) -> None:
    service = Service(work_bits="1")
    service.start()
    wire = Wire(service.port)
    phone = Phone(playwright, wire.url)
    marks = day.Marks()
    try:
        page = phone.open_blank()
        assert phone.context
        phone.context.add_init_script(NO_WASM)
        page.goto(phone.url)
        first_open(page)
        day.sign_up(page, marks)
        expect(page.get_by_text("这个浏览器锁不了东西，所以什么也没送")).to_be_visible(timeout=SLOWLY)
        sent = wire.requests()

        assert len(sent) > 5
        assert [one.line for one in sent if not one.line.startswith("GET ")] == []
        assert not set().union(*(Search(marks.made, {}).deep(one.head + one.body) for one in sent))
    finally:
        phone.remove()
        wire.close()
        service.remove()
