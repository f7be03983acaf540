"""What a cheap phone on a slow line waits for: first load, offline start, save, memory."""

import statistics
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page, Playwright, expect, sync_playwright

from bench.slow_line import SlowLine
from tests.e2e.phone import Phone, Service
from tests.e2e.steps import add_job, first_open, settled, until
from tests.faults.door import find_store, save_entries

SLOW_4G = (0.150, 1_638_400 / 8, 2)  # round trip in s, bytes a second, round trips to greet
VILLAGE = (2.0, 50_000 / 8, 0)  # as the budget was set: the latency of requests alone
ROUNDS = 5
LCP = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))"""
USABLE_AT = "window.usableAt ?? 0"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WATCH = """new MutationObserver((_, watching) => {
  if (!document.querySelector('main .btn')) return;
  window.usableAt = performance.now();
  watching.disconnect();
}).observe(document, { childList: true, subtree: true });"""


@dataclass(frozen=True)
class Budget:
    """One line of the table: what was seen, the goal and the hard limit."""

    what: str
    goal: float
    hard: float
    unit: str = "ms"

    def line(self, seen: list[float]) -> str:
        """Say the median beside the budget."""
        median = statistics.median(seen)
        verdict = "goal" if median <= self.goal else "within" if median <= self.hard else "OVER"
        spread = f"{min(seen):.0f}-{max(seen):.0f}"
        return (
            f"{self.what:52}{median:>8.0f} {self.unit:3}{spread:>14}{self.goal:>8g}{self.hard:>8g}  {verdict}"
        )


def slow_down(phone: Phone, page: Page, factor: float) -> CDPSession:
    """Make the page's processor slower by a factor."""
    assert phone.context
    tools = phone.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": factor})
    return tools


def first_load(
    playwright: Playwright, service: Service, line: tuple[float, float, int], factor: float
) -> list[float]:
    """Time a first visit over a slow line: largest paint and first usable button, in ms."""
    round_trip, rate, greeting = line
    slow = SlowLine(service.port, round_trip=round_trip, bytes_a_second=rate, greeting=greeting)
    phone = Phone(playwright, f"http://127.0.0.1:{slow.listening}")
    try:
        page = phone.open("/v1/health")
        slow_down(phone, page, factor)
        page.add_init_script(WATCH)
        page.goto(phone.url, wait_until="commit", timeout=60_000)
        until(page, USABLE_AT, seconds=60)
        page.wait_for_timeout(300)
        return [page.evaluate(LCP), page.evaluate(USABLE_AT)]
    finally:
        phone.remove()


def offline_start(phone: Phone, factor: float, path: str = "/", ready: str = USABLE_AT) -> float:
    """Time a cold start with the server gone, to a form that can be used, in ms."""
    page = phone.open_blank()
    slow_down(phone, page, factor)
    if ready == USABLE_AT:
        page.add_init_script(WATCH)
    page.goto(phone.url + path, wait_until="commit")
    until(page, ready)
    seen = float(page.evaluate(ready))
    phone.close()
    return seen


def saves(phone: Phone, factor: float) -> list[float]:
    """Time saves of one entry, from the call to the committed transaction, in ms."""
    page = phone.open_blank()
    page.goto(phone.url)
    expect(page.get_by_role("navigation")).to_be_visible()
    find_store(page)
    slow_down(phone, page, factor)
    times: list[float] = page.evaluate(
        """async () => {
          const times = [];
          for (let i = 0; i < 100; i++) {
            const began = performance.now();
            await window.theStore.saveAll([{ kind: 'time_entry', body: { engagement_id: window.theJob,
              worked_on: '2026-11-01', minutes: 5, activity: 'paid_work', source: 'later', zone: 'UTC' } }]);
            times.push(performance.now() - began);
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    heap = page.evaluate("performance.memory?.usedJSHeapSize ?? 0") / 1e6
    phone.close()
    return [times[49], times[94], heap]


def measure(service: Service) -> None:
    """Print the table; the service is stopped on the way."""
    print(f"{'phone (median of ' + str(ROUNDS) + ')':52}{'seen':>12}{'spread':>14}{'goal':>8}{'hard':>8}")
    with sync_playwright() as playwright:
        loads = [first_load(playwright, service, SLOW_4G, 4) for _ in range(ROUNDS)]
        print(Budget("first visit, slow 4G + 4x: largest paint", 1400, 1800).line([a for a, _ in loads]))
        print(Budget("first visit, slow 4G + 4x: usable", 1500, 2000).line([b for _, b in loads]))
        village = [first_load(playwright, service, VILLAGE, 6)[1] for _ in range(2)]
        print(Budget("first visit, 50 kbit/s + 2 s + 6x: usable", 8000, 12000).line(village))
        phone = Phone(playwright, service.url)
        try:
            page = phone.open()
            first_open(page)
            add_job(page, "A")
            settled(page)
            phone.close()
            service.stop()
            offline(phone)
        finally:
            phone.remove()


def offline(phone: Phone) -> None:
    """Measure starts and saves with the server stopped, with few records and with thousands."""
    for factor, goal, hard in ((4, 250, 450), (6, 400, 700)):
        floor, seen = [], []
        for _ in range(ROUNDS):  # in turn, so that a busy machine slows both
            floor.append(offline_start(phone, factor, "/calculator.html", PAINTED))
            seen.append(offline_start(phone, factor))
        print(Budget(f"  floor: a page without an app, painted, {factor}x", goal, hard).line(floor))
        print(Budget(f"offline cold start, {factor}x", goal, hard).line(seen))
    saved = [saves(phone, 6) for _ in range(2)]
    print(Budget("save to committed, median, 6x", 30, 80).line([median for median, _, _ in saved]))
    print(Budget("save to committed, p95, 6x", 30, 80).line([slow for _, slow, _ in saved]))
    page = phone.open_blank()
    page.goto(phone.url)
    expect(page.get_by_role("navigation")).to_be_visible()
    find_store(page)
    save_entries(page, 0, 2_000, at_once=100)
    phone.close()
    for factor, goal, hard in ((4, 400, 700), (6, 400, 700)):
        seen_full = [offline_start(phone, factor) for _ in range(ROUNDS)]
        print(Budget(f"offline cold start with 2,200 entries, {factor}x", goal, hard).line(seen_full))
    heap = [saves(phone, 6)[2]]
    print(Budget("JS heap with 2,300 entries", 12, 25, "MB").line(heap))
