/** How the desk looks: as the system does (look.css asks it), or light, or dark. */
import { signal } from '@preact/signals';
import { dress as dressPage } from '../../lib/theme';
import { keep, kept } from './kept';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((one) => one === kept('theme')) ?? 'auto');

/** Dress the page, and remember it for the next visit. */
export function wear(wanted: Theme): void {
  keep('theme', wanted);
  dress(wanted);
}

/** Dress the page as somebody wants it. */
export function dress(wanted: Theme): void {
  theme.value = wanted;
  dressPage(wanted);
}
