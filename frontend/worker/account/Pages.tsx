/** The account's screens, each fetched when it is opened: one door, so that the first page knows of one address only. */
import { t } from '../../lib/i18n';
import { place } from '../../lib/route';
import { state } from '../../lib/store';
import { Notice } from '../../ui/basics';
import { Lazy } from '../app/lazy';

const pages = {
  'sign-up': () => import('./SignUpScreen'),
  'sign-in': () => import('./SignInScreen'),
  recover: () => import('./RecoverScreen'),
  devices: () => import('./DevicesScreen'),
  passphrase: () => import('./PassphraseScreen'),
  phrase: () => import('./PhraseScreen'),
  factor: () => import('./FactorScreen'),
  vouch: () => import('./VouchScreen'),
  '': () => import('./AccountScreen'),
};

const OF_AN_ACCOUNT = ['devices', 'passphrase', 'phrase', 'factor', 'vouch'];

export default function Pages() {
  const { account, phase } = state.value;
  if (phase === 'opening') return <p class="quiet">{t('app.loading')}…</p>;
  const page = pageOf(Boolean(account));
  return (
    <div class="account" key={page}>
      {account && place.value.tab === 'join' && <Notice>{t('account.join_have')}</Notice>}
      <Lazy from={pages[page]} words="account" />
    </div>
  );
}

/** Where an account is needed and there is none, or there is one already, its own page says what can be done. */
function pageOf(account: boolean): keyof typeof pages {
  const { tab, rest } = place.value;
  const asked = tab === 'join' ? 'sign-up' : (rest[1] ?? '');
  if (account ? asked === 'sign-up' : OF_AN_ACCOUNT.includes(asked)) return '';
  return Object.hasOwn(pages, asked) ? (asked as keyof typeof pages) : '';
}
