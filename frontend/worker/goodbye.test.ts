import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const script = /```js\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/updates.md', import.meta.url), 'utf8'))![1]!;

test('the worker of docs/updates.md removes the app from its caches, itself and nothing else', async () => {
  const heard: Record<string, (event: { waitUntil: (work: Promise<void>) => void }) => void> = {};
  const kept = new Set(['gongyou 1abc', 'gongyou 2def', 'gongyou.mark']);
  const caches = { keys: async () => [...kept], delete: async (key: string) => kept.delete(key) };
  const page = { url: 'https://host.example/#/today', navigate: vi.fn() };
  const self = {
    addEventListener: (kind: string, work: (typeof heard)[string]) => (heard[kind] = work),
    skipWaiting: vi.fn(),
    registration: { unregister: vi.fn(async () => true) },
    clients: { matchAll: async () => [page] },
  };
  new Function('self', 'caches', script)(self, caches);

  heard['install']!({ waitUntil: () => undefined });
  let done = Promise.resolve();
  heard['activate']!({ waitUntil: (work) => (done = work) });
  await done;

  expect(self.skipWaiting).toHaveBeenCalled();
  expect([...kept]).toEqual(['gongyou.mark']);
  expect(self.registration.unregister).toHaveBeenCalled();
  expect(page.navigate).toHaveBeenCalledWith(page.url);
});
