/** Gives the service worker its list of files, and leaves a .gz beside each text file for the server to send. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|html|json|svg|webmanifest)$/;

export function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

/** Every file of the build with a hash of its bytes: what an offline start needs, and nothing of the desk's. */
export function precache(): Plugin {
  let dist = '';
  return {
    name: 'precache',
    apply: 'build',
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
      const code = readFileSync(worker, 'utf8');
      const filled = code.replace(/["'`]__FILES__["'`]/, () => JSON.stringify(list));
      if (filled === code) throw new Error('sw.js has no place for its list of files');
      writeFileSync(worker, filled);
      for (const path of files(dist)) {
        if (TEXT.test(path)) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    },
  };
}
