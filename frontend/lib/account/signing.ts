/**
 * Signing up and in, recovering, changing the passphrase or the phrase: what is made on this phone, in which order it
 * leaves, and what comes back. Passphrase, phrase and vault key never leave; what leaves was proved before
 * (docs/accounts.md).
 */
import { fromBase64, toBase64 } from '../keys/base64';
import { deriveKeys, normalHandle, type Keys } from '../keys/derive';
import { newKeyring, publicHalves, sealKeyring } from '../keys/keyring';
import { canSeal } from '../keys/missing';
import { phraseKeys, type Phrase } from '../keys/phrase';
import { unwrapVault, vaultOf, wrapVault } from '../keys/wrap';
import type { Bytes } from '../store/vault';
import type { Account } from '../sync/account';
import { Refused, type Api } from './api';
import type { Invitation, Proved } from './proving';
import type { NewAccount, NewPassphrase, NewPhrase, Secret, ThisDevice, Work } from './wire';

/** What signing needs of the phone's store. */
export interface Phone {
  own: () => Promise<{ workerId: string; deviceId: string; rawKey: Bytes }>;
  account: () => Promise<Account | undefined>;
  bind: (account: Account) => Promise<void>; // same worker, same key: only remembers the account
  adopt: (found: { workerId: string; rawVaultKey: Bytes; account: Account }) => Promise<void>; // re-seals what is here
}

export interface Door {
  api: Api;
  phone: Phone;
}

/** A sign-up that is ready to be sent, and is sent the same when an answer was lost. */
export interface SigningUp {
  account: NewAccount;
  kept: Account;
  work?: Work; // done, and good until the server refuses it
}

/** Work that the server gives in place of an invitation. */
export interface Task {
  challenge: string;
  bits: number;
}

export interface Recovery {
  handle: string;
  recoveryKey: string;
  workerId: string;
  rawKey: Bytes;
}

/** A change that replaces a passphrase; `unsure`: it was sent and no answer came. */
interface Replacing {
  handle: string;
  next: NewPassphrase;
  device: ThisDevice;
  unsure: boolean;
}

export type Recovering = Replacing & { phrase: NewPhrase };
export type Changing = Replacing & { proof: string };

/** Make everything that a new account needs, on this phone. Nothing is sent. */
export async function prepareSignUp({ phone }: Door, handle: string, passphrase: Proved<string>, phrase: Proved<Phrase>): Promise<SigningUp> {
  await mustSeal();
  if (await phone.account()) throw new Refused('other-account');
  const { workerId, deviceId, rawKey } = await phone.own();
  const ring = await newKeyring();
  const { signKey, ageRecipient } = await publicHalves(ring);
  const kept = await keptFor(phone, handle);
  const account: NewAccount = {
    worker_id: workerId,
    handle,
    passphrase: await leadingTo(rawKey, workerId, passphrase),
    phrase: await openedBy(rawKey, workerId, phrase),
    keyring: toBase64(await sealKeyring(ring, await vaultOf(rawKey, workerId))),
    sign_key: toBase64(signKey),
    age_recipient: ageRecipient,
    device: { device_id: deviceId, device_key: kept.device_key },
  };
  return { account, kept };
}

/** Send a sign-up with an invitation, or with work. After a lost answer, call it again with the same. */
export async function signUp({ api, phone }: Door, signing: SigningUp, enter: Invitation | ((task: Task) => Promise<string>)): Promise<void> {
  const pinned = typeof enter === 'object' && enter.fingerprint ? [enter.fingerprint] : [];
  try {
    await api.signUp({ ...signing.account, ...(typeof enter === 'object' ? { invitation: enter.token } : { work: await done(api, signing, enter) }) });
  } catch (problem) {
    if (!lost(problem)) delete signing.work; // perhaps it took too long: the next try does new work
    throw problem;
  }
  await phone.bind({ ...signing.kept, pins: [...signing.kept.pins, ...pinned] });
}

async function done(api: Api, signing: SigningUp, work: (task: Task) => Promise<string>): Promise<Work> {
  if (signing.work) return signing.work;
  const task = await api.challenge();
  return (signing.work = { challenge: task.challenge, nonce: await work(task) });
}

/** Sign in with a passphrase; what is on this phone will belong to the account. */
export async function signIn({ api, phone }: Door, handle: string, passphrase: string): Promise<void> {
  const { device, kept } = await visitor(phone, handle);
  const keys = await keysFor(api, handle, passphrase);
  const answer = await api.signIn(handle, toBase64(keys.authKey), device);
  const rawKey = await unwrapVault(fromBase64(answer.wrapped_by_passphrase), keys.wrapKey, 'passphrase', answer.worker_id);
  await moveIn(phone, answer.worker_id, rawKey, kept);
}

/** Show the phrase to get what it opens; nothing has changed yet. */
export async function openRecovery({ api, phone }: Door, handle: string, entropy: Bytes): Promise<Recovery> {
  await visitor(phone, handle);
  const keys = await phraseKeys(entropy);
  const recoveryKey = toBase64(keys.recoveryKey);
  const answer = await api.openRecovery(handle, recoveryKey);
  const rawKey = await unwrapVault(fromBase64(answer.wrapped_by_phrase), keys.wrapKey, 'phrase', answer.worker_id);
  return { handle, recoveryKey, workerId: answer.worker_id, rawKey };
}

/** Make what replaces the phrase that was used and the passphrase that was lost. Nothing is sent. */
export async function prepareRecovery({ phone }: Door, found: Recovery, passphrase: Proved<string>, phrase: Proved<Phrase>): Promise<Recovering> {
  const { device } = await visitor(phone, found.handle);
  const next = await leadingTo(found.rawKey, found.workerId, passphrase);
  return { handle: found.handle, next, device, unsure: false, phrase: await openedBy(found.rawKey, found.workerId, phrase) };
}

/** Take the account back. After a lost answer, call it again with the same: the phrase is spent, the new passphrase opens. */
export async function recover({ api, phone }: Door, found: Recovery, to: Recovering): Promise<void> {
  const all = { handle: found.handle, recovery_key: found.recoveryKey, passphrase: to.next, phrase: to.phrase, device: to.device };
  await twice(api, to, () => api.recover(all));
  const { kept } = await visitor(phone, found.handle, to.device);
  await moveIn(phone, found.workerId, found.rawKey, kept);
}

/** Make a new passphrase's keys and prove the old one. Nothing but the handle is sent, to get the salt. */
export async function preparePassphrase(door: Door, old: string, passphrase: Proved<string>): Promise<Changing> {
  const { workerId, rawKey } = await door.phone.own();
  const { handle, device } = await visitor(door.phone);
  const { authKey } = await keysFor(door.api, handle, old);
  return { handle, device, unsure: false, proof: toBase64(authKey), next: await leadingTo(rawKey, workerId, passphrase) };
}

export async function changePassphrase({ api, phone }: Door, to: Changing): Promise<void> {
  await twice(api, to, () => api.changePassphrase(to.proof, to.next));
  const { kept } = await visitor(phone);
  await phone.bind(kept);
}

/** Replace the recovery phrase; the old one, and cards made of it, open nothing any more. May be sent twice. */
export async function changePhrase(door: Door, passphrase: string, phrase: Proved<Phrase>): Promise<void> {
  const { workerId, rawKey } = await door.phone.own();
  const next = await openedBy(rawKey, workerId, phrase);
  await door.api.changePhrase(await proofOf(door, passphrase), next);
}

/** Have the server delete everything of this account; give the rows it deleted, by table. */
export async function eraseAccount(door: Door, passphrase: string): Promise<Record<string, number>> {
  const { rows } = await door.api.erase(await proofOf(door, passphrase));
  return rows;
}

/** Have another phone of this account send what it owes and delete itself. */
export async function signOutDevice(door: Door, id: string, passphrase: string): Promise<void> {
  await door.api.signOutDevice(id, await proofOf(door, passphrase));
}

/** Begin a second factor: its secret, which the server shows once. */
export async function newFactor(door: Door, passphrase: string): Promise<Secret> {
  return door.api.newFactor(await proofOf(door, passphrase));
}

/** The proof by passphrase, for what a phone that lies about unlocked must not do. */
async function proofOf({ api, phone }: Door, passphrase: string): Promise<string> {
  const { handle } = await visitor(phone);
  const { authKey } = await keysFor(api, handle, passphrase);
  return toBase64(authKey);
}

/** Send once; after a lost answer, what refuses a second try may be the first one's success: then the new keys open. */
async function twice(api: Api, to: Replacing, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (problem) {
    if (lost(problem)) to.unsure = true;
    if (lost(problem) || !to.unsure) throw problem;
    await api.signIn(to.handle, to.next.auth_key, to.device);
  }
}

const lost = (problem: unknown): boolean => problem instanceof Refused && problem.code === 'unreachable';

async function mustSeal(): Promise<void> {
  const can = await canSeal();
  if (can !== 'yes') throw new Refused('cannot-seal');
}

/** How much work the derivation is, is fixed on the phone: a server that asks for less gets no weaker proof. */
async function keysFor(api: Api, handle: string, passphrase: string): Promise<Keys> {
  await mustSeal();
  const { salt } = await api.salt(handle);
  return deriveKeys(passphrase, fromBase64(salt));
}

async function leadingTo(rawKey: Bytes, workerId: string, { secret }: Proved<string>): Promise<NewPassphrase> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const { authKey, wrapKey } = await deriveKeys(secret, salt);
  const wrapped = await wrapVault(rawKey, wrapKey, 'passphrase', workerId);
  return { salt: toBase64(salt), auth_key: toBase64(authKey), wrapped_by_passphrase: toBase64(wrapped) };
}

async function openedBy(rawKey: Bytes, workerId: string, { secret }: Proved<Phrase>): Promise<NewPhrase> {
  const { recoveryKey, wrapKey } = await phraseKeys(secret.entropy);
  const wrapped = await wrapVault(rawKey, wrapKey, 'phrase', workerId);
  return { recovery_key: toBase64(recoveryKey), wrapped_by_phrase: toBase64(wrapped) };
}

/** Who knocks: this phone, with the key by which the server knows it. A phone that belongs to another account does not. */
async function visitor(phone: Phone, handle?: string, known?: ThisDevice): Promise<{ handle: string; device: ThisDevice; kept: Account }> {
  await mustSeal();
  const before = await phone.account();
  if (handle && before && normalHandle(before.handle) !== normalHandle(handle)) throw new Refused('other-account');
  const name = handle ?? before?.handle;
  if (!name) throw new Refused('signed-out');
  const kept = await keptFor(phone, name);
  const device = known ?? { device_id: (await phone.own()).deviceId, device_key: kept.device_key };
  return { handle: name, device, kept: { ...kept, device_key: device.device_key } };
}

async function keptFor(phone: Phone, handle: string): Promise<Account> {
  const before = await phone.account();
  const device_key = before?.device_key ?? toBase64(crypto.getRandomValues(new Uint8Array(32)));
  return { handle, device_key, signed_in: true, pins: before?.pins ?? [] };
}

/** The account's worker and key become this phone's; where they are already, only the account is remembered. */
async function moveIn(phone: Phone, workerId: string, rawKey: Bytes, account: Account): Promise<void> {
  const own = await phone.own();
  const same = own.workerId === workerId && toBase64(own.rawKey) === toBase64(rawKey);
  await (same ? phone.bind(account) : phone.adopt({ workerId, rawVaultKey: rawKey, account }));
}
