/** The last step of signing up: by an invitation, or by letting the phone work; only now the server hears of it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { accountApi, type Refused } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import { invitationIn, type Invitation } from '../../lib/account/proving';
import { prepareSignUp, signUp, type Task } from '../../lib/account/signing';
import { t } from '../../lib/i18n';
import { solve, type Progress } from '../../lib/keys/work';
import { count } from '../../lib/format';
import { go } from '../../lib/route';
import { Card, Notice } from '../../ui/basics';
import { Button, Choice, Field, Form } from '../../ui/form';
import { said } from '../app/said';
import { handleProblem } from './Handle';
import type { Held } from './held';
import { Busy, Fingerprint, Offline, Refusal } from './parts';
import type { Entry, Making } from './SignUpScreen';

type Doing = 'keys' | 'work' | 'sending';

interface LetInProps {
  held: Held<Making>;
  entry: Entry;
  set: (change: Partial<Entry>) => void;
  onDone: () => void;
}

export function LetIn({ held, entry, set, onDone }: LetInProps) {
  const [by, pick] = useState(entry.invitation ? 'invitation' : '');
  const [pasted, paste] = useState('');
  const [wrong, setWrong] = useState(false);
  const { doing, problem, progress, send, cancel } = useSignUp(held, entry.handle, onDone);
  const start = () => {
    const invitation = by === 'invitation' ? (entry.invitation ?? invitationIn(pasted)) : undefined;
    setWrong(by === 'invitation' && !invitation);
    if ((by === 'invitation' && !invitation) || handleProblem(entry.handle)) return;
    set({ ...(invitation && { invitation }), shown: false }); // once it is sent, the paper may be that of an account
    void send(invitation);
  };
  if (doing) return <Doings doing={doing} progress={progress} onCancel={cancel} />;
  return (
    <Form onSend={start}>
      <Offline />
      <div class="wide">
        <Choice
          label={t('account.enter_how')}
          value={by}
          onPick={pick}
          options={[
            { value: 'invitation', label: t('account.enter_invited') },
            { value: 'work', label: t('account.enter_work') },
          ]}
        />
      </div>
      {by === 'invitation' && <Invited invitation={entry.invitation} pasted={pasted} onInput={paste} wrong={wrong} />}
      {by === 'work' && <Notice tone="blue">{t('account.work_text')}</Notice>}
      <Refusal problem={problem} />
      {(problem as Refused | undefined)?.code === 'handle-taken' && <OtherName handle={entry.handle} onInput={(handle) => set({ handle })} />}
      <Button submit disabled={!by}>
        {t('account.make')}
      </Button>
    </Form>
  );
}

function Invited({ invitation, pasted, onInput, wrong }: { invitation: Invitation | undefined; pasted: string; onInput: (pasted: string) => void; wrong: boolean }) {
  if (!invitation) {
    return <Field label={t('account.invitation')} value={pasted} maxLength={300} autoCapitalize="none" hint={t('account.invitation_hint')} wrong={wrong ? t('account.invitation_wrong') : undefined} onInput={onInput} />;
  }
  return (
    <Card title={t('account.invited')}>
      <p>{t('account.invited_here')}</p>
      {invitation.fingerprint && <Fingerprint of={invitation.fingerprint} />}
    </Card>
  );
}

/** The name was taken: another one here, where everything else is ready; or it was the worker's own. */
function OtherName({ handle, onInput }: { handle: string; onInput: (handle: string) => void }) {
  return (
    <>
      <Field label={t('account.handle')} value={handle} name="username" autoComplete="username" autoCapitalize="none" maxLength={80} hint={t('account.handle_hint')} wrong={handleProblem(handle)} onInput={onInput} />
      <a class="tap" href="#/settings/account/sign-in">
        {t('account.was_me')}
      </a>
    </>
  );
}

function Doings({ doing, progress, onCancel }: { doing: Doing; progress: Progress | undefined; onCancel: () => void }) {
  if (doing !== 'work') return <Busy words={t(`doing.${doing}`)} />;
  const { tried, expected } = progress ?? { tried: 0, expected: 1 };
  return (
    <div class="form">
      <Busy words={t('doing.work')} />
      <progress max={1} value={1 - Math.exp(-tried / expected)} aria-label={t('doing.work')} />
      <p class="quiet num">{t('account.work_tried', { tried: count(tried), expected: count(expected) })}</p>
      <small>{t('account.work_luck')}</small>
      <div class="foot">
        <Button look="quiet" onPress={onCancel}>
          {t('account.stop')}
        </Button>
      </div>
    </div>
  );
}

/** Make the keys, do the work, send; what was made is held, so that a second try sends the same. */
function useSignUp(held: Held<Making>, handle: string, onDone: () => void) {
  const [doing, setDoing] = useState<Doing | ''>('');
  const [problem, setProblem] = useState<unknown>();
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const work = async ({ challenge, bits }: Task): Promise<string> => {
    setDoing('work');
    const nonce = await solve(challenge, bits, setProgress, stop.current!.signal);
    setDoing('sending');
    return nonce;
  };
  const send = async (invitation: Invitation | undefined) => {
    const door = { api: accountApi(), phone: thisPhone() };
    const { proved, written, signing: made } = held.value;
    stop.current = new AbortController();
    setProblem(undefined);
    setDoing('keys');
    try {
      const signing = made?.account.handle === handle ? made : await prepareSignUp(door, handle, proved!, written!);
      held.set({ signing });
      setDoing('sending');
      await signUp(door, signing, invitation ?? work);
      onDone();
      held.drop();
      said(t('account.made'));
      go('settings/account');
    } catch (error) {
      if ((error as Error).name !== 'AbortError') setProblem(error);
      setDoing('');
    }
  };
  return { doing, problem, progress, send, cancel: () => stop.current?.abort() };
}
