/** localStorage, which may be absent, forbidden or full, and what is held in memory beside it. */
import type { Kind, Row } from '../records';

/** One change on its way into the box. */
export interface Item {
  op_id: string;
  verb: 'put' | 'delete';
  kind: Kind;
  id: string;
  base: number;
  body: Row['body'] | null;
  draft?: string; // ended by this change
}

export const PUBLIC = 'gongyou.public'; // the vault's own public key
export const SAVES = 'gongyou.save.';
export const DRAFTS = 'gongyou.draft.';

export class Pocket {
  closed = false; // for good: everything was deleted
  readonly items = new Map<string, Item>(); // saves of this page that are not in the box

  constructor(private readonly local: Storage | undefined) {}

  read(name: string): string | undefined {
    return this.safely((local) => local.getItem(name)) ?? undefined;
  }

  /** Write or, with no line, remove; tell whether it worked. */
  write(name: string, line?: string): boolean {
    const done = this.safely((local) => {
      if (line === undefined) local.removeItem(name);
      else local.setItem(name, line);
      return true;
    });
    return done ?? false;
  }

  names(prefix: string): string[] {
    const all = this.safely((local) => Array.from({ length: local.length }, (_, at) => local.key(at) ?? ''));
    return (all ?? []).filter((name) => name.startsWith(prefix));
  }

  /** Count the changes that are not in the box. */
  count(): number {
    return new Set([...this.names(SAVES).map((name) => name.slice(SAVES.length)), ...this.items.keys()]).size;
  }

  private safely<T>(use: (local: Storage) => T): T | undefined {
    try {
      return this.local && !this.closed ? use(this.local) : undefined;
    } catch {
      return undefined;
    }
  }
}
