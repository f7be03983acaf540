import { beforeAll, describe, expect, test } from 'vitest';

import type { Bytes } from '../store/vault';
import { Decrypter } from './age';
import { newKeyring, publicHalves, type Keyring, type PublicHalves } from './keyring';
import { openRecord, readInside, roomFor, sealRecord, type Place, type SealedRecord } from './records';

const PLACE: Place = {
  kind: 'claim',
  field: 'story',
  id: '01890000-0000-7000-8000-00000000000a',
  worker_id: '01890000-0000-7000-8000-000000000001',
};
const story = new TextEncoder().encode('他们扣了三天工资。\n第二行 {"gongyou":"record/1"}') as Bytes;
const changed = (bytes: Bytes, at: number): Bytes => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

type Person = PublicHalves & { ring: Keyring };
let author: Person, reader: Person, stranger: Person;
let record: SealedRecord;

async function aPerson(): Promise<Person> {
  const ring = await newKeyring();
  return { ring, ...(await publicHalves(ring)) };
}

beforeAll(async () => {
  [author, reader, stranger] = await Promise.all([aPerson(), aPerson(), aPerson()]);
  record = await sealRecord(story, PLACE, author.ring, [author.ageRecipient, reader.ageRecipient]);
});

const expected = (other: Partial<Place> = {}) => ({ ...PLACE, ...other, author: author.signKey });
const asReader = (blob = record.blob, grant = record.grants[1]!, from = expected()) => openRecord(blob, grant, reader.ring.age, from);

describe('a record', () => {
  test('is opened by each reader who was granted it, and by nobody else', async () => {
    expect(await asReader()).toEqual(story);
    expect(await openRecord(record.blob, record.grants[0]!, author.ring.age, expected())).toEqual(story);
    for (const grant of record.grants) {
      await expect(openRecord(record.blob, grant, stranger.ring.age, expected())).rejects.toMatchObject({ code: 'damaged' });
    }
  });

  test('found at another kind, field, id or worker is misplaced', async () => {
    const moves: Partial<Place>[] = [{ kind: 'incident' }, { field: 'note' }, { id: PLACE.worker_id }, { worker_id: PLACE.id }];
    for (const move of moves) {
      await expect(asReader(undefined, undefined, expected(move))).rejects.toMatchObject({ code: 'misplaced' });
    }
  });

  test('of another author is not theirs', async () => {
    const forged = await sealRecord(story, PLACE, stranger.ring, [reader.ageRecipient]);

    await expect(asReader(forged.blob, forged.grants[0])).rejects.toMatchObject({ code: 'not-theirs' });
  });

  test('that names the author but was not signed by them is not theirs', async () => {
    const inside = await insideOf(record);
    const forge = (made: (header: Record<string, unknown>) => void): Bytes => {
      const end = inside.indexOf(10);
      const header = JSON.parse(Buffer.from(inside.slice(0, end)).toString()) as Record<string, unknown>;
      made(header);
      return new Uint8Array(Buffer.concat([Buffer.from(JSON.stringify(header)), inside.slice(end)]));
    };
    const none = forge((header) => delete header.signature);
    const short = forge((header) => (header.signature = 'AAAA'));
    const odd = forge((header) => (header.signature = 7));
    const named = forge((header) => (header.author = Buffer.from(stranger.signKey).toString('base64')));
    const shorter = forge((header) => (header.length = 3));

    expect(await readInside(forge(() => undefined), expected())).toEqual(story);
    for (const one of [none, short, odd, named]) {
      await expect(readInside(one, expected())).rejects.toMatchObject({ code: 'not-theirs' });
    }
    await expect(readInside(shorter, expected())).rejects.toMatchObject({ code: 'damaged' }); // bytes behind its end
    await expect(readInside(changed(inside, inside.indexOf(10) + 2), expected())).rejects.toMatchObject({ code: 'not-theirs' });
  });

  test('cut short, changed, or exchanged for another is damaged', async () => {
    const other = await sealRecord(story, PLACE, author.ring, [reader.ageRecipient]);
    const { blob, grants } = record;
    for (const length of [0, 10, 199, blob.length - 1]) {
      await expect(asReader(blob.slice(0, length))).rejects.toMatchObject({ code: 'damaged' });
    }
    for (const at of [0, 60, 120, 230, blob.length - 1]) {
      await expect(asReader(changed(blob, at))).rejects.toMatchObject({ code: 'damaged' });
    }
    await expect(asReader(blob, grants[1]!.slice(0, -1))).rejects.toMatchObject({ code: 'damaged' });
    await expect(asReader(other.blob)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('hides its length in a few sizes', async () => {
    expect([1, 256, 257, 4097, 16_385, 65_537].map(roomFor)).toEqual([256, 256, 1024, 16_384, 65_536, 131_072]);
    const lengths = await Promise.all(
      [1, 200, 70_000].map(async (length) => {
        const { blob, grants } = await sealRecord(new Uint8Array(length).fill(9), PLACE, author.ring, [reader.ageRecipient]);
        expect(await asReader(blob, grants[0])).toHaveLength(length);
        return blob.length;
      }),
    );
    expect(lengths[0]).toBe(lengths[1]);
  });

  test('is sealed to nobody only by refusing', async () => {
    for (const recipients of [[], ['age1'], [reader.ageRecipient, 'age1pq1qqqq'], [reader.ring.age]]) {
      await expect(sealRecord(story, PLACE, author.ring, recipients)).rejects.toMatchObject({ code: 'cannot-seal' });
    }
  });

  test('says nothing of what it holds, nor where it belongs', () => {
    const raw = Buffer.from(record.blob).toString('latin1') + Buffer.concat(record.grants).toString('latin1');

    for (const word of ['claim', PLACE.id, PLACE.worker_id, 'AGE-SECRET', Buffer.from(story).toString('latin1')]) {
      expect(raw).not.toContain(word);
    }
  });
});

async function insideOf({ blob, grants }: SealedRecord): Promise<Bytes> {
  const [grant, file] = [new Decrypter(), new Decrypter()];
  grant.addIdentity(reader.ring.age);
  file.addIdentity(await grant.decrypt(grants[1]!, 'text'));
  return new Uint8Array(await file.decrypt(blob));
}
