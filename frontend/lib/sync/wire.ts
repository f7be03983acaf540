/**
 * How a row travels: what the server may read in clear, everything else sealed (docs/sync.md). A field that is not named
 * here is sealed, so a new one cannot leak by being forgotten.
 */
import { fromBase64, toBase64 } from '../keys/base64';
import type { Kind } from '../records';
import type { Entity, Op } from '../store/box';
import type { Vault } from '../store/vault';

export type Fields = Record<string, unknown>;
export type WireKind = Exclude<Kind, 'profile'>;

/** A row as it lies on the server. */
export interface Stored {
  kind: string;
  id: string;
  revision: number;
  removed: boolean;
  body: Fields | null;
  sealed: string | null; // base64
}

/** A change as it is sent. */
export interface Operation {
  op_id: string;
  seq: number;
  kind: string;
  id: string;
  base: number;
  body: Fields | null;
  sealed: string | null;
}

type Named = Record<string, true>;

const OF_TERMS: Named = {
  rates: true,
  currency: true,
  contract_kind: true,
  pay_period: true,
  place: true,
  began_on: true,
  ended_on: true,
  weekly_minutes_agreed: true,
  waiting_required: true,
  paid_activities: true,
};
const MONEY: Named = { engagement_id: true, amount_minor: true, currency: true, for_period: true };

/** What the service's `…Kept` schemas have, and nothing else; a test compares them. */
export const PUBLIC: Record<WireKind, Named> = {
  employer: { name: true, kind: true, directory_id: true, client_id: true, state_supported: true, lives_on_site: true },
  engagement: { ...OF_TERMS, employer_id: true, instructed_by: true, paid_by: true },
  time_entry: { engagement_id: true, worked_on: true, minutes: true, activity: true, required: true, source: true },
  batch: {
    engagement_id: true,
    handed_in_on: true,
    unit_price: true,
    submitted: true,
    accepted: true,
    rejected: true,
    returned: true,
    reason: true,
    task_type: true,
    approved_on: true,
    paid_on: true,
  },
  payment: { ...MONEY, received_on: true, form: true, overtime_minor: true, allowance_minor: true, channel: true },
  deduction: { ...MONEY, withheld_on: true, kind: true },
  cost: { ...MONEY, spent_on: true, kind: true, refunded_minor: true },
  period_mark: { engagement_id: true, for_period: true, all_paid: true, full_month: true },
  consent: { purpose: true, organization_id: true, text_version: true, given_on: true, until: true, knows: true },
  withdrawal: { purpose: true, organization_id: true, withdrawn_on: true },
};

/** What the worker allowed: nothing in it is secret, and it is sent whatever else is allowed. */
export const isConsent = (kind: string): boolean => /^(consent|withdrawal)\b/.test(kind);

/** Tell whether an operation makes the copy larger; what does not is taken even where there is no room. */
export const grows = ({ kind }: { kind: string }): boolean => !isConsent(kind) && !kind.endsWith('.delete');

export const isWireKind = (kind: string): kind is WireKind => Object.hasOwn(PUBLIC, kind);

/** Parts of fields that have parts: what a piece is called (`unit`) is not among them. */
const INSIDE: Record<string, Named> = {
  rates: { basis: true, amount: true },
  pay_period: { kind: true, starts_on: true, pay_after_days: true },
  place: { country: true, region: true, tier: true },
};
const APART = 'inside'; // where the other parts are in the sealed half, by field and place

export interface Split {
  open: Fields;
  secret: Fields;
}

function parted(body: Fields, named: Named): Split {
  const [open, secret]: [Fields, Fields] = [{}, {}];
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined) (Object.hasOwn(named, name) ? open : secret)[name] = value;
  }
  return { open, secret };
}

/** Part a body into what the server may read and what only the owner may. */
export function split(kind: WireKind, body: Fields): Split {
  const { open, secret } = parted(body, PUBLIC[kind]);
  const apart: Record<string, Fields> = {};
  for (const [name, named] of Object.entries(INSIDE)) {
    const value = open[name];
    if (!value || typeof value !== 'object') continue;
    const parts = (Array.isArray(value) ? value : [value]).map((part: Fields) => parted(part, named));
    const kept = parts.map((part) => part.open);
    open[name] = Array.isArray(value) ? kept : kept[0];
    const rest = parts.flatMap(({ secret: part }, at) => (Object.keys(part).length ? [[at, part] as const] : []));
    if (rest.length) apart[name] = Object.fromEntries(rest);
  }
  if (Object.keys(apart).length) secret[APART] = apart;
  return { open, secret };
}

/** Put both parts together again. */
export function join(open: Fields, secret: Fields): Fields {
  const { [APART]: apart, ...rest } = secret;
  const body = { ...open, ...rest };
  for (const [name, parts] of Object.entries((apart ?? {}) as Record<string, Record<number, Fields>>)) {
    const value = body[name];
    if (Array.isArray(value)) body[name] = value.map((part: Fields, at) => ({ ...part, ...parts[at] }));
    else if (value) body[name] = { ...(value as Fields), ...parts[0] };
  }
  return body;
}

/** A body with what only the owner may read of an earlier one; where it has its own, that stays. */
export function withSecrets(kind: WireKind, body: Fields, earlier: Fields): Fields {
  const { open, secret } = split(kind, body);
  return join(open, { ...split(kind, earlier).secret, ...secret });
}

/** Write an operation as it is sent; rejects when it cannot be opened or its sealed part is too long. */
export async function toWire(vault: Vault, op: Op, row: Entity | undefined): Promise<Operation> {
  const { op_id, seq, kind: what, id } = op;
  const kind = what.split('.')[0]!;
  const bare = { op_id, seq, kind: what, id, base: row?.known ?? op.base, body: null, sealed: null };
  if (!isWireKind(kind)) throw new Error('newer');
  if (what.endsWith('.delete')) return bare;
  const { open, secret } = split(kind, (await vault.open(kind, id, op.sealed)) as Fields);
  if (isConsent(kind)) return { ...bare, body: open };
  return { ...bare, body: open, sealed: toBase64(await vault.seal(kind, id, secret, 'private')) };
}

const MOST_REVISIONS = 2 ** 31 - 1; // the service counts no further; a row here must not either
const isFields = (body: unknown): body is Fields => typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * Read a row of the server's; null: removed. Rejects when its sealed part is not this worker's, or is newer, and when it
 * is no row: what is not said to be removed must not vanish here.
 */
export async function fromWire(vault: Vault, { kind, id, revision, removed, body, sealed }: Stored): Promise<Fields | null> {
  if (!(revision >= 1 && revision <= MOST_REVISIONS)) throw new Error('no revision');
  if (removed === true) return null;
  if (!isFields(body)) throw new Error('no row');
  const secret = sealed === null ? {} : await vault.open(kind, id, fromBase64(sealed), 'private');
  return join(body, secret as Fields);
}

