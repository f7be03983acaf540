/** How the desk looks: as the system does (look.css asks it), or light, or dark. */
import { signal } from '@preact/signals';
import { keep, kept } from './kept';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const BARS = { light: '#f6f3ec', dark: '#14191b' };

export const theme = signal<Theme>(THEMES.find((one) => one === kept('theme')) ?? 'auto');

/** Dress the page, and remember it for the next visit. */
export function wear(wanted: Theme): void {
  keep('theme', wanted);
  dress(wanted);
}

export function dress(wanted: Theme): void {
  theme.value = wanted;
  const page = document.documentElement;
  if (wanted === 'auto') delete page.dataset['theme'];
  else page.dataset['theme'] = wanted;
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    bar.content = BARS[wanted === 'auto' ? (bar.media.includes('dark') ? 'dark' : 'light') : wanted];
  }
}
