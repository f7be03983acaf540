/** How the copy stands, in one of four states, with the one thing to do where the worker is needed. */
import { useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { t } from '../../lib/i18n';
import { removedElsewhere, sendNow, syncState, type SyncState } from '../../lib/sync/sync';
import { Card, Line, List, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { dated } from '../wages/words';
import { endsSoon } from './allowance';
import { Standing, useAllowance } from './parts';
import { reasonWords } from './words';
import { useHost } from './Words';

export default function CopyCard() {
  const [host] = useHost();
  const copy = useAllowance('copy');
  const on = copy.is === 'on';
  const standing = syncState.value;
  return (
    <Card title={t('copy.title')}>
      <Standing host={host} />
      {standing.reasons.map((reason) => (
        <Needs key={reason.why} {...reasonWords(reason, host)} />
      ))}
      {!on && (
        <>
          <p>{t('copy.none')}</p>
          <a class="btn soft" href="#/copy/ask">
            {t('copy.make')}
          </a>
        </>
      )}
      {endsSoon(copy, today()) && <Needs text={t('copy.ends_soon', { day: dated(copy.until!) })} todo={t('copy.renew')} href="#/copy/allowed" />}
      {on && standing.waiting > 0 && canSend(standing) && <Send />}
      <List>
        {on && standing.waiting > 0 && <Line href="#/copy/waiting" label={t('page.waiting')} value={`${standing.waiting} ›`} />}
        {removedElsewhere.value.length > 0 && <Line href="#/copy/differences" label={t('copy.kept')} value={`${removedElsewhere.value.length} ›`} />}
        <Line href="#/copy/receipt" label={t('page.receipt')} value="›" />
        <Line href="#/copy/allowed" label={t('page.allowed')} value="›" />
      </List>
    </Card>
  );
}

/** Where the worker is needed first, sending would change nothing; unless it is only that nothing got through. */
const canSend = ({ reasons }: SyncState): boolean => reasons.every(({ why }) => why === 'stalled');

function Needs({ text, todo, href }: { text: string; todo: string; href: string }) {
  return (
    <Notice tone="amber">
      <span>{text}</span>
      <a class="btn soft" href={href}>
        {todo}
      </a>
    </Notice>
  );
}

function Send() {
  const [busy, work] = useState(false);
  const send = () => {
    work(true);
    void sendNow().finally(() => work(false));
  };
  return (
    <Button look="soft" onPress={send} disabled={busy}>
      {t('copy.now')}
    </Button>
  );
}
