/** The frame that every screen sits in: title, state, a way out, and five tabs. */
import { useEffect } from 'preact/hooks';
import { when } from '../../lib/format';
import { firstVisit, language, t, type Key } from '../../lib/i18n';
import { back, goneBefore, place, quickExit, TABS as ROOTS } from '../../lib/route';
import { rows, state, writeDrafts } from '../../lib/store';
import { copySaid } from '../../lib/sync/said';
import { Button } from '../../ui/form';
import { Notice } from '../../ui/basics';
import { Icon, type IconName } from '../../ui/icon';
import { FirstScreen } from '../first/FirstScreen';
import { NewVersion, WeChatSheet } from '../settings/Sheets';
import { Loss } from './Loss';
import { Said } from './said';
import { Screen, title } from './screens';
import { dress } from '../../lib/theme';

const TABS: [string, Key, IconName][] = [
  ['today', 'tab.today', 'today'],
  ['pay', 'tab.pay', 'pay'],
  ['check', 'tab.check', 'check'],
  ['peers', 'tab.peers', 'peers'],
  ['learn', 'tab.learn', 'learn'],
];

export function App() {
  const profile = rows('profile').value[0]?.body;
  useEffect(() => dress(profile?.theme ?? 'auto'), [profile?.theme]);
  useEffect(() => {
    document.title = t('app.name');
  }, [language.value]);
  if (!crypto.subtle) return <Insecure />;
  const restoring = place.value.tab === 'settings' && place.value.rest[0] === 'restore';
  const { phase } = state.value;
  const first = !profile && !restoring && !goneBefore() && (phase === 'ready' || phase === 'nowhere' || (phase === 'opening' && firstVisit)); // in reserve it cannot be read
  const again = place.value.tab === 'first';
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {t('app.skip')}
      </a>
      <Top first={first || again} />
      <Said />
      <main id="main" tabIndex={-1}>
        <WeChatSheet />
        <Trouble />
        {place.value.tab === 'today' && !place.value.rest.length && <NewVersion />}
        {first && <Loss />}
        {first || again ? <FirstScreen /> : <Screen />}
      </main>
      {!first && <Tabs />}
    </>
  );
}

function skip(e: Event): void {
  e.preventDefault(); // the address after # belongs to the screens
  document.getElementById('main')?.focus();
}

function Top({ first }: { first: boolean }) {
  return (
    <header class="top">
      {(place.value.rest.length > 0 || !ROOTS.includes(place.value.tab)) && !first && (
        <button type="button" class="round" aria-label={t('app.back')} onClick={back}>
          <Icon name="back" />
        </button>
      )}
      <h1>{first ? t('app.name') : title()}</h1>
      {!first && <Chip />}
      <button type="button" class="round" aria-label={t('app.exit')} title={t('app.exit')} onClick={() => void quickExit(writeDrafts())}>
        <Icon name="exit" />
      </button>
    </header>
  );
}

/** Where what was written is, in words; one tap shows the rest. */
function Chip() {
  const now = state.value;
  const copy = copySaid.value;
  const need = now.phase === 'nowhere' || Boolean(now.loss) || now.full || copy?.is === 'needs-you';
  const here = now.unsent ? t('chip.phone_n', { n: now.unsent }) : t('chip.phone');
  const [icon, words]: [IconName, string] = need
    ? ['warn', t('chip.need')]
    : now.phase === 'fallback'
      ? ['phone', t('chip.reserve')]
      : copy?.is === 'sending'
        ? ['send', t('chip.sending')]
        : copy?.is === 'received'
          ? ['got', t('chip.received', { time: copy.at ? when(copy.at) : '' })]
          : ['phone', here];
  return (
    <a class={`chip ${need ? 'need' : ''}`} href="#/settings">
      <Icon name={icon} />
      <span role="status" class={place.value.rest.length || !ROOTS.includes(place.value.tab) ? 'unseen' : ''}>
        {words}
      </span>
    </a>
  );
}

/** What stands in the way of keeping things, on every screen until it is dealt with. */
function Trouble() {
  if (state.value.phase !== 'nowhere') return null;
  return (
    <Notice tone="red" live>
      {t('store.nowhere')}
    </Notice>
  );
}

function Tabs() {
  return (
    <nav class="tabs" aria-label={t('app.name')}>
      {TABS.map(([tab, words, icon]) => (
        <a key={tab} href={`#/${tab}`} aria-current={place.value.tab === tab ? 'page' : undefined}>
          <Icon name={icon} />
          {t(words)}
        </a>
      ))}
    </nav>
  );
}

/** No secure context: the phone will not give us its lock, so nothing may be kept. */
function Insecure() {
  return (
    <main id="main">
      <Notice tone="red" title={t('sheet.insecure')}>
        <p>{t('sheet.insecure_text')}</p>
        <a class="num tap" href="tel:12333">12333</a>
        <Button look="quiet" onPress={() => location.reload()}>
          {t('app.again')}
        </Button>
      </Notice>
    </main>
  );
}
