/// <reference lib="webworker" />
/**
 * Keeps the whole app on the phone. A version is installed whole or not at all, waits until the page lets it take
 * over, and deletes what came before only then. It never touches /v1, /docs or /desk, and stores nothing of a person's.
 */
import { install, keepRest, name, type Listed, tidy } from './shell';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const files = '__FILES__' as unknown as Listed[]; // the build writes [[address, hash], …] here
const later = '__LATER__' as unknown as Listed[]; // of use with an account only
const here = name([...files, ...later]);
const addresses = new Set([...files, ...later].map(([address]) => address));
let shared = ''; // text shared to the app: in memory until the page asks, once

worker.addEventListener('install', (e) => e.waitUntil(install(caches, fetch.bind(worker), files, later)));

worker.addEventListener('activate', (e) => e.waitUntil(tidy(caches, here, worker.registration).then(() => worker.clients.claim())));

worker.addEventListener('message', (e) => {
  if (e.data === 'take over') void worker.skipWaiting();
  if (e.data === 'keep the rest') e.waitUntil(keepRest(caches, fetch.bind(worker), here, later));
  if (e.data === 'shared') {
    e.ports[0]?.postMessage(shared);
    shared = '';
  }
});

worker.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (url.origin !== location.origin) return;
  if (e.request.method === 'POST' && url.pathname === '/share') return e.respondWith(receive(e.request));
  if (e.request.method === 'GET' && addresses.has(url.pathname)) e.respondWith(answer(e.request, url.pathname));
});

/** From our cache; from the network where the browser has emptied it. */
async function answer(request: Request, address: string): Promise<Response> {
  const kept = await (await caches.open(here)).match(address);
  return kept ?? fetch(request);
}

async function receive(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  shared = ['title', 'text', 'url'].map((part) => form.get(part)).filter((part) => typeof part === 'string' && part).join('\n');
  return Response.redirect('/#/check/shared', 303);
}
