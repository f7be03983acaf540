/** What the worker allowed for one purpose: how it stands today, and everything that came before. */
import { standing, type Consent, type Withdrawal } from '../../lib/consents';
import type { Purpose, Row } from '../../lib/records';

export interface Step {
  id: string;
  is: 'gave' | 'took';
  on: string;
  until?: string;
}

export interface Allowance {
  is: 'on' | 'off' | 'ended' | 'withdrawn';
  on?: string; // the day on which it was given, ended or taken back
  until?: string;
  version?: string;
  latest?: string; // the row that says so, to tell whether it has arrived
  steps: Step[]; // newest first
}

/** Tell how a purpose stands on a day; of what no longer stands, the last thing that happened to it. */
export function allowanceOf(purpose: Purpose, consents: readonly Row<'consent'>[], withdrawals: readonly Row<'withdrawal'>[], today: string): Allowance {
  const given = consents.filter(({ body }) => body.purpose === purpose);
  const taken = withdrawals.filter(({ body }) => body.purpose === purpose);
  const steps = [
    ...given.map(({ id, body }): Step => ({ id, is: 'gave', on: body.given_on, until: body.until })),
    ...taken.map(({ id, body }): Step => ({ id, is: 'took', on: body.withdrawn_on })),
  ].sort((one, two) => (one.id < two.id ? 1 : -1)); // ids tell the order in which they were made
  const stands = standing(given.map(bodyOf<Consent>), taken.map(bodyOf<Withdrawal>), purpose, today);
  if (stands) {
    const latest = given.find(({ body }) => body === stands)?.id;
    return { is: 'on', on: stands.given_on, until: stands.until, version: stands.text_version, steps, ...(latest && { latest }) };
  }
  const [last] = steps;
  if (!last) return { is: 'off', steps };
  const withdrawn = steps.find((step) => step.is === 'took');
  if (last.is === 'gave' && last.until && last.until < today) return { is: 'ended', on: last.until, latest: last.id, steps };
  return withdrawn ? { is: 'withdrawn', on: withdrawn.on, latest: withdrawn.id, steps } : { is: 'off', steps };
}

const bodyOf = <B>({ body }: { body: B }): B => body;

const SOON = 30; // days

/** Tell whether what stands ends within a month: time to ask whether it goes on. */
export function endsSoon({ is, until }: Allowance, today: string): boolean {
  return is === 'on' && (Date.parse(until!) - Date.parse(today)) / 86_400_000 <= SOON;
}
