/** Dresses the page: light, dark, or for reading in the sun. */
import type { Profile } from '../../lib/records';

export function dress(theme: Profile['theme']): void {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const worn = theme === 'auto' ? (dark ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = worn;
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', { light: '#f6f3ec', dark: '#14191b', sunlight: '#ffffff' }[worn]);
}
