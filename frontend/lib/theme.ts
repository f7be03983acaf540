/** Dresses the page: as the phone is (look.css asks it), or light, dark, or for reading in the sun. */
import type { Profile } from './records';

const BARS = { light: '#f6f3ec', dark: '#14191b', sunlight: '#ffffff' };

export function dress(theme: Profile['theme']): void {
  const page = document.documentElement;
  if (page.dataset['theme'] === (theme === 'auto' ? undefined : theme)) return;
  if (theme === 'auto') delete page.dataset['theme'];
  else page.dataset['theme'] = theme;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    bar.content = BARS[theme === 'auto' ? (bar.media.includes('dark') ? 'dark' : 'light') : theme];
  }
}
