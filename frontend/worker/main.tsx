/** Starts the worker's app: words first, then the notebook; nothing waits for the network. */
import { render } from 'preact';
import { firstLanguage, speak } from '../lib/i18n';
import { follow } from '../lib/route';
import { open } from '../lib/store';
import { resume } from '../lib/timer';
import { App } from './app/App';
import './look.css';

async function start(): Promise<void> {
  const opened = crypto.subtle ? open() : Promise.resolve();
  await speak(firstLanguage());
  follow();
  render(<App />, document.getElementById('app')!);
  await opened;
  await resume();
  void import('../lib/update').then((update) => update.watch());
}

void start();
