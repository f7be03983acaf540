/** Where the worker's records are, in plain words, and what could happen to them there. */
import { useEffect, useState } from 'preact/hooks';
import { count } from '../../lib/format';
import { host, type Host } from '../../lib/host';
import { t } from '../../lib/i18n';
import { RECORD_KINDS } from '../../lib/records';
import { comeBack, rows, state } from '../../lib/store';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { Lazy } from '../app/lazy';
import { Loss } from '../app/Loss';
import { UpdateNotice } from './UpdateNotice';

const copy = () => import('../copy/CopyCard');

export function Where() {
  const now = state.value;
  const kept = RECORD_KINDS.reduce((sum, kind) => sum + rows(kind).value.length, 0);
  const [runs, setRuns] = useState<Host | null>(null);
  useEffect(() => void host().then(setRuns), []);
  return (
    <Card title={t('where.title')}>
      <List>
        <Line label={t('where.phone')} value={count(kept)} />
        {!now.account && <Line label={t('where.sent')} value={t('where.nothing')} />}
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
      <Persisted persisted={now.persisted} kept={kept} />
      <UpdateNotice />
    </Card>
  );
}

/** What the browser answered when asked to keep this; and how to make it surer. */
function Persisted({ persisted, kept }: { persisted: boolean | undefined; kept: number }) {
  if (persisted) return <small>{t('where.persisted')}</small>;
  if (persisted === undefined && kept) return null; // it was asked, in an earlier visit, and would be again at the next save
  const words = persisted === undefined ? t('where.not_asked') : t('where.not_persisted');
  return <small>{words}</small>;
}

/** What was kept in reserve while another window changed the same row; and the copy on a server, where there is an account. */
export function Copy() {
  const { account, conflicts } = state.value;
  return (
    <>
      {conflicts.length > 0 && (
        <Notice tone="amber" title={t('where.conflicts')}>
          <span>{t('where.conflict')}</span>
          <a class="btn soft" href="#/copy/differences">
            {t('where.look')}
          </a>
        </Notice>
      )}
      {account ? <Lazy from={copy} words="copy" /> : <NoCopy />}
    </>
  );
}

/** The way to a copy for whoever has no account yet. */
function NoCopy() {
  return (
    <Card>
      <p>{t('where.no_copy')}</p>
      <a class="btn soft" href="#/settings/account">
        {t('where.make_copy')}
      </a>
    </Card>
  );
}
