/** Where the worker's records are, in plain words, and what could happen to them there. */
import { useEffect, useState } from 'preact/hooks';
import { count } from '../../lib/format';
import { host, type Host } from '../../lib/host';
import { t } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { comeBack, rows, settle, state } from '../../lib/store';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { Loss } from '../app/Loss';
import { UpdateNotice } from './UpdateNotice';

const KINDS = ['time_entry', 'batch', 'payment', 'deduction', 'cost', 'engagement', 'employer'] as const;

export function Where() {
  const now = state.value;
  const kept = KINDS.reduce((sum, kind) => sum + rows(kind).value.length, 0);
  const [runs, setRuns] = useState<Host | null>(null);
  useEffect(() => void host().then(setRuns), []);
  return (
    <Card title={t('where.title')}>
      <List>
        <Line label={t('where.phone')} value={count(kept)} />
        <Line label={t('where.sent')} value={t('where.nothing')} />
        <Line label={t('where.host')} value={runs?.name ?? t('where.host_unknown')} {...(runs?.contact ? { under: runs.contact } : {})} />
      </List>
      {now.phase === 'fallback' && (
        <Notice tone="amber">
          {t('where.reserve', { n: now.reserved })}
          <Button look="soft" onPress={() => void comeBack()}>
            {t('app.again')}
          </Button>
        </Notice>
      )}
      {now.phase === 'nowhere' && <Notice tone="red">{t('store.nowhere')}</Notice>}
      {now.unreadable > 0 && <Notice tone="amber">{t('where.unreadable', { n: now.unreadable })}</Notice>}
      {now.full && <Notice tone="red">{t('store.full')}</Notice>}
      <Loss />
      <Persisted persisted={now.persisted} />
      <UpdateNotice />
    </Card>
  );
}

/** What the browser answered when asked to keep this; and how to make it surer. */
function Persisted({ persisted }: { persisted: boolean | undefined }) {
  if (persisted) return <small>{t('where.persisted')}</small>;
  const words = persisted === undefined ? t('where.not_asked') : t('where.not_persisted');
  return <small>{words}</small>;
}

/** Kept in reserve while another window changed the same row: both are shown, the worker picks. */
export function Conflicts({ items }: { items: Row[] }) {
  if (!items.length) return null;
  return (
    <Card title={t('where.conflicts')}>
      {items.map((item) => (
        <Notice key={item.id} tone="amber">
          <span>{t('where.conflict')}</span>
          <div class="two">
            <Side title={t('where.mine')} row={item} />
            <Side title={t('where.stored')} row={rows(item.kind).value.find((row) => row.id === item.id)} />
          </div>
          <div class="two">
            <Button look="quiet" onPress={() => void settle(item, true)}>
              {t('where.keep_mine')}
            </Button>
            <Button look="quiet" onPress={() => void settle(item, false)}>
              {t('where.keep_stored')}
            </Button>
          </div>
        </Notice>
      ))}
    </Card>
  );
}

function Side({ title, row }: { title: string; row: Row | undefined }) {
  const shown = Object.entries(row?.body ?? {}).filter(([name, value]) => value !== null && !name.endsWith('_id') && typeof value !== 'object');
  return (
    <div>
      <b>{title}</b>
      {shown.map(([name, value]) => (
        <small key={name}>
          <br />
          {String(value)}
        </small>
      ))}
    </div>
  );
}
