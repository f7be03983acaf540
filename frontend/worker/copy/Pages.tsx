/** The pages about the copy on a server, each fetched when it is opened: one door, so that the first page knows one address. */
import { goneBefore, place } from '../../lib/route';
import { Lazy } from '../app/lazy';

const pages = {
  ask: () => import('./AskScreen'),
  allowed: () => import('./AllowedScreen'),
  waiting: () => import('./WaitingScreen'),
  differences: () => import('./DifferencesScreen'),
  receipt: () => import('./ReceiptScreen'),
  leave: () => import('./LeaveScreen'),
  left: () => import('./LeftScreen'), // only a page that begins with nothing: `freshPage` leads here
  erase: () => import('./EraseAccountScreen'),
};

export default function Pages() {
  const [asked = ''] = place.value.rest;
  const known = Object.hasOwn(pages, asked) && (asked !== 'left' || goneBefore());
  const page = known ? (asked as keyof typeof pages) : 'allowed';
  return <Lazy key={page} from={pages[page]} words="copy" />;
}
