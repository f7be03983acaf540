/** Saving, removing and taking back, said in one place; and what is being typed, kept as a sealed draft. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import type { Bodies, Kind, Row } from '../../lib/records';
import { draft, remove, save, saveAll, state, type Change, type Draft } from '../../lib/store';
import { complain, said } from '../app/said';

const savedWords = () => t(state.value.phase === 'fallback' ? 'app.saved_reserve' : 'app.saved');

/** Save a row and offer to take it back; false when it could not be saved, which is said. */
export async function keep<K extends Kind>(kind: K, body: Bodies[K], row?: Row<K>, typed?: Draft<unknown>): Promise<boolean> {
  try {
    const saved = await save(kind, body, row, typed);
    said(savedWords(), () => void (row ? save(kind, row.body, saved) : remove(saved)).catch(complain));
    return true;
  } catch (problem) {
    complain(problem);
    return false;
  }
}

/** Save new bodies of several rows at once, and offer to take all of them back. */
export async function keepAll<K extends Kind>(changes: { kind: K; body: Bodies[K]; row: Row<K> }[]): Promise<void> {
  try {
    const saved = await saveAll(changes as Change[]);
    const before = changes.map(({ kind, row }, at) => ({ kind, body: row.body, row: saved[at] }));
    said(savedWords(), () => void saveAll(before as Change[]).catch(complain));
  } catch (problem) {
    complain(problem);
  }
}

/** Remove a row and offer to bring it back. */
export async function drop<K extends Kind>(row: Row<K>): Promise<boolean> {
  try {
    const gone = await remove(row);
    said(t('app.deleted'), () => void save(row.kind as K, row.body, gone).catch(complain));
    return true;
  } catch (problem) {
    complain(problem);
    return false;
  }
}

export interface Typed<T> {
  value: T;
  change: (part: Partial<T>) => void;
  draft: Draft<Partial<T>>;
  begun: boolean; // something was typed and not saved yet
  ready: boolean; // what an earlier page left has been read
}

/** What a form shows: what was there, under what has been typed since, which survives a closed tab. */
export function useTyped<T extends object>(name: string, there: T): Typed<T> {
  const [ready, read] = useState('');
  const kept = draft<Partial<T>>(name);
  useEffect(() => {
    void kept.restore().then(() => read(name));
  }, [name]);
  const typed = kept.value.value;
  return {
    value: { ...there, ...typed },
    change: (part) => kept.set({ ...kept.value.value, ...part } as Partial<T>),
    draft: kept,
    begun: typed !== undefined,
    ready: ready === name,
  };
}
