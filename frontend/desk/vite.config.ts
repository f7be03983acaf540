/** The desk's own build: not a byte of it is in the worker's app. It goes into a folder of that app's build, after it. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { writeDictionaries } from '../build/texts.ts';
import { leaveZipped } from '../build/worker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const texts: Plugin = {
  name: 'texts',
  config: () => writeDictionaries(here('texts'), here('../generated/desk'), ['shell', 'overview', 'partners']),
};

const zipped = (): Plugin => {
  let dist = '';
  return {
    name: 'zipped',
    apply: 'build',
    configResolved: (config) => void (dist = resolve(config.root, config.build.outDir)),
    closeBundle: () => leaveZipped(dist),
  };
};

export default defineConfig({
  root: here('.'),
  base: '/desk/',
  publicDir: false,
  plugins: [texts, zipped()],
  build: {
    outDir: here('../../dist/desk'),
    emptyOutDir: true,
    target: 'es2020',
    cssTarget: 'chrome80',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
