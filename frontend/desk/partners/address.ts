/** Whether an address will do, before it is sent: the service's own words for what is wrong (docs/webhooks.md). */

export const WRONG = ['letters', 'fragment', 'not-https', 'user', 'no-host', 'not-public', 'no-dot', 'port'] as const;
export type Wrong = (typeof WRONG)[number];

const LETTERS = /^[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]*$/;
const HOST = /^(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]+\])$/;
const LAST_IS_NUMBER = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$/i;
const PORTS = ['', '443', '8443'];

/** Say what is wrong with an address, as far as this can be seen here; the service has the last word. */
export function wrongOf(url: string, loopback: boolean): Wrong | undefined {
  if (!LETTERS.test(url)) return 'letters';
  if (url.includes('#')) return 'fragment';
  const [, scheme = '', place] = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/([^/?]*))?/i.exec(url)!;
  if (!(loopback ? ['https', 'http'] : ['https']).includes(scheme.toLowerCase())) return 'not-https';
  if (place?.includes('@')) return 'user';
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(place ?? '') ?? [];
  if (!HOST.test(host)) return 'no-host';
  return wrongHost(host, loopback) ?? ((loopback ? isPort(port) : PORTS.includes(port)) ? undefined : 'port');
}

const isPort = (port: string) => !port || (/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535);

function wrongHost(host: string, loopback: boolean): Wrong | undefined {
  const read = spelledOut(host);
  if (read === undefined && (host.startsWith('[') || LAST_IS_NUMBER.test(host))) return 'no-host';
  if (read?.startsWith('[') ? isInner6(read, loopback) : isInner4(read, loopback)) return 'not-public';
  return loopback || /[.:]/.test(host) ? undefined : 'no-dot';
}

/** Read a host as browsers do: 0x7f.1 is 127.0.0.1. Undefined: it cannot be read. */
function spelledOut(host: string): string | undefined {
  try {
    return new URL(`https://${host}/`).hostname;
  } catch {
    return undefined;
  }
}

function isInner4(host: string | undefined, loopback: boolean): boolean {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host ?? '');
  if (!parts) return false;
  const [a = 0, b = 0, c = 0] = parts.slice(1).map(Number);
  if (a === 127) return !loopback;
  return (
    [0, 10].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && (b === 168 || (b === 0 && [0, 2].includes(c)) || (b === 88 && c === 99))) ||
    (a === 198 && ([18, 19].includes(b) || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113)
  );
}

/** Of IPv6 the service judges what is IPv4 behind it. */
function isInner6(host: string, loopback: boolean): boolean {
  if (host.startsWith('[::ffff:')) return false;
  if (host === '[::1]') return !loopback;
  const [a = 0, b = 0] = host.slice(1).split(':').map((part) => parseInt(part || '0', 16));
  return a < 0x2000 || a > 0x3fff || (a === 0x2001 && (b < 0x200 || b === 0xdb8)) || a === 0x2002 || (a === 0x3fff && b < 0x1000);
}
