/** From a backup file onto this phone: shown in counts before anything is written, and nothing here is lost by it. */
import { useState } from 'preact/hooks';
import type { Backup, BackupCode, Restored } from '../../lib/backup/backup';
import { count } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { complain } from '../app/said';

const module = () => import('../../lib/backup/backup');

export default function RestoreScreen() {
  const [file, setFile] = useState<File>();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Backup>();
  const [wrong, setWrong] = useState<BackupCode>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Restored>();

  const look = async () => {
    if (!file || !words.trim()) return;
    setBusy(true);
    setWrong(undefined);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setFound(await (await module()).readBackup(bytes, words));
    } catch (problem) {
      setWrong((problem as { code?: BackupCode }).code ?? 'damaged');
    }
    setBusy(false);
  };
  const restore = async () => {
    setBusy(true);
    await module()
      .then(({ restoreBackup }) => restoreBackup(found!))
      .then(setDone, complain);
    setBusy(false);
  };

  if (done) return <Report done={done} />;
  if (found) return <Found found={found} busy={busy} onRestore={() => void restore()} />;
  return (
    <Form onSend={() => void look()}>
      <p>{t('restore.why')}</p>
      <label class="field">
        <span>{t('restore.file')}</span>
        <input type="file" onChange={(e) => setFile(e.currentTarget.files?.[0])} />
      </label>
      <Field label={t('restore.words')} hint={t('restore.words_hint')} value={words} maxLength={200} onInput={setWords} />
      {wrong && (
        <Notice tone="amber" live>
          {t(`restore.${wrong}` as Key)}
        </Notice>
      )}
      {busy && (
        <p class="quiet" role="status">
          {t('restore.opening')}…
        </p>
      )}
      <Button submit disabled={busy || !file || !words.trim()}>
        {t('restore.look')}
      </Button>
    </Form>
  );
}

function Found({ found, busy, onRestore }: { found: Backup; busy: boolean; onRestore: () => void }) {
  return (
    <>
      <Card title={t('restore.inside')} side={found.made_at.slice(0, 10)}>
        <List>
          {Object.entries(found.counts).map(([kind, n]) => (
            <Line key={kind} label={t(`record.${kind}` as Key)} value={count(n ?? 0)} />
          ))}
        </List>
      </Card>
      <Notice>{t('restore.safe')}</Notice>
      <div class="foot">
        <Button onPress={onRestore} disabled={busy}>
          {t('restore.now')}
        </Button>
      </div>
    </>
  );
}

function Report({ done }: { done: Restored }) {
  return (
    <>
      <Notice live title={t('restore.done')}>
        <List>
          <Line label={t('restore.added')} value={count(done.added)} />
          <Line label={t('restore.changed')} value={count(done.changed)} />
          <Line label={t('restore.same')} value={count(done.same)} />
          <Line label={t('restore.older')} value={count(done.older)} />
        </List>
      </Notice>
      <div class="foot">
        <a class="btn" href="#/today">
          {t('tab.today')}
        </a>
      </div>
    </>
  );
}
