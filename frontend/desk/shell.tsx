/** The desk's frame: where one can go, whose desk this is and when it locks, and the screen beside it. */
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../ui/basics';
import { Button } from '../ui/form';
import { useOffline } from '../ui/online';
import { Brand } from './brand';
import { Foot } from './foot';
import { askReleases } from './lib/ahead';
import { askHost } from './lib/host';
import { place, SCREENS, type Screen } from './lib/route';
import { account, openBefore, standing } from './lib/session';
import { toldOffline } from './lib/told';
import { language, t } from './lib/words';
import { Door } from './signin/Door';

const FROM: Record<Screen, () => Promise<ComponentType>> = {
  overview: () => {
    askReleases(place.value.rest[0]);
    return import('./overview/OverviewScreen').then((file) => file.OverviewScreen);
  },
  partners: () => import('./partners/PartnersScreen').then((file) => file.PartnersScreen),
};

/** The door, or the desk. Behind a lock the desk is hidden whole and stays as it is. */
export function Shell() {
  const inside = standing.value === 'in';
  const held = useRef<HTMLElement | null>(null); // what had the focus when it locked
  useEffect(() => {
    if (inside) (held.current?.isConnected ? held.current : document.querySelector<HTMLElement>('.desk h1'))?.focus();
  }, [inside]);
  useEffect(() => void askHost(), [standing.value]);
  useEffect(() => {
    document.title = inside ? `${t(`tab.${place.value.screen}`)} · ${t('shell.name')}` : t('shell.name');
  }, [inside, place.value.screen, language.value]);
  return (
    <>
      {!inside && <Door />}
      {openBefore.value && (
        <div key={account.value?.worker_id} class="desk" hidden={!inside} onFocusIn={(e) => (held.current = e.target as HTMLElement)}>
          <Frame />
        </div>
      )}
    </>
  );
}

function Frame() {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {t('shell.skip')}
      </a>
      <header class="side">
        <Brand />
        <button type="button" class="btn plain narrow" onClick={() => document.getElementById('foot')?.focus()}>
          {t('shell.to_foot')}
        </button>
        <nav aria-label={t('shell.nav')}>
          {SCREENS.map((screen) => (
            <a key={screen} href={`#/${screen}`} aria-current={place.value.screen === screen ? 'page' : undefined}>
              {t(`tab.${screen}`)}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {useOffline() && !toldOffline.value && (
          <Notice tone="amber" live>
            {t('shell.offline')}
          </Notice>
        )}
        <Open screen={place.value.screen} />
      </main>
      <Foot />
    </>
  );
}

function skip(e: Event): void {
  e.preventDefault(); // the address after # belongs to the screens
  document.getElementById('main')?.focus();
}

const opened = new Map<Screen, ComponentType>();

/** A screen, fetched when it is first wanted, and a way on when there is no network. */
function Open({ screen }: { screen: Screen }) {
  const [, redraw] = useState(0);
  const [failed, fail] = useState<Screen>();
  const Found = opened.get(screen);
  useEffect(() => {
    if (Found || failed === screen) return;
    FROM[screen]().then(
      (found) => {
        opened.set(screen, found);
        redraw((n) => n + 1);
      },
      () => fail(screen),
    );
  }, [screen, failed]);
  if (Found) return <Found />;
  if (failed !== screen) return <p class="quiet">{t('shell.loading')}</p>;
  return (
    <Notice tone="amber" live>
      <span>{t('shell.part_missing')}</span>
      <Button look="soft" onPress={() => fail(undefined)}>
        {t('shell.again')}
      </Button>
    </Notice>
  );
}
