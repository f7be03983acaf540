/** Room set aside on the phone and given up when it is full, so that text can still be saved. */
import { answer, type Database } from './database';

const SIZE = 65_536; // about a hundred saves

/** Set the room aside; rejects with `full` where there is none. */
export function takeRoom(box: Database): Promise<void> {
  const sealed = crypto.getRandomValues(new Uint8Array(SIZE)); // random, or the browser would compress it away
  return box.write(['blob'], async (t) => {
    const blobs = t.objectStore('blob');
    if ((await answer(blobs.getKey('room'))) === undefined) blobs.put({ id: 'room', sealed });
  });
}

/** Give the room up and tell whether there was any. */
export function giveRoom(box: Database): Promise<boolean> {
  return box
    .write(['blob'], async (t) => {
      const had = (await answer(t.objectStore('blob').getKey('room'))) !== undefined;
      t.objectStore('blob').delete('room');
      return had;
    })
    .catch(() => false);
}
