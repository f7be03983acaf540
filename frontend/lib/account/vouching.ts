/** Codes and invitations between two people (docs/accounts.md, "Vouching"), and where an account stands. */
import type { Invited, OwnAccount } from './wire';

const CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/; // Crockford's base 32
const WORDS_OF_MEMBERS = 2;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A code as it was typed or heard: any case, gaps anywhere, O for 0, I and L for 1; undefined when it is none. */
export function codeIn(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  const code = plain.replace(/O/g, '0').replace(/[IL]/g, '1');
  return CODE.test(code) ? code : undefined;
}

/** A code in groups that can be read out. */
export const inGroups = (code: string): string => code.match(/.{1,5}/g)?.join(' ') ?? '';

/** The link of an invitation; all of it that is secret stands behind the #, which no server sees. */
export const joinLink = (origin: string, { token, fingerprint }: Invited): string => `${origin}/#/join/${token}${fingerprint ? `.${fingerprint}` : ''}`;

/** An organization's id as it was pasted; undefined when it is none. */
export function organizationIn(pasted: string): string | undefined {
  const id = pasted.trim().toLowerCase();
  return UUID.test(id) ? id : undefined;
}

/** Why an account counts or does not: let in by work it never does; else words are missing, or only days. */
export function standingOf({ proof, vouched }: Pick<OwnAccount, 'proof' | 'vouched'>): 'work' | 'counted' | 'words' | 'days' {
  if (proof === 'work') return 'work';
  if (vouched.vouched) return 'counted';
  return vouched.organizer_words > 0 || vouched.member_words >= WORDS_OF_MEMBERS ? 'days' : 'words';
}
