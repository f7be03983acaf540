/** From a backup file onto this phone: shown in counts before anything is written, and nothing here is lost by it. */
import { useState } from 'preact/hooks';
import type { Backup, BackupCode, Restored } from '../../lib/backup/backup';
import { count, day } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import type { Kind } from '../../lib/records';
import { rows } from '../../lib/store';
import { complain } from '../app/said';

const module = () => import('../../lib/backup/backup');

const KINDS: Kind[] = ['time_entry', 'batch', 'payment', 'deduction', 'cost', 'period_mark', 'engagement', 'employer', 'profile'];
const here = (kind: Kind): number => rows(kind).value.length;

export default function RestoreScreen() {
  const [file, setFile] = useState<File>();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Backup>();
  const [wrong, setWrong] = useState<BackupCode | 'missing'>();
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
      setWrong((problem as { code?: BackupCode }).code ?? 'missing');
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
          {t(wrong === 'missing' ? 'app.part_missing' : (`restore.${wrong}` as Key))}
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
      <Card title={t('restore.inside')} side={day(found.made_at.slice(0, 10))}>
        <Counts file={found.counts} />
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

/** The file's counts beside this phone's. */
function Counts({ file }: { file: Backup['counts'] }) {
  const shown = KINDS.filter((kind) => file[kind] || here(kind));
  return (
    <table>
      <thead>
        <tr>
          <th />
          <th class="num">{t('restore.in_file')}</th>
          <th class="num">{t('restore.on_phone')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`record.${kind}` as Key)}</th>
            <td class="num">{count(file[kind] ?? 0)}</td>
            <td class="num">{count(here(kind))}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
          <Line label={t('restore.older')} value={count(done.older + done.different)} />
        </List>
      </Notice>
      <Card title={t('restore.on_phone')}>
        <List>
          {KINDS.filter(here).map((kind) => (
            <Line key={kind} label={t(`record.${kind}` as Key)} value={count(here(kind))} />
          ))}
        </List>
      </Card>
      <div class="foot">
        <a class="btn" href="#/today">
          {t('tab.today')}
        </a>
      </div>
    </>
  );
}
