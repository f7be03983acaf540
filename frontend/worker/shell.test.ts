import { beforeEach, describe, expect, test } from 'vitest';
import { install, keepRest, name, tidy, type Listed } from './shell';

/** Cache Storage in memory: as much of it as the worker uses. */
class Shelf {
  readonly kept = new Map<string, Response>();
  put = async (address: string, response: Response): Promise<void> => void this.kept.set(address, response.clone());
  match = async (address: string): Promise<Response | undefined> => this.kept.get(address)?.clone();
  keys = async () => [...this.kept.keys()].map((address) => ({ url: `https://gongyou.test${address}` }));
}

class Shelves {
  readonly all = new Map<string, Shelf>();
  open = async (key: string): Promise<Shelf> => {
    if (!this.all.has(key)) this.all.set(key, new Shelf());
    return this.all.get(key)!;
  };
  keys = async (): Promise<string[]> => [...this.all.keys()];
  delete = async (key: string): Promise<boolean> => this.all.delete(key);
}

const OLD: Listed[] = [
  ['/', 'page1'],
  ['/assets/a.js', 'a1'],
  ['/icon.svg', 'icon'],
];
const NEW: Listed[] = [
  ['/', 'page2'],
  ['/assets/b.js', 'b1'],
  ['/icon.svg', 'icon'],
];

const NONE = { installing: null, waiting: null };

let shelves: Shelves;
let asked: string[];
const caches = () => shelves as unknown as CacheStorage;

/** A server that has every file but those that are broken. */
function server(broken: Record<string, () => Response> = {}): typeof fetch {
  return (async (address: string) => {
    asked.push(address);
    return broken[address]?.() ?? new Response(`bytes of ${address}`);
  }) as typeof fetch;
}

const kept = async (files: Listed[]) => [...(await shelves.open(name(files))).kept.keys()].sort();

beforeEach(() => {
  shelves = new Shelves();
  asked = [];
});

describe('installing a version', () => {
  test('keeps every file that the build listed', async () => {
    await install(caches(), server(), OLD);
    expect(await kept(OLD)).toEqual(['/', '/assets/a.js', '/files', '/icon.svg']);
  });

  test('fetches only what has changed since the version before', async () => {
    await install(caches(), server(), OLD);
    asked = [];
    await install(caches(), server(), NEW);
    expect(asked).toEqual(['/', '/assets/b.js']);
    expect(await kept(NEW)).toEqual(['/', '/assets/b.js', '/files', '/icon.svg']);
  });

  test.each<[string, () => Response]>([
    ['is missing', () => new Response('', { status: 404 })],
    ['is answered with an error', () => new Response('', { status: 503 })],
    ['is answered by a captive portal, redirected', () => Object.defineProperty(new Response('sign in'), 'redirected', { value: true })],
    ['breaks off', () => { throw new TypeError('network'); }],
  ])('fails as a whole when one file %s, and leaves the old version as it was', async (_, answer) => {
    await install(caches(), server(), OLD);
    await expect(install(caches(), server({ '/assets/b.js': answer }), NEW)).rejects.toThrow();
    expect(await shelves.keys()).toEqual([name(OLD)]);
    expect(await kept(OLD)).toEqual(['/', '/assets/a.js', '/files', '/icon.svg']);
  });

  test('takes nothing from a version that was never complete', async () => {
    await (await shelves.open('gongyou half')).put('/icon.svg', new Response('half'));
    await install(caches(), server(), NEW);
    expect(asked).toContain('/icon.svg');
  });
});

describe('installing again', () => {
  const bytes = async (files: Listed[], address: string) => (await shelves.open(name(files))).kept.get(address)?.clone().text();
  const says = (text: string) => () => new Response(text);

  test('copies the bytes of an unchanged file, and fetches one that the browser has emptied', async () => {
    await install(caches(), server({ '/icon.svg': says('old') }), OLD);
    await install(caches(), server({ '/icon.svg': says('new') }), NEW);
    expect(await bytes(NEW, '/icon.svg')).toBe('old');

    await tidy(caches(), name(OLD), NONE);
    (await shelves.open(name(OLD))).kept.delete('/icon.svg');
    await install(caches(), server({ '/icon.svg': says('new') }), NEW);
    expect(await bytes(NEW, '/icon.svg')).toBe('new');
  });

  test('succeeds at the next look after a look that failed', async () => {
    await install(caches(), server({ '/icon.svg': () => new Response('', { status: 404 }) }), NEW).catch(() => undefined);
    await install(caches(), server(), NEW);
    expect(await kept(NEW)).toContain('/files');
  });

  test('the same files (only the worker itself has changed) leaves the version in use alone, network or not', async () => {
    await install(caches(), server(), OLD);
    asked = [];
    await install(caches(), server({ '/': () => new Response('', { status: 404 }) }), OLD);
    expect(asked).toEqual([]);
    expect(await kept(OLD)).toEqual(['/', '/assets/a.js', '/files', '/icon.svg']);
  });
});

describe('tidying up', () => {
  test.each(['installing', 'waiting'] as const)('leaves a newer version alone that is %s', async (place) => {
    await install(caches(), server(), OLD);
    await install(caches(), server(), NEW);
    await tidy(caches(), name(OLD), { ...NONE, [place]: {} as ServiceWorker });
    expect((await shelves.keys()).sort()).toEqual([name(OLD), name(NEW)].sort());
  });

  test('deletes older versions and nobody else’s caches', async () => {
    await install(caches(), server(), OLD);
    await install(caches(), server(), NEW);
    await shelves.open('gongyou.mark');
    await shelves.open('someone else');
    await tidy(caches(), name(NEW), NONE);
    expect((await shelves.keys()).sort()).toEqual([name(NEW), 'gongyou.mark', 'someone else'].sort());
  });
});

test('a version is named by its files and nothing else', () => {
  expect(name(OLD)).toBe(name(JSON.parse(JSON.stringify(OLD)) as Listed[]));
  expect(name(OLD)).not.toBe(name(NEW));
});

describe('files of use with an account only', () => {
  const before: Listed[] = [['/assets/SignIn-aaaaaaaa.js', 's1'], ['/assets/Copy-aaaaaaaa.js', 'c1']];
  const after: Listed[] = [['/assets/SignIn-bbbbbbbb.js', 's2'], ['/assets/Copy-aaaaaaaa.js', 'c1']];
  const listed = (files: Listed[], more: Listed[]) => kept([...files, ...more]);

  test('are not fetched until they are asked for, and then what cannot be had is left for the next time', async () => {
    await install(caches(), server(), OLD, before);
    expect(await listed(OLD, before)).toEqual(['/', '/assets/a.js', '/files', '/icon.svg']);

    const broken = { '/assets/Copy-aaaaaaaa.js': () => new Response('', { status: 404 }) };
    await keepRest(caches(), server(broken), name([...OLD, ...before]), before);
    expect(await listed(OLD, before)).toContain('/assets/SignIn-aaaaaaaa.js');
    expect(await listed(OLD, before)).not.toContain('/assets/Copy-aaaaaaaa.js');

    await keepRest(caches(), server(), name([...OLD, ...before]), before);
    expect(await listed(OLD, before)).toContain('/assets/Copy-aaaaaaaa.js');
    expect(asked.filter((address) => address.includes('SignIn'))).toHaveLength(1);
  });

  test('come along with a new version where the old one had them, under their new hash, and nowhere else', async () => {
    await install(caches(), server(), OLD, before);
    await (await shelves.open(name([...OLD, ...before]))).put('/assets/SignIn-aaaaaaaa.js', new Response('s1'));
    asked = [];

    await install(caches(), server(), NEW, after);

    expect(await listed(NEW, after)).toEqual(['/', '/assets/SignIn-bbbbbbbb.js', '/assets/b.js', '/files', '/icon.svg']);
    expect(asked).toEqual(['/', '/assets/b.js', '/assets/SignIn-bbbbbbbb.js']);
  });

  test('are not put into a cache that is not whole', async () => {
    await keepRest(caches(), server(), 'gongyou nowhere', before);
    expect(asked).toEqual([]);
  });
});
