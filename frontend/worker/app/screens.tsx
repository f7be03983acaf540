/** Which address shows which screen. A screen's words are those of its slice. */
import type { ComponentType } from 'preact';
import { t, type Key, type Part } from '../../lib/i18n';
import { place } from '../../lib/route';
import { state } from '../../lib/store';
import { TodayScreen } from '../worklog/TodayScreen';
import { Lazy } from './lazy';

type From = () => Promise<{ default: ComponentType }>;
interface Shown {
  from: From;
  words: Part;
  title?: Key;
}

const screens: Record<string, Shown> = {
  'today/log': { from: () => import('../worklog/LogScreen'), words: 'core', title: 'log.title' },
  'today/batch': { from: () => import('../worklog/BatchScreen'), words: 'core', title: 'batch.title' },
  'today/job': { from: () => import('../worklog/JobScreen'), words: 'core', title: 'job.title' },
  'today/day': { from: () => import('../worklog/DayScreen'), words: 'core', title: 'day.title' },
  'today/month': { from: () => import('../worklog/MonthScreen'), words: 'core', title: 'month.title' },
  'pay/payment': { from: () => import('../wages/PaymentScreen'), words: 'wages', title: 'title.payment' },
  'pay/deduction': { from: () => import('../wages/DeductionScreen'), words: 'wages', title: 'title.deduction' },
  'pay/cost': { from: () => import('../wages/CostScreen'), words: 'wages', title: 'title.cost' },
  'pay/period': { from: () => import('../wages/PeriodScreen'), words: 'wages', title: 'title.period' },
  'pay/rejected': { from: () => import('../wages/RejectedScreen'), words: 'wages', title: 'title.rejected' },
  'pay/sheet': { from: () => import('../wages/SheetScreen'), words: 'wages', title: 'title.sheet' },
  'pay/records': { from: () => import('../wages/RecordsScreen'), words: 'wages', title: 'title.records' },
  'pay/jobs': { from: () => import('../wages/JobsScreen'), words: 'wages', title: 'job.title' },
  pay: { from: () => import('../wages/PayScreen'), words: 'wages', title: 'tab.pay' },
  'check/paid': { from: () => import('../offers/PaidScreen'), words: 'offers', title: 'title.paid' },
  check: { from: () => import('../offers/CheckScreen'), words: 'offers', title: 'tab.check' },
  peers: { from: () => import('../peers/PeersScreen'), words: 'peers', title: 'tab.peers' },
  learn: { from: () => import('../skills/LearnScreen'), words: 'skills', title: 'tab.learn' },
  'settings/backup': { from: () => import('../settings/BackupScreen'), words: 'settings', title: 'app.backup' },
  'settings/restore': { from: () => import('../settings/RestoreScreen'), words: 'settings', title: 'store.restore' },
  'settings/erase': { from: () => import('../settings/EraseScreen'), words: 'settings', title: 'app.delete' },
  'settings/promises': { from: () => import('../settings/PromisesScreen'), words: 'settings', title: 'tab.settings' },
  'settings/account': { from: () => import('../account/Pages'), words: 'account', title: 'account.title' },
  join: { from: () => import('../account/Pages'), words: 'account', title: 'account.title' }, // an invitation's link
  settings: { from: () => import('../settings/SettingsScreen'), words: 'settings', title: 'tab.settings' },
  copy: { from: () => import('../copy/Pages'), words: 'copy' }, // each of its pages has a title of its own
};

/** The screen's address; what follows it is the screen's own affair. */
function address(): string {
  const { tab, rest } = place.value;
  const long = `${tab}/${rest[0]}`;
  return long in screens ? long : tab;
}

const here = (): Shown | undefined => screens[address()];

/** What the pages of an account are called; the account's own is `account.title`. */
const OF_ACCOUNT: Partial<Record<string, Key>> = {
  'sign-up': 'account.make',
  'sign-in': 'account.sign_in',
  recover: 'account.find_title',
  devices: 'account.devices',
  passphrase: 'account.new_pass',
  phrase: 'account.new_phrase',
  factor: 'account.factor',
  vouch: 'account.vouch',
};

/** What the page is called; while its words are on their way, by the app's name. */
export function title(): string {
  const { tab, rest } = place.value;
  const ofAccount = rest[0] === 'account' ? OF_ACCOUNT[rest[1] ?? ''] : undefined;
  const key = ofAccount ?? here()?.title ?? (tab === 'copy' ? (`page.${rest[0]}` as Key) : 'tab.today');
  const words = t(key);
  return words === key ? t('app.name') : words;
}

const ROW = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

export function Screen() {
  const shown = here();
  // a form about a row waits until the row has been read: else it would start as an empty one
  if (place.value.rest.some((part) => ROW.test(part)) && !state.value.loaded) return <p class="quiet">{t('app.loading')}…</p>;
  return shown ? <Lazy key={address()} from={shown.from} words={shown.words} /> : <TodayScreen />;
}
