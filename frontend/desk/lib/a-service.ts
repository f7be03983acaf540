/** A service for tests of the desk: one session, one account, and what it is asked, in order. */
import { vi } from 'vitest';
import type { OwnAccount } from '../../lib/account/wire';

type Factor = OwnAccount['second_factor'];

export interface AService {
  asked: string[]; // "POST /v1/sessions"
  bodies: string[];
  factor: Factor | 'signed-out' | 'away'; // of the session that the browser has; away: no answer at all
  roles: string[];
  worker: string;
}

const ROLE = (role: string) => ({ role, organization_id: null, organization_name: null });
const VOUCHED = { vouched: false, organizer_words: 0, member_words: 0, old_enough_on: '2026-03-15' };
const problem = (status: number, code: string) => Response.json({ code }, { status });

/** Answer fetch as the service would, for a session in that state. */
export function aService(over: Partial<AService> = {}): AService {
  const service: AService = { asked: [], bodies: [], factor: 'given', roles: ['auditor'], worker: 'w1', ...over };
  const own = () => Response.json({ worker_id: service.worker, made_on: '2026-03-01', proof: 'invitation', has_phrase: true, roles: service.roles.map(ROLE), vouched: VOUCHED, second_factor: service.factor });
  const staff = () => (service.factor === 'given' ? Response.json(['a release']) : problem(404, 'not-found'));
  const give = (code: string) => {
    if (code !== '123456') return problem(403, 'wrong-code');
    service.factor = 'given';
    return own();
  };
  const answers: Record<string, (sent: Record<string, string>) => Response> = {
    'GET /v1/account': own,
    'GET /v1/releases': staff,
    'GET /v1/releases/2001-01-07': () => problem(404, 'not-found'),
    'POST /v1/accounts/salt': () => Response.json({ salt: btoa('sixteen bytes it'), memory_kib: 19_456, passes: 2 }),
    'POST /v1/sessions/second-factor': ({ code }) => give(code!),
    'POST /v1/account/totp': () => Response.json({ secret: 'ABCDEFGH', uri: 'otpauth://x' }),
    'POST /v1/account/totp/confirm': ({ code }) => give(code!),
    'POST /v1/sessions': () => {
      service.factor = service.factor === 'signed-out' ? 'asked' : service.factor;
      return Response.json({ worker_id: service.worker, wrapped_by_passphrase: '', keyring: '' });
    },
    'POST /v1/sessions/end': () => {
      service.factor = 'signed-out';
      return Response.json({ sessions: 1 });
    },
  };
  const open = ['POST /v1/sessions', 'POST /v1/accounts/salt'];
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    const what = `${method} ${path}`;
    service.asked.push(what);
    service.bodies.push(String(body ?? ''));
    if (service.factor === 'away') throw new TypeError('Failed to fetch');
    if (service.factor === 'signed-out' && !open.includes(what)) return problem(401, 'signed-out');
    return answers[what]!(JSON.parse(String(body ?? '{}')) as Record<string, string>);
  });
  return service;
}
