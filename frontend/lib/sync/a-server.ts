/** A server for tests, made from docs/sync.md and from nothing of ours: ledger, holes, pages, and a network that fails. */
import { createHash } from 'node:crypto';

import { Vault } from '../store/vault';
import { standing, type Consent, type Withdrawal } from '../consents';
import type { Fields } from './wire';

interface Sent {
  op_id: string;
  seq: number;
  kind: string;
  id: string;
  base: number;
  body: Fields | null;
  sealed: string | null;
}

interface Entry extends Sent {
  change: number;
  device_id: string;
  revision: number;
}

interface Push {
  device_id: string;
  app_version: string;
  highest_seq: number;
  given_up: number[];
  operations: Sent[];
}

/** What the network, or something in it, does with a request; undefined: lets it through. */
export type Fault = (path: string, at: number, serve: () => Response) => Response | undefined | Promise<Response>;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

export const problem = (status: number, code: string, headers: Record<string, string> = {}) => json({ code, title: code }, status, headers);
export const dropped = (): never => {
  throw new TypeError('network');
};
export const portal = () => new Response('<html>Welcome to Free Wi-Fi</html>', { headers: { 'Content-Type': 'text/html' } });

export class Server {
  readonly ledger: Entry[] = [];
  readonly pushes: Push[] = [];
  readonly heldBack = new Map<string, Sent & { device_id: string }>();
  readonly asked: string[] = [];
  fault: Fault = () => undefined;
  refuses: (op: Sent) => boolean = () => false; // as invalid
  leave = false;
  full = false; // the copy has no room for more
  generation = 1;
  needsConsent = true;
  page = 200;
  now = (): number => Date.parse('2026-05-14T08:00:00Z');
  readonly signals: AbortSignal[] = []; // of what was asked
  private counts = new Map<string, { highest: number; given_up: Set<number> }>();

  /** The network that a phone has. */
  fetch = async (path: string, how: RequestInit): Promise<Response> => {
    this.asked.push(path);
    if (how.signal) this.signals.push(how.signal);
    const serve = () => this.serve(path, how);
    const answer = this.fault(path, this.asked.length, serve) ?? serve();
    const given = await answer;
    if (how.signal?.aborted) dropped();
    return given;
  };

  /** The latest of each row. */
  rows(): Map<string, Entry> {
    return new Map(this.ledger.map((entry) => [entry.id, entry]));
  }

  operationsPushed(): number {
    return this.pushes.reduce((sum, { operations }) => sum + operations.length, 0);
  }

  private serve(path: string, how: RequestInit): Response {
    const headers = how.headers as Record<string, string>;
    if (headers['X-Gongyou'] !== '1') return problem(403, 'not-from-this-app');
    if (!headers['X-Gongyou-Device']) return problem(403, 'other-device');
    if (path === '/v1/sync/push') return this.push(JSON.parse(String(how.body)) as Push);
    if (path.startsWith('/v1/sync/pull')) return this.leave ? problem(401, 'signed-out') : this.pull(new URL(path, 'http://x').searchParams);
    if (path === '/v1/sync/receipt') return json(this.receipt());
    return json({});
  }

  private push(sent: Push): Response {
    this.pushes.push(sent);
    if (sent.operations.length > 200) return problem(413, 'too-large');
    if (this.full && sent.operations.some((op) => this.grows(op))) return problem(507, 'copy-full');
    const counted = this.counts.get(sent.device_id) ?? { highest: 0, given_up: new Set() };
    this.counts.set(sent.device_id, counted);
    counted.highest = Math.max(counted.highest, sent.highest_seq);
    for (const seq of sent.given_up) counted.given_up.add(seq);
    const results = sent.operations.map((op) => this.take(op, sent.device_id));
    const received_at = new Date(Math.floor(this.now() / 1000) * 1000).toISOString().replace('.000', '');
    return json({ results, received_at, change: this.ledger.length, missing: this.missing(sent.device_id), leave: this.leave });
  }

  private grows({ op_id, kind }: Sent): boolean {
    return /\.put$/.test(kind) && !/^(consent|withdrawal)/.test(kind) && !this.ledger.some((entry) => entry.op_id === op_id);
  }

  private take(op: Sent, device_id: string): object {
    const { op_id, kind, id, base } = op;
    const before = this.ledger.find((entry) => entry.op_id === op_id);
    if (before) return { outcome: 'duplicate', op_id, revision: before.revision };
    if (this.refuses(op)) return { outcome: 'invalid', op_id, errors: [{ pointer: '/body/minutes', code: 'too-large' }] };
    const record = !/^(consent|withdrawal)/.test(kind);
    if (record && this.needsConsent && !this.allowed()) return { outcome: 'forbidden', op_id };
    const parent = op.body?.['engagement_id'] as string | undefined;
    if (parent && !this.orphansAllowed && !this.rows().has(parent)) {
      this.heldBack.set(op_id, { ...op, device_id });
      return { outcome: 'held', op_id, waits_for: parent };
    }
    const stored = this.rows().get(id);
    const removes = kind.endsWith('.delete');
    if (stored && !removes && (stored.body === null || base !== stored.revision)) return { outcome: 'conflict', op_id, stored: out(stored) };
    const revision = removes ? Math.max(stored?.revision ?? 0, base) + 1 : base + 1;
    this.ledger.push({ ...op, device_id, revision, change: this.ledger.length + 1 });
    if (kind === 'withdrawal.put' && op.body?.['purpose'] === 'copy') this.deleteCopy();
    for (const [key, held] of this.heldBack) {
      if (held.body?.['engagement_id'] !== id) continue;
      this.heldBack.delete(key);
      this.take(held, held.device_id);
    }
    return { outcome: 'applied', op_id, revision };
  }

  orphansAllowed = true;

  private allowed(): boolean {
    const of = <T>(kind: string) => this.ledger.filter((entry) => entry.kind === kind).map(({ body }) => body as unknown as T);
    const today = new Date(this.now()).toISOString().slice(0, 10);
    return standing(of<Consent>('consent.put'), of<Withdrawal>('withdrawal.put'), 'copy', today) !== undefined;
  }

  /** A withdrawal: records go, consents stay, older cursors lead nowhere. */
  deleteCopy(): void {
    this.generation += 1;
    for (const [at, entry] of this.ledger.entries()) {
      if (!/^(consent|withdrawal)/.test(entry.kind)) this.ledger[at] = { ...entry, op_id: 'gone', id: 'gone', body: null, kind: 'gone' };
    }
  }

  private pull(params: URLSearchParams): Response {
    const [generation, from] = (params.get('cursor') ?? `${this.generation}.0`).split('.').map(Number) as [number, number];
    if (generation !== this.generation) return problem(410, 'cursor-too-old');
    const latest = [...this.rows().values()].filter(({ change, id }) => change > from && id !== 'gone').sort((one, two) => one.change - two.change);
    const limit = Math.min(Number(params.get('limit') ?? 200), this.page);
    const changes = latest.slice(0, limit);
    const to = changes.length < latest.length ? changes[changes.length - 1]!.change : this.ledger.length;
    return json({ changes: changes.map((entry) => ({ ...out(entry), change: entry.change })), cursor: `${this.generation}.${to}`, more: changes.length < latest.length });
  }

  private receipt(): object {
    const rows = [...this.rows().values()].filter(({ body }) => body !== null).sort((one, two) => (one.id < two.id ? -1 : 1));
    const counts: Record<string, number> = {};
    for (const { kind } of rows) counts[kind.split('.')[0]!] = (counts[kind.split('.')[0]!] ?? 0) + 1;
    const digest = createHash('sha256').update(rows.map(({ id, revision }) => `${id} ${revision}\n`).join('')).digest('hex');
    return { counts, digest, change: this.ledger.length, at: new Date(this.now()).toISOString() };
  }

  givenUp = (device_id: string): Set<number> => new Set(this.counts.get(device_id)?.given_up);

  /** Numbers of a phone that never came. */
  missing(device_id: string): [number, number][] {
    const { highest, given_up } = this.counts.get(device_id) ?? { highest: 0, given_up: new Set<number>() };
    const came = new Set([...this.ledger, ...this.heldBack.values()].filter((one) => one.device_id === device_id).map(({ seq }) => seq));
    const ranges: [number, number][] = [];
    for (let seq = 1; seq <= highest; seq += 1) {
      if (came.has(seq) || given_up.has(seq)) continue;
      const last = ranges[ranges.length - 1];
      if (last?.[1] === seq - 1) last[1] = seq;
      else ranges.push([seq, seq]);
    }
    return ranges;
  }
}

const out = ({ kind, id, revision, body, sealed }: Entry) => ({ kind: kind.split('.')[0]!, id, revision, removed: body === null, body, sealed });

/** A worker's key, as an account gives it to each phone. */
export const RAW = new Uint8Array(32).fill(7);
export const WORKER = '01890000-0000-7000-8000-00000000000a';

export const workersVault = async (): Promise<Vault> =>
  new Vault(await crypto.subtle.importKey('raw', RAW, 'AES-GCM', false, ['encrypt', 'decrypt']), WORKER);
