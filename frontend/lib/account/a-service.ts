/** A service for tests, made from docs/accounts.md: it keeps what was sent, and can lose its answers. Imported by tests only. */
import { toBase64 } from '../keys/base64';
import type { NewAccount, NewPassphrase, NewPhrase } from './wire';

interface Kept extends NewAccount {
  salt: string;
}

export interface Sent {
  path: string;
  text: string;
  headers: Record<string, string>;
}

export class AService {
  readonly sent: Sent[] = [];
  readonly accounts = new Map<string, Kept>();
  readonly spent = new Set<string>();
  challenges = 0;
  readonly lose = new Set<string>(); // addresses whose next answer is lost after its effect
  say: Response | undefined; // instead of any answer

  readonly fetch = async (path: string | URL | Request, how: RequestInit = {}): Promise<Response> => {
    const text = String(how.body ?? '');
    this.sent.push({ path: String(path), text, headers: how.headers as Record<string, string> });
    if (this.say) return this.say.clone();
    const answer = this.answer(String(path), text ? JSON.parse(text) : {});
    if (this.lose.delete(String(path))) throw new TypeError('the line broke');
    return answer;
  };

  paths(): string[] {
    return this.sent.map(({ path }) => path);
  }

  /** Everything that left, as one text. */
  all(): string {
    return this.sent.map(({ path, text }) => path + text).join('\n');
  }

  private answer(path: string, body: Body): Response {
    const known = this.accounts.get(body.handle ?? '') ?? this.signedIn();
    if (path === '/v1/accounts/salt') return json(200, { salt: known?.salt ?? toBase64(new Uint8Array(16)) });
    if (path === '/v1/accounts/challenge') return json(200, { challenge: toBase64(new Uint8Array(16).fill(++this.challenges)), bits: 2 });
    if (path === '/v1/accounts') return this.signUp(body as unknown as NewAccount);
    if (path === '/v1/sessions') return known?.passphrase.auth_key === body.auth_key ? opened(known!) : refused(403, 'wrong-keys');
    if (path === '/v1/recovery/open') return known?.phrase.recovery_key === body.recovery_key ? json(200, { worker_id: known!.worker_id, wrapped_by_phrase: known!.phrase.wrapped_by_phrase, keyring: known!.keyring }) : refused(403, 'wrong-keys');
    if (path === '/v1/recovery') return this.replace(known?.phrase.recovery_key === body.recovery_key, known, body.passphrase, body.phrase);
    if (path === '/v1/account/passphrase') return this.replace(known?.passphrase.auth_key === body.auth_key, known, body.new as NewPassphrase);
    if (path === '/v1/account/phrase') return this.replace(known?.passphrase.auth_key === body.auth_key, known, undefined, body.new as NewPhrase);
    if (path === '/v1/account/totp') return known?.passphrase.auth_key === body.auth_key ? json(200, { secret: 'ABCD', uri: 'otpauth://totp/x' }) : refused(403, 'wrong-keys');
    if (/^\/v1\/devices\/[^/]+\/sign-out$/.test(path)) return known?.passphrase.auth_key === body.auth_key ? json(200, []) : refused(403, 'wrong-keys');
    return refused(404, 'not-found');
  }

  private signedIn(): Kept | undefined {
    return [...this.accounts.values()][0];
  }

  private signUp(sent: NewAccount): Response {
    const same = this.accounts.get(sent.handle);
    if (same) return same.passphrase.auth_key === sent.passphrase.auth_key ? opened(same) : refused(409, 'handle-taken');
    if (!sent.invitation && (!sent.work || this.spent.has(sent.work.challenge))) return refused(403, 'work-not-valid');
    if (sent.work) this.spent.add(sent.work.challenge);
    this.accounts.set(sent.handle, { ...sent, salt: sent.passphrase.salt });
    return opened(sent);
  }

  private replace(may: boolean, kept: Kept | undefined, passphrase?: NewPassphrase, phrase?: NewPhrase): Response {
    if (!may || !kept) return refused(403, 'wrong-keys');
    if (passphrase) Object.assign(kept, { passphrase, salt: passphrase.salt });
    if (phrase) kept.phrase = phrase;
    return opened(kept);
  }
}

interface Body {
  handle?: string;
  auth_key?: string;
  recovery_key?: string;
  passphrase?: NewPassphrase;
  phrase?: NewPhrase;
  new?: unknown;
}

export const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const refused = (status: number, code: string, headers: Record<string, string> = {}): Response => json(status, { code }, { 'content-type': 'application/problem+json', ...headers });

const opened = ({ worker_id, passphrase, keyring }: NewAccount): Response => json(200, { worker_id, wrapped_by_passphrase: passphrase.wrapped_by_passphrase, keyring });
