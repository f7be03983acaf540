/** Starts the desk: its words, then whoever is there. */
import { render } from 'preact';
import { follow } from './lib/route';
import { begin, keepWatch } from './lib/session';
import { dress, theme } from './lib/theme';
import { firstLanguage, speak } from './lib/words';
import { Shell } from './shell';
import './look.css';

async function start(): Promise<void> {
  const page = document.getElementById('desk')!;
  dress(theme.value);
  const spoken = await speak(firstLanguage()).then(() => true, () => false);
  if (!spoken) return page.firstElementChild?.classList.remove('wait'); // what the page itself says, and a way to try again
  follow();
  keepWatch();
  page.textContent = '';
  render(<Shell />, page);
  await begin();
}

void start();
