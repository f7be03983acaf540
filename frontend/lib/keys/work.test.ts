import { afterEach, expect, test, vi } from 'vitest';

import { argon2id } from './argon2';
import { solve, zeros, type Progress } from './work';

const CHALLENGE = Buffer.alloc(24, 5).toString('base64');
const hash = (nonce: string) => {
  const cost = { memorySize: 1024, iterations: 1, parallelism: 1, hashLength: 32, outputType: 'hex' as const };
  return argon2id({ password: nonce, salt: Buffer.from(CHALLENGE, 'base64'), ...cost });
};

test('bits are counted from the front', () => {
  const count = (bytes: number[]) => [1, 4, 7, 8, 9, 12, 16].filter((bits) => zeros(new Uint8Array(bytes), bits));

  expect(count([0x80, 0])).toEqual([]);
  expect(count([0x0f, 0])).toEqual([1, 4]);
  expect(count([0x00, 0x80])).toEqual([1, 4, 7, 8]);
  expect(count([0x00, 0x0f])).toEqual([1, 4, 7, 8, 9, 12]);
  expect(count([0x00, 0x00])).toEqual([1, 4, 7, 8, 9, 12, 16]);
  expect(zeros(new Uint8Array([0xff]), 0)).toBe(true);
});

test('the hash is the one that argon2-cffi gives', async () => {
  expect(await hash('0123456789abcdef0')).toBe('3cca9b80c8219bf9a9917c0cca581113636955bca4476b9e5dff70f0bdda2fe9');
});

test('the nonce that is found solves the challenge', async () => {
  const nonce = await solve(CHALLENGE, 4);

  expect(nonce).toMatch(/^[0-9a-f]{17,40}$/);
  expect(await hash(nonce)).toMatch(/^0/);
});

afterEach(() => void vi.unstubAllGlobals());

/** An engine that answers at once, so that nobody else has a turn unless the work gives it. */
function atOnce(): object {
  const { Module, Instance } = WebAssembly;
  const compile = (code: BufferSource) => Promise.resolve(new Module(code));
  return { Module, Instance, compile, instantiate: (module: WebAssembly.Module) => Promise.resolve(new Instance(module)) };
}

test('the page lives while the work goes on, and can stop it', async () => {
  vi.stubGlobal('WebAssembly', atOnce());
  const stop = new AbortController();
  const seen: Progress[] = [];
  const tapped: number[] = []; // how often progress was told before each tap got its turn
  const tell = (progress: Progress) => {
    seen.push(progress);
    setTimeout(() => tapped.push(seen.length));
    if (seen.length === 4) setTimeout(() => stop.abort());
    if (seen.length > 6) throw new Error('nobody else had a turn');
  };

  await expect(solve(CHALLENGE, 30, tell, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });

  expect(tapped.slice(0, 3)).toEqual([1, 2, 3]); // each tap comes before the next look
  expect(seen).toHaveLength(4);
  expect(seen[3]!.tried).toBeGreaterThan(seen[0]!.tried);
  expect(seen[0]).toEqual({ tried: 0, expected: 2 ** 30 });
});
