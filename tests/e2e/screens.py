"""Every screen of the app, and a notebook with two months in it (all names are invented)."""

from playwright.sync_api import Page

from tests.e2e.steps import GO, until
from tests.faults.door import find_store

SCREENS = {
    "today": "today",
    "log": "today/log",
    "batch": "today/batch",
    "job": "today/job",
    "day": "today/day/2026-11-20",
    "month": "today/month/2026-11",
    "pay": "pay",
    "payment": "pay/payment",
    "deduction": "pay/deduction",
    "cost": "pay/cost",
    "period": "pay/period/{job}/2026-10-01",
    "rejected": "pay/rejected",
    "sheet": "pay/sheet",
    "records": "pay/records",
    "jobs": "pay/jobs",
    "check": "check",
    "paid": "check/paid",
    "peers": "peers",
    "learn": "learn",
    "settings": "settings",
    "account": "settings/account",
    "sign up": "settings/account/sign-up",
    "sign in": "settings/account/sign-in",
    "recover": "settings/account/recover",
    "backup": "settings/backup",
    "restore": "settings/restore",
    "erase": "settings/erase",
    "promises": "settings/promises",
    "ask": "copy/ask",
    "allowed": "copy/allowed",
    "waiting": "copy/waiting",
    "differences": "copy/differences",
    "receipt": "copy/receipt",
    "leave": "copy/leave",
    "erase account": "copy/erase",
    "first": "first",
}

SIGNED_IN = {  # what these show with an account and a copy
    "settings": "settings",
    "account": "settings/account",
    "phones": "settings/account/devices",
    "passphrase": "settings/account/passphrase",
    "phrase": "settings/account/phrase",
    "second factor": "settings/account/factor",
    "vouch": "settings/account/vouch",
    "allowed": "copy/allowed",
    "waiting": "copy/waiting",
    "receipt": "copy/receipt",
    "leave": "copy/leave",
    "erase account": "copy/erase",
}

NOTEBOOK = """async ([language, theme]) => {
  const store = window.theStore;
  const id = (n) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const zone = 'Asia/Shanghai';
  const place = { country: 'CN', region: 'CN-52', tier: '1' };
  const period = { kind: 'month', starts_on: 1, pay_after_days: 15 };
  const terms = { contract_kind: 'full_time', currency: 'CNY', place, pay_period: period,
    began_on: '2026-09-01', paid_activities: ['paid_work'], waiting_required: true };
  const zh = language.startsWith('zh');
  const rows = [
    { kind: 'employer', id: id(1), body: { name: zh ? '清溪数据' : 'Clearbrook Data', kind: 'centre' } },
    { kind: 'employer', id: id(2), body: { name: zh ? '白杨众包' : 'Poplar Tasks', kind: 'platform' } },
    { kind: 'engagement', id: id(3), body: { ...terms, employer_id: id(1),
      rates: [{ basis: 'hour', amount: '18' }], project: zh ? '车辆拉框' : 'Car boxes' } },
    { kind: 'engagement', id: id(4), body: { ...terms, employer_id: id(2), contract_kind: 'platform',
      rates: [{ basis: 'piece', amount: '0.08' }] } },
  ];
  const entry = (job, worked_on, activity, minutes, more = {}) => rows.push({ kind: 'time_entry', body: {
    engagement_id: id(job), worked_on, activity, minutes, source: 'same_day', zone, ...more } });
  const batch = (handed_in_on, reason) => rows.push({ kind: 'batch', body: {
    engagement_id: id(4), handed_in_on, reason, unit: zh ? '框' : 'box', unit_price: '0.08', submitted: 500,
    accepted: 380, rejected: 120, returned: 0, approved_on: null, paid_on: null } });
  for (const month of ['2026-10', '2026-11'])
    for (let day = 1; day <= (month === '2026-11' ? 21 : 31); day++) {
      const on = `${month}-${String(day).padStart(2, '0')}`;
      const weekday = new Date(on + 'T00:00:00Z').getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      entry(3, on, 'paid_work', 280);
      if (day % 2) entry(3, on, 'rework', 65);
      if (day % 3) entry(3, on, 'waiting', 75);
      if (day % 5 === 0) entry(3, on, 'training', 40, { required: true });
      if (day % 4 === 0) entry(4, on, 'paid_work', 90, { source: 'later' });
      if (day % 7 === 0) batch(on, day % 2 ? 'no_reason' : 'threshold');
    }
  entry(3, '2026-11-22', 'paid_work', 280);
  entry(3, '2026-11-22', 'rework', 65);
  entry(3, '2026-11-22', 'training', 40, { required: true });
  entry(3, '2026-11-22', 'waiting', 75);
  batch('2026-11-22', 'no_reason');
  const paid = (job, received_on, amount_minor, channel) => rows.push({ kind: 'payment', body: {
    engagement_id: id(job), received_on, amount_minor, channel, currency: 'CNY', for_period: '2026-10-01',
    form: 'wage', overtime_minor: null, allowance_minor: null } });
  paid(3, '2026-11-15', 146400, 'wechat');
  paid(4, '2026-11-12', 9120, 'platform_wallet');
  rows.push({ kind: 'deduction', body: { engagement_id: id(3), withheld_on: '2026-11-15', amount_minor: 14800,
    currency: 'CNY', kind: 'fine', for_period: '2026-10-01' } });
  rows.push({ kind: 'cost', body: { engagement_id: id(3), spent_on: '2026-10-08', amount_minor: 5000,
    currency: 'CNY', kind: 'data', refunded_minor: 0, for_period: null } });
  const profile = store.rows('profile').value[0];
  rows.push({ kind: 'profile', row: profile, body: { language, theme, place, basis: 'hour' } });
  await store.saveAll(rows);
  return id(3);
}"""

NOW = "2026-11-22T17:40:00+08:00"


def seed(page: Page, *, language: str = "zh-CN", theme: str = "light") -> str:
    """Fill the notebook; give the id of its first job."""
    find_store(page)
    page.clock.set_fixed_time(NOW)
    job: str = page.evaluate(NOTEBOOK, [language, theme])
    return job


def dress(page: Page, theme: str) -> None:
    """Change the look as settings would."""
    page.evaluate(
        """theme => { const row = window.theStore.rows('profile').value[0];
          return window.theStore.saveAll([{ kind: 'profile', row, body: { ...row.body, theme } }]); }""",
        theme,
    )


def show(page: Page, place: str, job: str) -> None:
    """Open a screen and wait until it stands still."""
    page.evaluate(GO, place.format(job=job))
    until(page, "!document.querySelector('main').innerText.match(/(正在打开|Opening)…/)")
    page.wait_for_timeout(60)
