/** Erasing the account on the server: said plainly, the passphrase asked, and the server's own counts shown afterwards. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import { eraseAccount } from '../../lib/account/signing';
import { count } from '../../lib/format';
import { load, t, type Key } from '../../lib/i18n';
import { state } from '../../lib/store';
import { forgetAccount } from '../../lib/sync/sync';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { Busy, KnownPassphrase, Offline } from '../account/parts';
import { isRecord } from './fields';
import { NoAccount } from './parts';
import { useHost, Words } from './Words';

export default function EraseAccountScreen() {
  const [deleted, set] = useState<Record<string, number>>();
  const [ready, come] = useState(false);
  useEffect(() => void load('account').then(() => come(true), () => come(true)), []);
  if (deleted) return <Words>{() => <Deleted rows={deleted} />}</Words>;
  if (!state.value.account) return <NoAccount />;
  return ready ? <Ask onDone={set} /> : <p class="quiet">{t('app.loading')}…</p>;
}

function Ask({ onDone }: { onDone: (rows: Record<string, number>) => void }) {
  const [host] = useHost();
  const [passphrase, type] = useState('');
  const { busy, problem, send } = useSending();
  const erase = async () => {
    const rows = await eraseAccount({ api: accountApi(), phone: thisPhone() }, passphrase);
    onDone(rows);
    await forgetAccount();
  };
  return (
    <Form onSend={() => send(erase)}>
      <Notice tone="red" title={t('page.erase')}>
        <span>{t('gone.text', { host })}</span>
      </Notice>
      <p>{t('gone.phone_stays')}</p>
      <small>{t('gone.backups')}</small>
      <Offline />
      <KnownPassphrase label={t('gone.passphrase')} value={passphrase} problem={problem} onInput={type} />
      {problem !== undefined && <small>{t('gone.not_done')}</small>}
      {busy && <Busy words={t('gone.working')} />}
      <Button look="danger" submit disabled={busy || !passphrase}>
        {t('gone.now')}
      </Button>
    </Form>
  );
}

/** The server's receipt: what it deleted, in words; tables that have no word for a worker are one line. */
function Deleted({ rows }: { rows: Record<string, number> }) {
  const known = Object.entries(rows).filter(([table, n]) => n && isRecord(table));
  const rest = Object.entries(rows).reduce((sum, [table, n]) => (isRecord(table) ? sum : sum + n), 0);
  return (
    <>
      <Notice live title={`✓ ${t('gone.done')}`}>
        {t('gone.phone_stays')}
      </Notice>
      <Card title={t('gone.deleted')}>
        <List>
          {known.map(([table, n]) => (
            <Line key={table} label={t(`record.${table}` as Key)} value={count(n)} />
          ))}
          <Line label={t('gone.rest')} value={count(rest)} />
        </List>
      </Card>
      <div class="foot">
        <a class="btn" href="#/today">
          {t('tab.today')}
        </a>
        <a class="btn quiet" href="#/settings/erase">
          {t('gone.wipe')}
        </a>
      </div>
    </>
  );
}
