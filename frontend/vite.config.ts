import { cpSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { LANGUAGES, writeDictionaries } from './build/texts.ts';
import { precache } from './build/worker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Leaves out the kinds of age recipients that we never write: half of the library's bytes. */
const only25519: Plugin = {
  name: 'only-25519',
  enforce: 'pre',
  resolveId: (id) => (/post-quantum|curves\/nist|\.\/webauthn/.test(id) ? `\0none:${id}` : null),
  load: (id) => (id.startsWith('\0none:') ? 'export const MLKEM768P256 = {}, MLKEM768X25519 = {}, p256 = {};' : null),
};

const texts: Plugin = {
  name: 'texts',
  config: () => writeDictionaries(here('texts'), here('generated/texts')),
  // The first screen's words travel in the page as data: a round trip less on a line where each takes two seconds.
  transformIndexHtml: (html) => {
    const block = (language: string) => {
      const words = readFileSync(here(`generated/texts/${language}.core.json`), 'utf8').replaceAll('<', '\\u003c');
      return `<script type="application/json" id="words-${language}">${words}</script>`;
    };
    return html.replace('</body>', `${LANGUAGES.map(block).join('')}</body>`);
  },
};

/** Copies the published reference files (floors, patterns, lines to call) into the build. */
const reference = (): Plugin => {
  let dist = '';
  return {
    name: 'reference',
    apply: 'build',
    configResolved: (config) => void (dist = resolve(config.root, config.build.outDir)),
    writeBundle() {
      const from = here('../dist-data');
      if (!existsSync(from)) throw new Error('dist-data is missing: run `make build`');
      cpSync(from, `${dist}/reference`, { recursive: true });
    },
  };
};

const CORE = /node_modules\/(preact|@preact)\/|frontend\/ui\/(?!sending)|frontend\/lib\/(store\/(?!rescue|reserve|move)|(store|i18n|format|clock|route|uuid|timer|timing|work|reference)\.ts)|preload-helper/;

export default defineConfig({
  root: here('.'),
  publicDir: here('public'),
  plugins: [texts, only25519, reference(), precache()],
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2020',
    cssTarget: 'chrome80',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { worker: here('index.html'), sw: here('worker/sw.ts') },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        // What every start needs lies in one file: each further one costs a cheap phone's service worker its turn.
        codeSplitting: { groups: [{ name: 'core', test: CORE }] },
      },
    },
  },
});
