/** Starts the worker's app: words first, then the notebook; nothing waits for the network. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { firstLanguage, firstVisit, speak } from '../lib/i18n';
import { follow, freshPage, goneBefore, leftBefore } from '../lib/route';
import { open, state, store } from '../lib/store';
import { resume } from '../lib/timer';
import { App } from './app/App';
import './look.css';

async function start(): Promise<void> {
  if (leftBefore()) return;
  const gone = goneBefore();
  if (gone) await store.close(); // everything was deleted: nothing is opened, so that nothing is made again
  else
    effect(() => {
      const why = state.value.gone;
      if (why) freshPage({ why, left: [] });
    });
  const opened = crypto.subtle ? open() : Promise.resolve();
  const page = document.getElementById('app')!;
  const spoken = await speak(firstLanguage()).then(() => true, () => false);
  if (!spoken) return page.firstElementChild?.classList.remove('wait'); // what the page itself says, and a way to try again
  follow();
  if (!firstVisit) await Promise.race([opened, new Promise((late) => setTimeout(late, 250))]); // drawing twice takes longer than waiting a little
  page.textContent = '';
  render(<App />, page);
  if (gone) return;
  await opened;
  await resume();
  import('../lib/update').then((update) => update.watch(), () => undefined); // without it the app works, but for a start offline
  effect(() => void (state.value.account && import('../lib/sync/sync').catch(() => undefined))); // what waits is sent at the next try
}

void start();
