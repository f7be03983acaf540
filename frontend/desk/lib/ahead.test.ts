import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const get = vi.fn<(path: string) => Promise<unknown>>();

beforeEach(() => {
  vi.resetModules();
  vi.doMock('./api', () => ({ get }));
  get.mockReset();
  get.mockImplementation(async (path) => (path === '/v1/releases' ? [{ id: 'b' }, { id: 'a' }] : path));
});

afterEach(() => vi.doUnmock('./api'));

const asked = () => get.mock.calls.map(([path]) => path);

it.each([
  [undefined, ['/v1/releases', '/v1/releases/b']],
  ['a', ['/v1/releases', '/v1/releases/a']],
  ['nothing', ['/v1/releases']],
])('with %s wanted it asks for %s ahead, and each answer is taken once', async (wanted, paths) => {
  const { askReleases, taken } = await import('./ahead');
  askReleases(wanted);

  const list = await taken<{ id: string }[]>('/v1/releases');
  const last = paths.at(-1)!;
  if (paths.length > 1) await taken(last);
  expect([list.length, asked()]).toEqual([2, paths]);

  await taken(last);
  expect(asked()).toEqual([...paths, last]);
});

it('what did not come is asked for anew', async () => {
  get.mockRejectedValueOnce(new Error('away'));
  const { askReleases, taken } = await import('./ahead');
  askReleases(undefined);
  await new Promise((done) => setTimeout(done));

  expect(await taken('/v1/releases')).toHaveLength(2);
});
