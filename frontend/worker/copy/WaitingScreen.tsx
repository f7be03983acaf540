/** What is on this phone only, one by one: looked at, changed, sent again, saved or deleted by the worker's hand alone. */
import { useState } from 'preact/hooks';
import { download, dropsDownloads } from '../../lib/handing';
import { t } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { go } from '../../lib/route';
import { rows, state } from '../../lib/store';
import { retry, sendNow, unsent, type Unsent } from '../../lib/sync/sync';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { drop } from '../app/keep';
import { complain } from '../app/said';
import { formOf, headOf, isRecord, told, type Names } from './fields';
import { kindName, NoAccount, useAllowance } from './parts';
import { whyWaiting } from './words';
import { Words } from './Words';

const MOST = 50; // shown at once

export default function WaitingScreen() {
  return state.value.account ? <Words>{(names) => <Waiting names={names} />}</Words> : <NoAccount />;
}

function Waiting({ names }: { names: Names }) {
  const copy = useAllowance('copy').is === 'on';
  const all = unsent.value;
  const [sending, send] = useState(false);
  const sendable = all.some(({ needs }) => !needs); // what needs somebody goes by its own button
  const now = () => {
    send(true);
    void sendNow().finally(() => send(false));
  };
  if (!all.length) return <Nothing copy={copy} />;
  const shown = [...all].reverse().sort((one, two) => Number(Boolean(two.needs)) - Number(Boolean(one.needs))); // first what needs somebody, then the newest
  return (
    <Form onSend={copy ? now : () => go('copy/ask')}>
      <p>{t('waiting.text', { n: all.length })}</p>
      <Card>
        <List>
          {shown.slice(0, MOST).map((one) => (
            <Item key={one.op_id} one={one} names={names} copy={copy} alone={all.length === 1} />
          ))}
        </List>
      </Card>
      {all.length > MOST && <small>{t('waiting.more', { n: all.length - MOST })}</small>}
      {(sendable || !copy) && (
        <Button submit disabled={sending}>
          {t(copy ? 'copy.now' : 'copy.make')}
        </Button>
      )}
    </Form>
  );
}

function Nothing({ copy }: { copy: boolean }) {
  return (
    <>
      <Notice live>{t(copy ? 'waiting.none' : 'waiting.no_copy')}</Notice>
      <a class="btn soft" href={copy ? '#/copy/receipt' : '#/copy/ask'}>
        {t(copy ? 'page.receipt' : 'copy.make')}
      </a>
    </>
  );
}

interface ItemProps {
  one: Unsent;
  names: Names;
  copy: boolean; // one is kept
  alone: boolean; // nothing else waits: it needs no tap to be seen whole
}

function Item({ one, names, copy, alone }: ItemProps) {
  const { id, kind, needs, removes } = one;
  const row = rows(kind).value.find((each) => each.id === id);
  const head = removes ? t('waiting.removal') : row && isRecord(kind) ? headOf(kind, row.body, names) : '';
  const why = copy || needs ? whyWaiting(one) : t('waiting.stays');
  return (
    <details open={alone}>
      <summary class="head">
        <span>
          {[kindName(kind), head].filter(Boolean).join(' · ')}
          <br />
          <small class={needs ? 'amber' : ''}>{needs ? `▲ ${why}` : why}</small>
        </span>
      </summary>
      <List>{row && isRecord(kind) && told(kind, row.body, names).map(({ name, label, value }) => <Line key={name} label={label} value={value} />)}</List>
      {row && isRecord(kind) && <Doing row={row} one={one} />}
      {needs?.why === 'conflict' && (
        <a class="btn soft" href="#/copy/differences">
          {t('needs.look')}
        </a>
      )}
    </details>
  );
}

function Doing({ row, one }: { row: Row; one: Unsent }) {
  const form = formOf(row.kind, row.id);
  return (
    <>
      <div class="answers">
        {form && (
          <a class="btn soft" href={form}>
            {t('waiting.change')}
          </a>
        )}
        {one.needs && one.needs.why !== 'conflict' && (
          <Button look="soft" onPress={() => void retry(one.id).catch(complain)}>
            {t('waiting.retry')}
          </Button>
        )}
        {!dropsDownloads() && (
          <Button look="quiet" onPress={() => download(fileOf(row))}>
            {t('waiting.save')}
          </Button>
        )}
        <Button look="danger" onPress={() => void drop(row)}>
          {t('waiting.delete')}
        </Button>
      </div>
      <small>{t('waiting.not_locked')}</small>
    </>
  );
}

/** One record as it stands on this phone, for whoever can read JSON. */
const fileOf = ({ kind, id, body }: Row): File => new File([JSON.stringify({ gongyou: 'record/1', kind, id, body }, null, 2)], `gongyou-${kind}.json`, { type: 'application/json' });
