import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** A browser with one service worker that waits, as much of it as update.ts uses. */
function aBrowser({ controlled = true, refuses = false } = {}) {
  const heard: Record<string, (() => void)[]> = {};
  const listen = (kind: string, hear: () => void) => (heard[kind] ??= []).push(hear);
  const happens = (kind: string) => heard[kind]?.forEach((hear) => hear());
  const worker = { postMessage: vi.fn(), addEventListener: listen };
  const registration = { waiting: worker, installing: null, update: vi.fn(async () => undefined), addEventListener: vi.fn() };
  const register = vi.fn(async () => {
    if (refuses) throw new DOMException('no', 'SecurityError');
    return registration;
  });
  const serviceWorker = {
    controller: controlled ? {} : null,
    register,
    addEventListener: listen,
  };
  const page = {
    visibilityState: 'visible',
    querySelectorAll: () => [],
    addEventListener: listen,
  };
  const reload = vi.fn();
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', vi.fn());
  vi.stubGlobal('location', { reload });
  return { happens, worker, registration, register, page, reload };
}

const load = () => import('./update');

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a new version', () => {
  test('waits until the person takes it, and then the page reloads once', async () => {
    const { happens, worker, reload } = aBrowser();
    const { watch, waiting, useNew } = await load();
    await watch();
    expect(waiting.value).toBe(worker);
    expect(worker.postMessage).not.toHaveBeenCalled();

    useNew();
    vi.advanceTimersByTime(1000);
    expect(worker.postMessage).toHaveBeenCalledWith('take over');
    expect(reload).not.toHaveBeenCalled();

    happens('controllerchange');
    happens('controllerchange');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test('taken in another window leaves this page alone until nobody looks at it', async () => {
    const { happens, page, reload } = aBrowser();
    await (await load()).watch();
    happens('controllerchange');
    expect(reload).not.toHaveBeenCalled();

    page.visibilityState = 'hidden';
    happens('visibilitychange');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test('is looked for when the page is seen again and every six hours', async () => {
    const { happens, registration } = aBrowser();
    await (await load()).watch();
    happens('visibilitychange');
    vi.advanceTimersByTime(6 * 60 * 60 * 1000);
    expect(registration.update).toHaveBeenCalledTimes(2);
  });
});

test('the first worker of all reloads nothing', async () => {
  const { happens, reload, page } = aBrowser({ controlled: false });
  await (await load()).watch();
  page.visibilityState = 'hidden';
  happens('controllerchange');
  expect(reload).not.toHaveBeenCalled();
});

test('without service workers, or where they are refused, nothing breaks', async () => {
  aBrowser({ refuses: true });
  await expect((await load()).watch()).resolves.toBeUndefined();
  vi.resetModules();
  vi.stubGlobal('navigator', {});
  await expect((await load()).watch()).resolves.toBeUndefined();
  await expect((await load()).takeShared()).resolves.toBe('');
});

describe('the one policy for scripts', () => {
  test('blesses our own worker and assets, and refuses everything else', async () => {
    vi.stubGlobal('trustedTypes', undefined);
    const { scriptUrl } = await import('./scripts');
    expect(scriptUrl('/sw.js')).toBe('/sw.js');
    expect(scriptUrl('/assets/seal-Ab_9.js')).toBe('/assets/seal-Ab_9.js');
    for (const bad of ['https://else.example/sw.js', '//else.example/sw.js', '/assets/../v1/x.js', '/share', 'data:text/javascript,1', 'blob:x']) {
      expect(() => scriptUrl(bad), bad).toThrow();
    }
  });

  test('is made once: a second of the same name would be refused', async () => {
    const createPolicy = vi.fn((_: string, rules: { createScriptURL: (url: string) => string }) => rules);
    vi.stubGlobal('trustedTypes', { createPolicy });
    const { scriptUrl } = await import('./scripts');
    scriptUrl('/sw.js');
    scriptUrl('/sw.js');
    expect(createPolicy).toHaveBeenCalledTimes(1);
    expect(createPolicy.mock.calls[0]![0]).toBe('gongyou');
  });
});
