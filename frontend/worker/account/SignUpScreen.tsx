/** Signing up, one question a screen. Nothing is sent before everything was proved. */
import { useEffect } from 'preact/hooks';
import { invitationIn, type Invitation, type Proved } from '../../lib/account/proving';
import type { SigningUp } from '../../lib/account/signing';
import { t } from '../../lib/i18n';
import type { Phrase } from '../../lib/keys/phrase';
import { place } from '../../lib/route';
import { useTyped } from '../../ui/draft';
import { Card, Notice } from '../../ui/basics';
import { Cards } from './Cards';
import { useHeld, type Held } from './held';
import { Handle } from './Handle';
import { LetIn } from './LetIn';
import { Fingerprint, Step } from './parts';
import { PassphraseAgain, PickPassphrase, ProveWords, ShowPhrase } from './steps';

const STEPS = 7;

export interface Making {
  step: number; // from 0
  passphrase: string;
  own: boolean;
  proved?: Proved<string>;
  phrase?: Phrase;
  written?: Proved<Phrase>;
  signing?: SigningUp; // ready to be sent; the same again after a lost answer
}

const START: Making = { step: 0, passphrase: '', own: false };

/** What is kept, sealed, while one signs up: the name and the invitation, never a secret of the account. */
export interface Entry {
  handle: string;
  invitation?: Invitation;
  shown?: boolean; // words to be written down were on the screen
}

export default function SignUpScreen() {
  const typed = useTyped<Entry>('account', { handle: '' });
  const held = useHeld<Making>('sign-up', START);
  useJoinLink(typed.ready, (invitation) => typed.set({ invitation }));
  if (!typed.ready) return <p class="quiet">{t('app.loading')}…</p>;
  const { step } = held.value;
  const named = () => {
    typed.set({ shown: true });
    void typed.draft.flush(); // at once: before anything is on paper
  };
  const titles = ['account.ask_handle', 'account.ask_pass', 'account.ask_again', 'account.ask_phrase', 'account.ask_prove', 'account.ask_cards', 'account.ask_enter'] as const;
  return (
    <Step key={step} at={step + 1} of={STEPS} title={t(titles[step]!)}>
      {step === 0 && <Before entry={typed.value} lost={typed.value.shown === true && !held.value.passphrase} />}
      <Question held={held} entry={typed.value} set={typed.set} onNamed={named} onDone={() => void typed.draft.clear()} />
    </Step>
  );
}

interface Asked {
  held: Held<Making>;
  entry: Entry;
  set: (change: Partial<Entry>) => void;
  onNamed: () => void; // words to be written down are next
  onDone: () => void;
}

function Question({ held, entry, set, onNamed, onDone }: Asked) {
  const { step, passphrase, own, phrase } = held.value;
  const to = (next: number, change: Partial<Making> = {}) => held.set({ ...change, step: next });
  if (step === 0) return <Handle value={entry.handle} onInput={(handle) => set({ handle })} onNext={() => (onNamed(), to(1))} />;
  if (step === 1) return <PickPassphrase value={passphrase} own={own} handle={entry.handle} onChange={held.set} onNext={() => to(2)} onRename={() => to(0)} />;
  if (step === 2) return <PassphraseAgain passphrase={passphrase} handle={entry.handle} onBack={() => to(1)} onProved={(proved) => to(3, { proved })} />;
  if (step === 3 || !phrase) return <ShowPhrase phrase={phrase} onMade={(made) => held.set({ phrase: made })} onNext={() => to(4)} />;
  if (step === 4) return <ProveWords secret={phrase} words={phrase.words} count={3} onBack={() => to(3)} onProved={(written) => to(5, { written })} />;
  if (step === 5) return <Cards phrase={phrase} onDone={() => to(6)} />;
  return <LetIn held={held} entry={entry} set={set} onDone={onDone} />;
}

/** What comes before the name. `lost`: this page was loaded again, and the secrets that were on paper are not kept anywhere. */
function Before({ entry: { invitation }, lost }: { entry: Entry; lost: boolean }) {
  return (
    <>
      {lost && (
        <Notice tone="amber" title={t('account.again_from_start')}>
          {t('account.paper_void')}
        </Notice>
      )}
      {invitation ? <Invited invitation={invitation} /> : <small>{t('account.uninvited')}</small>}
    </>
  );
}

function Invited({ invitation }: { invitation: Invitation }) {
  return (
    <Card title={t('account.invited')}>
      <p>{t('account.invited_text')}</p>
      {invitation.fingerprint && <Fingerprint of={invitation.fingerprint} />}
    </Card>
  );
}

/** An invitation in the address is taken over, and out of the address: it is a secret until it is used. */
function useJoinLink(ready: boolean, keep: (invitation: Invitation) => void): void {
  const { tab, rest } = place.value;
  const token = tab === 'join' ? rest[0] : undefined;
  useEffect(() => {
    const invitation = ready && token ? invitationIn(token) : undefined;
    if (!invitation) return;
    keep(invitation);
    history.replaceState(history.state, '', '#/join');
    place.value = { tab: 'join', rest: [] };
  }, [ready, token]);
}
