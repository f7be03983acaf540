/** Installing a version of the app into a cache of its own: all of it, or nothing. */

export type Listed = [address: string, hash: string];

/** What the browser says of versions that are not in use yet. */
export type Coming = Pick<ServiceWorkerRegistration, 'installing' | 'waiting'>;

const OURS = 'gongyou ';

/** The cache of a version is named by what is in it. */
export function name(files: Listed[]): string {
  let digest = 5381; // djb2: tells versions apart, guards nothing
  for (const letter of JSON.stringify(files)) digest = ((digest * 33) ^ letter.charCodeAt(0)) >>> 0;
  return OURS + digest.toString(36);
}

/** What an older version kept beyond its list is wanted in this one too, under whatever hash it has now. */
const plain = (address: string): string => address.replace(/-[\w-]{8}(\.\w+)$/, '$1');

/**
 * Fill the cache of this version; files that an older version has already are copied, not fetched again.
 *
 * Of the `later` files it takes those that an older version had on this phone, for somebody uses them.
 *
 * Rejects when one file cannot be had: the half-filled cache is deleted, and the old version stays. Where only the
 * worker's own code changed, its files are here, in use: they stay as they are.
 */
export async function install(caches: CacheStorage, get: typeof fetch, files: Listed[], later: Listed[] = []): Promise<void> {
  const whole = [...files, ...later];
  const wanted = name(whole);
  const { old, had } = await known(caches, wanted);
  const cache = await caches.open(wanted);
  if (await cache.match('/files')) return;
  try {
    for (const [address, hash] of [...files, ...later.filter(([of]) => had.has(plain(of)))]) {
      const response = (await old(address, hash)) ?? (await get(address, { cache: 'no-cache' }));
      if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
      await cache.put(address, response);
    }
    await cache.put('/files', new Response(JSON.stringify(whole)));
  } catch (problem) {
    await caches.delete(wanted);
    throw problem;
  }
}

interface Known {
  old: (address: string, hash: string) => Promise<Response | undefined>; // the same file, by its hash
  had: Set<string>; // every address, without hashes
}

/** Look what older versions kept. */
async function known(caches: CacheStorage, wanted: string): Promise<Known> {
  const found = new Map<string, Cache>();
  const had = new Set<string>();
  for (const key of await caches.keys()) {
    if (!key.startsWith(OURS) || key === wanted) continue;
    const cache = await caches.open(key);
    const list = await cache.match('/files'); // missing: that version was never complete
    for (const [address, hash] of list ? ((await list.json()) as Listed[]) : []) found.set(`${address} ${hash}`, cache);
    for (const { url } of list ? await cache.keys() : []) had.add(plain(new URL(url).pathname));
  }
  return { had, old: async (address, hash) => found.get(`${address} ${hash}`)?.match(address) };
}

/** Keep the files that may come later, one by one; what cannot be had now comes with the next call. */
export async function keepRest(caches: CacheStorage, get: typeof fetch, wanted: string, later: Listed[]): Promise<void> {
  const cache = await caches.open(wanted);
  if (!(await cache.match('/files'))) return; // this version is not whole here, or not any more
  for (const [address] of later) {
    if (await cache.match(address)) continue;
    const response = await get(address).catch(() => undefined);
    if (response?.ok && !response.redirected) await cache.put(address, response);
  }
}

/**
 * Delete the versions before this one; it is complete, or it would not be running. A version that comes after it looks
 * the same from here, so nothing is deleted while one is on its way: when that one starts, it tidies up for both.
 */
export async function tidy(caches: CacheStorage, keep: string, { installing, waiting }: Coming): Promise<void> {
  if (installing || waiting) return;
  for (const key of await caches.keys()) if (key.startsWith(OURS) && key !== keep) await caches.delete(key);
}
