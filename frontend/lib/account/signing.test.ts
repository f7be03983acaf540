import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';

import { fromBase64, toBase64 } from '../keys/base64';
import { joinCards, splitCards } from '../keys/cards';
import { openKeyring } from '../keys/keyring';
import { newPhrase, type Phrase } from '../keys/phrase';
import { vaultOf } from '../keys/wrap';
import { anEntry, aPhone } from '../store/a-phone';
import { accountApi, type Refused } from './api';
import { AService, json, refused } from './a-service';
import { thisPhone } from './phone';
import { Proved } from './proving';
import { changePassphrase, changePhrase, newFactor, openRecovery, preparePassphrase, prepareRecovery, prepareSignUp, recover, signIn, signOutDevice, signUp, type Door, type Task } from './signing';

const HANDLE = '山里的风 7';
const PASSPHRASE = 'my own long sentence about rain';
const INVITATION = { token: 'A'.repeat(32), fingerprint: 'ab'.repeat(16) };

const aStore = () => aPhone().tab();
const doorOf = (service: AService, store = aStore()): Door => ({ api: accountApi(service.fetch), phone: thisPhone(store, () => undefined) });
const again = async (passphrase = PASSPHRASE) => (await Proved.again(passphrase, passphrase))!;
const written = (phrase: Phrase) => Proved.words(phrase, phrase.words, [0, 5], [phrase.words[0]!, phrase.words[5]!])!;
const codeOf = (what: Promise<unknown>): Promise<string> => what.then(() => 'done', (problem: Refused) => problem.code);
const worked = async ({ challenge }: Task) => `nonce for ${challenge}`;

/** An account that was made on a phone of its own. */
async function anAccount(service = new AService()) {
  const store = aStore();
  const door = doorOf(service, store);
  const phrase = await newPhrase('en');
  await signUp(door, await prepareSignUp(door, HANDLE, await again(), written(phrase)), INVITATION);
  service.sent.length = 0;
  return { service, door, store, phrase };
}

afterEach(() => vi.unstubAllGlobals());

test('nothing leaves while the keys of a new account are made, and one request does when they are sent', async () => {
  const service = new AService();
  const door = doorOf(service);
  const signing = await prepareSignUp(door, HANDLE, await again(), written(await newPhrase('zh-CN')));
  const before = service.paths();

  await signUp(door, signing, INVITATION);

  expect(before).toEqual([]);
  expect(service.paths()).toEqual(['/v1/accounts']);
  expect(service.sent[0]!.headers['X-Gongyou']).toBe('1');
});

test('neither passphrase nor phrase nor vault key nor the keys to the keyring leave the phone', async () => {
  const service = new AService();
  const store = aStore();
  const door = doorOf(service, store);
  const phrase = await newPhrase('en');
  await signUp(door, await prepareSignUp(door, HANDLE, await again(), written(phrase)), worked);
  await changePassphrase(door, await preparePassphrase(door, PASSPHRASE, await again('another sentence about snow')));
  await changePhrase(door, 'another sentence about snow', written(phrase));
  const second = doorOf(service);
  await signIn(second, HANDLE, 'another sentence about snow');

  const { rawKey, workerId } = await door.phone.own();
  const ring = await openKeyring(fromBase64(service.accounts.get(HANDLE)!.keyring), await vaultOf(rawKey, workerId));
  const left = service.all();
  const secrets = [PASSPHRASE, 'snow', phrase.words.slice(0, 3).join(' '), toBase64(phrase.entropy), toBase64(rawKey), ring.ed25519, ring.age];
  expect(left.length).toBeGreaterThan(2000);
  for (const secret of secrets) {
    expect(left).not.toContain(secret);
    expect(left).not.toContain(btoa(secret));
  }
});

test('a passphrase that was typed otherwise and words that do not fit prove nothing', async () => {
  const phrase = await newPhrase('en');

  expect(await Proved.again(PASSPHRASE, `${PASSPHRASE} `)).toBeDefined();
  expect(await Proved.again(PASSPHRASE, 'my own long sentence about ruin')).toBeUndefined();
  expect(await Proved.again('', '')).toBeUndefined();
  expect(Proved.words(phrase, phrase.words, [0, 5], [phrase.words[0]!, 'zoo zoo'])).toBeUndefined();
  expect(Proved.words(phrase, phrase.words, [], [])).toBeUndefined();
  expect(Proved.words(phrase, phrase.words, [12], [''])).toBeUndefined();
});

test('a sign-up whose answer was lost is sent again, letter for letter, and the phone then knows its account', async () => {
  const service = new AService();
  const door = doorOf(service);
  const signing = await prepareSignUp(door, HANDLE, await again(), written(await newPhrase('en')));
  service.lose.add('/v1/accounts').add('/v1/accounts/challenge');

  const tries = [await codeOf(signUp(door, signing, worked)), await codeOf(signUp(door, signing, worked)), await codeOf(signUp(door, signing, worked))];

  expect(tries).toEqual(['unreachable', 'unreachable', 'done']);
  const bodies = service.sent.filter(({ path }) => path === '/v1/accounts').map(({ text }) => text);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
  expect(await door.phone.account()).toMatchObject({ handle: HANDLE, signed_in: true });
});

test('work that the server refuses is done anew, and the phone belongs to nobody until then', async () => {
  const service = new AService();
  const door = doorOf(service);
  const signing = await prepareSignUp(door, HANDLE, await again(), written(await newPhrase('en')));
  service.spent.add(toBase64(new Uint8Array(16).fill(1)));

  const first = await codeOf(signUp(door, signing, worked));
  const between = await door.phone.account();
  await signUp(door, signing, worked);

  expect([first, between]).toEqual(['work-not-valid', undefined]);
  expect(service.challenges).toBe(2);
});

test('the fingerprint of an invitation is pinned on the phone', async () => {
  const { door } = await anAccount();

  expect((await door.phone.account())!.pins).toEqual([INVITATION.fingerprint]);
});

test('a second phone that signs in takes the account over, and what it had belongs to the account', async () => {
  const { service, door } = await anAccount();
  const store = aStore();
  const [row] = await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes: 77 }) }]);
  const second = doorOf(service, store);

  await signIn(second, ` ${HANDLE}`.trim(), PASSPHRASE);

  const [one, two] = [await door.phone.own(), await second.phone.own()];
  expect(two.workerId).toBe(one.workerId);
  expect(toBase64(two.rawKey)).toBe(toBase64(one.rawKey));
  expect(two.deviceId).not.toBe(one.deviceId);
  const kept = (await store.everything()).find(({ id }) => id === row!.id);
  expect(kept!.body).toMatchObject({ minutes: 77 });
});

test('a wrong passphrase changes nothing on the phone', async () => {
  const { service } = await anAccount();
  const second = doorOf(service);
  const before = await second.phone.own();

  const code = await codeOf(signIn(second, HANDLE, 'not this sentence at all'));

  expect(code).toBe('wrong-keys');
  expect(await second.phone.own()).toEqual(before);
  expect(await second.phone.account()).toBeUndefined();
});

test('a phone that belongs to one account does not knock for another', async () => {
  const { service, door } = await anAccount();

  const codes = [await codeOf(signIn(door, 'somebody else', PASSPHRASE)), await codeOf(openRecovery(door, 'somebody else', new Uint8Array(16))), await codeOf(prepareSignUp(door, 'somebody else', await again(), written(await newPhrase('en'))))];

  expect(codes).toEqual(['other-account', 'other-account', 'other-account']);
  expect(service.paths()).toEqual([]);
});

test('two helper cards bring the account to a third phone; looking with them changes nothing', async () => {
  const { service, door, phrase } = await anAccount();
  const [, two, three] = await splitCards(phrase.entropy, 'zh-CN');
  const third = doorOf(service);
  const before = structuredClone(service.accounts.get(HANDLE));

  const found = await openRecovery(third, HANDLE, await joinCards([three!, two!]));
  const untouched = structuredClone(service.accounts.get(HANDLE));
  await recover(third, found, await prepareRecovery(third, found, await again('a third sentence about hail'), written(await newPhrase('en'))));

  expect(untouched).toEqual(before);
  expect((await third.phone.own()).workerId).toBe((await door.phone.own()).workerId);
  expect(await codeOf(openRecovery(doorOf(service), HANDLE, phrase.entropy))).toBe('wrong-keys');
  expect(await codeOf(signIn(doorOf(service), HANDLE, 'a third sentence about hail'))).toBe('done');
});

test('a recovery whose answer was lost goes on with the new passphrase', async () => {
  const { service, door, phrase } = await anAccount();
  const third = doorOf(service);
  const found = await openRecovery(third, HANDLE, phrase.entropy);
  const to = await prepareRecovery(third, found, await again('a third sentence about hail'), written(await newPhrase('en')));
  service.lose.add('/v1/recovery');

  const tries = [await codeOf(recover(third, found, to)), await codeOf(recover(third, found, to))];

  expect(tries).toEqual(['unreachable', 'done']);
  expect((await third.phone.own()).workerId).toBe((await door.phone.own()).workerId);
});

test('a passphrase change whose answer was lost is found to have been done; a wrong old one is refused', async () => {
  const { service, door } = await anAccount();
  const wrong = await preparePassphrase(door, 'not this sentence at all', await again('another sentence about snow'));
  const refusal = await codeOf(changePassphrase(door, wrong));
  const to = await preparePassphrase(door, PASSPHRASE, await again('another sentence about snow'));
  service.lose.add('/v1/account/passphrase');

  const tries = [await codeOf(changePassphrase(door, to)), await codeOf(changePassphrase(door, to))];

  expect(refusal).toBe('wrong-keys');
  expect(tries).toEqual(['unreachable', 'done']);
  expect(await codeOf(signIn(doorOf(service), HANDLE, 'another sentence about snow'))).toBe('done');
});

test('signing another phone out and a new second factor prove the passphrase, which does not leave', async () => {
  const { service, door } = await anAccount();
  const phone = '01890000-0000-7000-8000-00000000000b';

  const refusals = [await codeOf(signOutDevice(door, phone, 'not this sentence at all')), await codeOf(newFactor(door, 'not this sentence at all'))];
  const done = [await codeOf(signOutDevice(door, phone, PASSPHRASE)), await codeOf(newFactor(door, PASSPHRASE))];

  expect(refusals).toEqual(['wrong-keys', 'wrong-keys']);
  expect(done).toEqual(['done', 'done']);
  expect(service.paths().filter((path) => path !== '/v1/accounts/salt')).toEqual([`/v1/devices/${phone}/sign-out`, '/v1/account/totp', `/v1/devices/${phone}/sign-out`, '/v1/account/totp']);
  expect(service.all()).not.toContain(PASSPHRASE);
});

test('where the browser cannot seal, nothing is sent', async () => {
  const service = new AService();
  const door = doorOf(service);
  const [proved, phrase] = [await again(), written(await newPhrase('en'))];
  vi.stubGlobal('WebAssembly', undefined);

  const codes = [await codeOf(prepareSignUp(door, HANDLE, proved, phrase)), await codeOf(signIn(door, HANDLE, PASSPHRASE))];

  expect(codes).toEqual(['cannot-seal', 'cannot-seal']);
  expect(service.paths()).toEqual([]);
});

test("a portal's page and cut JSON are no answer; a wait is told in seconds", async () => {
  const service = new AService();
  const api = accountApi(service.fetch);
  const said = async (answer: Response) => {
    service.say = answer;
    return api.account().catch(({ code, seconds }: Refused) => [code, seconds]);
  };

  expect(await said(new Response('<html>sign in to the wifi</html>', { headers: { 'content-type': 'text/html' } }))).toEqual(['unreachable', undefined]);
  expect(await said(new Response('{"worker_id"', { headers: { 'content-type': 'application/json' } }))).toEqual(['unreachable', undefined]);
  expect(await said(refused(503, 'busy', { 'retry-after': '2' }))).toEqual(['busy', 2]);
  expect(await said(json(401, { code: 'signed-out' }))).toEqual(['signed-out', undefined]);
});
