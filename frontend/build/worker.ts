/** Gives the service worker its list of files, and leaves a .gz beside each text file for the server to send. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

// Of no use without an account, or in the page already: kept on the phone once there is an account, not before.
const LATER = /frontend\/(worker|lib)\/(account|copy|sync|keys)\/|node_modules\/hash-wasm\//;
const LATER_WORDS = /\.(account|copy|core)-[^/]+\.json$/;
const TEXT = /\.(js|css|html|json|svg|webmanifest)$/;

export function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

/** Every file of the build with a hash of its bytes: what an offline start needs, apart what may come later. */
export function precache(): Plugin {
  let dist = '';
  const later = new Set<string>();
  return {
    name: 'precache',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        const ids = part.type === 'chunk' ? part.moduleIds.filter((id) => !id.startsWith('\0')) : [];
        const unused = part.type === 'chunk' ? ids.length > 0 && ids.every((id) => LATER.test(id)) : LATER_WORDS.test(part.fileName);
        if (unused) later.add('/' + part.fileName);
      }
    },
    configResolved: (config) => void (dist = resolve(config.root, config.build.outDir)),
    closeBundle() {
      const worker = join(dist, 'sw.js');
      const list = files(dist)
        .filter((path) => path !== worker && !/\.(gz|map)$/.test(path) && !path.endsWith('ready'))
        .map((path) => {
          const url = '/' + relative(dist, path).replaceAll('\\', '/');
          const hash = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 10);
          return [url === '/index.html' ? '/' : url, hash] as const;
        })
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const lists = { FILES: list.filter(([url]) => !later.has(url)), LATER: list.filter(([url]) => later.has(url)) };
      let code = readFileSync(worker, 'utf8');
      for (const [place, files] of Object.entries(lists)) {
        const filled = code.replace(new RegExp(`["'\`]__${place}__["'\`]`), () => JSON.stringify(files));
        if (filled === code) throw new Error(`sw.js has no place for its list ${place}`);
        code = filled;
      }
      writeFileSync(worker, code);
      leaveZipped(dist);
    },
  };
}

/** Leave a .gz beside each text file of a folder. */
export function leaveZipped(folder: string): void {
  for (const path of files(folder)) {
    if (TEXT.test(path)) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}
