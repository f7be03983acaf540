/** Saving, removing and taking back, each said in one place. */
import { t } from '../../lib/i18n';
import type { Bodies, Kind, Row } from '../../lib/records';
import { remove, save, saveAll, state, type Change, type Draft } from '../../lib/store';
import { complain, said } from './said';

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
