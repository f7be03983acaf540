/** What the server holds: its own counts beside this phone's, and a receipt to keep. */
import { useEffect, useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { count, when } from '../../lib/format';
import { download, dropsDownloads, share, shareable } from '../../lib/handing';
import { t } from '../../lib/i18n';
import { RECORD_KINDS } from '../../lib/records';
import { rows, state } from '../../lib/store';
import { receipt, sendNow, type Compared } from '../../lib/sync/sync';
import { Again } from '../../ui/again';
import { Card, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { isRecord } from './fields';
import { kindName, NoAccount, useAllowance } from './parts';
import { useHost, Words } from './Words';

export default function ReceiptScreen() {
  return state.value.account ? <Words>{() => <Receipt />}</Words> : <NoAccount />;
}

function Receipt() {
  const [host] = useHost();
  const copy = useAllowance('copy').is === 'on';
  const [found, set] = useState<Compared | 'asking' | 'missing'>('asking');
  const ask = () => {
    set('asking');
    receipt().then(set, () => set('missing'));
  };
  useEffect(ask, []);
  if (found === 'asking') return <p class="quiet">{t('receipt.asking')}…</p>;
  if (found === 'missing') return <Again words={t('receipt.offline')} onAgain={ask} />;
  return (
    <>
      <Verdict found={found} host={host} copy={copy} />
      {(copy || sum(records(found.there)) > 0) && <Counts found={found} host={host} />}
      <Handing found={found} host={host} />
      <div class="foot">
        {copy && !found.same && (
          <Button look="soft" onPress={() => void sendNow().then(ask)}>
            {t('copy.now')}
          </Button>
        )}
        <Button look="plain" onPress={ask}>
          {t('receipt.compare')}
        </Button>
      </div>
    </>
  );
}

const records = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([kind]) => isRecord(kind)));
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0);

function Verdict({ found, host, copy }: { found: Compared; host: string; copy: boolean }) {
  const n = sum(records(found.there));
  if (!copy) return <Notice live>{t(n ? 'receipt.not_gone' : 'receipt.nothing')}</Notice>;
  if (found.same && found.waiting) return <Notice tone="amber">{t('receipt.so_far', { n, waiting: found.waiting })}</Notice>;
  if (found.same && !n) return <Notice live>{t('receipt.nothing')}</Notice>;
  if (found.same) {
    return (
      <Notice live title={`✓ ${t('receipt.same')}`}>
        {t('receipt.same_text', { n, host })}
      </Notice>
    );
  }
  return (
    <Notice tone="amber" live title={t('receipt.differ')}>
      {found.waiting > 0 ? t('receipt.differ_waiting', { n: found.waiting }) : t('receipt.differ_text')}
    </Notice>
  );
}

/** What this phone has is counted here and now; the server's counts are its own. */
function Counts({ found: { there, at }, host }: { found: Compared; host: string }) {
  const here = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, rows(kind).value.length]));
  const kinds = RECORD_KINDS.filter((kind) => there[kind] || here[kind]);
  return (
    <Card title={host} side={when(at)}>
      <table>
        <thead>
          <tr>
            <th />
            <th class="num">{t('receipt.there')}</th>
            <th class="num">{t('receipt.here')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                {(there[kind] ?? 0) === (here[kind] ?? 0) ? '' : '≠ '}
                {kindName(kind)}
              </th>
              <td class="num">{count(there[kind] ?? 0)}</td>
              <td class="num">{count(here[kind] ?? 0)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <b>{t('receipt.all')}</b>
            </th>
            <td class="num">{count(sum(records(there)))}</td>
            <td class="num">{count(sum(here))}</td>
          </tr>
        </tbody>
      </table>
    </Card>
  );
}

/** The receipt as a file: counts and a check code, in a form that can be compared later. */
function Handing({ found, host }: { found: Compared; host: string }) {
  if (dropsDownloads()) return null;
  const { there, at, digest, change } = found;
  const paper = { gongyou: 'receipt/1', host, at: new Date(at).toISOString(), counts: there, last_change: change, digest };
  const file = new File([JSON.stringify(paper, null, 2)], `gongyou-receipt-${today()}.json`, { type: 'application/json' });
  return (
    <>
      <Button look="soft" onPress={() => download(file)}>
        {t('receipt.save')}
      </Button>
      {shareable(file) && (
        <Button look="quiet" onPress={() => void share(file)}>
          {t('receipt.share')}
        </Button>
      )}
      <small>{t('receipt.file_text')}</small>
    </>
  );
}
