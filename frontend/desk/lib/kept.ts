/** What this browser remembers of the desk: how it looks and speaks, and the key by which the service knows it again. */
const NAME = 'gongyou.desk.';

/** Read what was kept; null where there is nothing, or storage is refused. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(NAME + name);
  } catch {
    return null;
  }
}

/** Keep a word for the next visit; where storage is refused it lasts as long as the page. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(NAME + name, value);
  } catch {
    // then the next visit asks again
  }
}
