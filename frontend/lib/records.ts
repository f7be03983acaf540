/**
 * The records a phone keeps: the fields that sums are computed from (generated from the service's schemas), the
 * link to their engagement, and what stays sealed whatever happens (notes, names, clock times).
 */
import type { components } from './schema';

type S = components['schemas'];

export type Activity = S['Activity'];
export type Terms = S['Terms'];
export type Job = S['JobIn'];
export type Estimate = S['EstimateOut'];
export type Period = S['PeriodOut'];
export type RealWage = S['RealWageOut'];
export type Legal = S['LegalOut'];

/** Fields that only the owner's phone ever reads. */
interface Private {
  note?: string;
}
interface OfEngagement {
  engagement_id: string;
}

export interface Bodies {
  employer: {
    name: string;
    kind: 'centre' | 'contractor' | 'agent' | 'school' | 'team_leader' | 'platform' | 'client';
    directory_id?: string | null;
    client_id?: string | null; // for whom this one does the work: the next link of the chain
    state_supported?: boolean | null;
    lives_on_site?: boolean | null;
  } & Private;
  engagement: Terms & {
    employer_id: string;
    instructed_by?: string | null;
    paid_by?: string | null;
    project?: string;
  } & Private;
  time_entry: S['TimeEntry'] & OfEngagement & Private & { zone: string; starts_at_minute?: number; clock_jumped?: boolean };
  batch: S['Batch'] & OfEngagement & Private & { project?: string; threshold?: string; guideline?: string };
  payment: S['Payment'] & OfEngagement & Private & { payer?: string };
  deduction: S['Deduction'] & OfEngagement & Private;
  cost: S['Cost'] & OfEngagement & Private;
  period_mark: S['PeriodMark'] & OfEngagement;
  profile: Profile;
  consent: {
    purpose: Purpose;
    organization_id?: string | null;
    text_version: string;
    given_on: string;
    until: string; // the last day on which it stands
    knows: number; // withdrawals of that purpose and organization that this phone had seen
  };
  withdrawal: { purpose: Purpose; organization_id?: string | null; withdrawn_on: string };
}

/** What may be allowed: a copy on this server, being counted, letting an organization read something. */
export type Purpose = 'copy' | 'count' | 'share';

/** One row, id `profile` of this phone: language, look, and where and how its owner works. */
export interface Profile {
  language: string;
  theme: 'auto' | 'light' | 'dark' | 'sunlight';
  place?: Terms['place'];
  basis?: 'hour' | 'day' | 'month' | 'piece' | 'lump' | 'mixed';
  exit?: 'calculator';
}

export type Kind = keyof Bodies;

/** What the worker wrote, in the order in which people think of it: all but settings and what was allowed. */
export const RECORD_KINDS = ['time_entry', 'batch', 'payment', 'deduction', 'cost', 'period_mark', 'engagement', 'employer'] as const satisfies readonly Kind[];

export interface Row<K extends Kind = Kind> {
  id: string; // UUIDv7, made here
  kind: K;
  rev: number;
  body: Bodies[K];
}
