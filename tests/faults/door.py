"""The real store of a running page, called as its screens call it: fast enough for thousands of saves."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.e2e.steps import until

FIND = """async () => {
  if (window.theStore) return;
  const links = [...document.querySelectorAll('script[src], link[rel=modulepreload]')];
  const scripts = links.map(link => link.src || link.href);
  for (const url of scripts) {
    const found = Object.values(await import(url)).find(v => v && typeof v.saveAll === 'function' && v.state);
    if (found) { window.theStore = found; return; }
  }
  throw new Error('no store in ' + scripts);
}"""

ENTRY = """(i) => ({ kind: 'time_entry', body: {
  engagement_id: window.theJob, minutes: 1 + (i % 600), activity: 'paid_work', source: 'later',
  worked_on: new Date(Date.UTC(2024, 0, 1 + (i % 700))).toISOString().slice(0, 10),
  zone: 'Asia/Shanghai', note: 'MARKER-' + i } })"""


SAVE = f"""async ([first, count, atOnce]) => {{
  const entry = {ENTRY};
  for (let i = first; i < first + count; i += atOnce) {{
    const length = Math.min(atOnce, first + count - i);
    const some = Array.from({{ length }}, (_, k) => entry(i + k));
    await window.theStore.saveAll(some);
    window.acknowledged?.(i + some.length - 1);
  }}
}}"""


# how often drafts of forms that are there were written: 0 when there is none
DRAFTS = """new Promise((done) => (indexedDB.open('box').onsuccess = ({ target }) => {
  const asked = target.result.transaction('draft').objectStore('draft').getAll();
  asked.onsuccess = () => {
    target.result.close();
    done(asked.result.filter(({ name }) => name !== 'host').reduce((sum, { rev }) => sum + rev, 0));
  };
}))"""


def find_store(page: Page) -> None:
    """Put the page's own store where a test can reach it."""
    page.evaluate(FIND)
    page.evaluate("window.theJob = window.theStore.rows('engagement').value[0]?.id ?? crypto.randomUUID()")


def save_entries(page: Page, first: int, count: int, *, at_once: int = 1) -> None:
    """Save entries numbered from `first`; each is told to `acknowledged` where the test exposed it."""
    page.evaluate(SAVE, [first, count, at_once])


def type_and_keep(field: Locator, words: str) -> None:
    """Type, and wait until it is kept as a draft."""
    before = field.page.evaluate(DRAFTS)
    field.fill(words)
    until(field.page, f"{DRAFTS}.then((written) => written > {before})")


def write_drafts(page: Page) -> None:
    """Have what was typed kept at once, where the form keeps it."""
    find_store(page)
    page.evaluate("window.theStore.writeDrafts()")


def kept(page: Page) -> dict[str, Any]:
    """Count what the phone holds once all is read: entries and operations by their numbers."""
    until(page, "window.theStore.state.value.loaded")
    result: dict[str, Any] = page.evaluate(
        """async () => {
          const rows = window.theStore.rows('time_entry').value;
          const seqs = await new Promise((done) => {
            const open = indexedDB.open('box');
            open.onsuccess = () => {
              const all = open.result.transaction('op').objectStore('op').getAll();
              all.onsuccess = () => { done(all.result.map(op => op.seq)); open.result.close(); };
            };
          });
          return {
            entries: rows.map(r => Number((r.body.note ?? '-0').split('-')[1])),
            seqs: seqs.sort((a, b) => a - b),
            unsent: window.theStore.state.value.unsent,
          };
        }"""
    )
    return result
