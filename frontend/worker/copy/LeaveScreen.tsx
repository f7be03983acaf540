/** Logging out: what would be lost is counted first, and it is sent, saved or deleted by the worker's own word. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import { back } from '../../lib/route';
import { RECORD_KINDS } from '../../lib/records';
import { rows, state } from '../../lib/store';
import '../../lib/sync/leave'; // so that it is here without a network, too
import { leave, sendNow } from '../../lib/sync/sync';
import { Card, Notice } from '../../ui/basics';
import { Button, Field, Form, Tick } from '../../ui/form';
import { Lazy } from '../app/lazy';
import { startAgain, useForgetting } from './forgetting';
import { NoAccount, useAllowance } from './parts';
import { remainsWords } from './remains';
import { useHost } from './Words';

type How = Parameters<typeof leave>[0]['how'];
interface Gone {
  how: How;
  left: string[]; // what could not be deleted
  copy: boolean; // the server has one
}

const backup = () => import('../settings/BackupScreen');

export default function LeaveScreen() {
  const [gone, set] = useState<Gone | 'working'>();
  const [host] = useHost();
  const copy = useAllowance('copy').is === 'on';
  const out = (how: How) => {
    set('working');
    leave({ how }).then(
      (left) => set({ how, left, copy }),
      () => set(undefined), // something was written meanwhile: it is shown, and asked about
    );
  };
  if (gone === 'working') return <p role="status">{t('leave.working')}…</p>;
  if (gone) return <Afterwards gone={gone} host={host} onAgain={() => out(gone.how)} />;
  if (!state.value.account) return <NoAccount />;
  return (
    <>
      <p>{t('leave.what')}</p>
      {state.value.unsent ? <Unsent copy={copy} host={host} onLeave={out} /> : <AllThere copy={copy} host={host} onLeave={() => out('sent')} />}
    </>
  );
}

const kept = (): number => RECORD_KINDS.reduce((sum, kind) => sum + rows(kind).value.length, 0);

function AllThere({ copy, host, onLeave }: { copy: boolean; host: string; onLeave: () => void }) {
  return (
    <>
      <Notice tone={copy || !kept() ? '' : 'amber'}>{copy ? t('leave.all_there', { n: kept(), host }) : t('leave.no_copy', { n: kept() })}</Notice>
      <div class="foot">
        <Button onPress={onLeave}>{t('leave.now')}</Button>
        <Button look="plain" onPress={back}>
          {t('leave.stay')}
        </Button>
      </div>
    </>
  );
}

function Unsent({ copy, host, onLeave }: { copy: boolean; host: string; onLeave: (how: How) => void }) {
  const { unsent } = state.value;
  const [filing, file] = useState(false);
  if (filing) return <Filed onLeave={() => onLeave('file')} onBack={() => file(false)} />;
  return (
    <>
      <Notice tone="amber" title={copy ? t('leave.unsent', { n: unsent }) : t('leave.no_copy', { n: kept() })} />
      <div class="foot">
        <Card title={t('leave.ways')}>
          {copy && <Sending host={host} />}
          <Button look="soft" onPress={() => file(true)}>
            {t('leave.file')}
          </Button>
          <Typed n={unsent} onLeave={() => onLeave('typed')} />
        </Card>
        <Button look="plain" onPress={back}>
          {t('leave.stay')}
        </Button>
      </div>
    </>
  );
}

/** Way one; when nothing is left the screen says so and offers to log out. */
function Sending({ host }: { host: string }) {
  const [tried, tries] = useState<'' | 'working' | 'failed'>('');
  const { unsent } = state.value;
  const send = () => {
    tries('working');
    void sendNow().then(
      () => tries('failed'), // seen only where something is left
      () => tries('failed'),
    );
  };
  return (
    <>
      <Button onPress={send} disabled={tried === 'working'}>
        {t('leave.send', { host })}
      </Button>
      {tried && (
        <small role="status" class={tried === 'failed' ? 'amber' : ''}>
          {t(tried === 'working' ? 'leave.sending' : 'leave.not_sent', { n: unsent })}
        </small>
      )}
    </>
  );
}

/** Way two: the encrypted file, and the worker's word that it is kept. */
function Filed({ onLeave, onBack }: { onLeave: () => void; onBack: () => void }) {
  const [saved, say] = useState(false);
  return (
    <>
      <Lazy from={backup} words="settings" />
      <Card>
        <Tick label={t('leave.saved')} checked={saved} onTick={say} />
        <Button look={saved ? '' : 'quiet'} disabled={!saved} onPress={onLeave}>
          {t('leave.now')}
        </Button>
        <Button look="plain" onPress={onBack}>
          {t('leave.other_way')}
        </Button>
      </Card>
    </>
  );
}

/** Way three: deleted by a word that is typed, never by a slip of the thumb. */
function Typed({ n, onLeave }: { n: number; onLeave: () => void }) {
  const [typed, type] = useState('');
  const word = t('leave.word');
  const fits = typed.trim().toLowerCase() === word.toLowerCase();
  return (
    <details>
      <summary>{t('leave.drop', { n })}</summary>
      <Form onSend={() => fits && onLeave()}>
        <Field label={t('leave.type', { word })} value={typed} maxLength={20} onInput={type} />
        <Button look="danger" submit disabled={!fits}>
          {t('leave.drop_now')}
        </Button>
      </Form>
    </details>
  );
}

/** A calm page: what is gone, what is not, and where it goes on. */
function Afterwards({ gone, host, onAgain }: { gone: Gone; host: string; onAgain: () => void }) {
  useForgetting();
  if (gone.left.length) {
    return (
      <Notice tone="red" live>
        <span>{t('leave.left', { what: remainsWords(gone.left) })}</span>
        <Button look="soft" onPress={onAgain}>
          {t('app.again')}
        </Button>
      </Notice>
    );
  }
  return (
    <>
      <Notice live title={`✓ ${t('leave.done')}`}>
        <span>{t('leave.done_gone')}</span>
        {gone.copy && <span>{t('leave.done_there', { host })}</span>}
        {gone.how === 'file' && <span>{t('leave.done_file')}</span>}
        <span>{t('leave.done_app')}</span>
      </Notice>
      <div class="foot">
        <Button onPress={startAgain}>{t('leave.start')}</Button>
      </div>
    </>
  );
}
