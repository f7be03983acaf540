/** Before the first copy: what would be sent, in counts and one real example of each kind. Nothing leaves before yes. */
import { useEffect, useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { lastDay } from '../../lib/consents';
import { count } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { back } from '../../lib/route';
import { state } from '../../lib/store';
import { allow, preview, syncState, type Preview } from '../../lib/sync/sync';
import { Card, Line, List, Notice, Sum } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { complain } from '../app/said';
import { dated } from '../wages/words';
import { headOf, labelOf, told, type Names } from './fields';
import { useOffline } from '../../ui/online';
import { NoAccount, Standing, useAllowance } from './parts';
import { useHost, Words } from './Words';

export default function AskScreen() {
  return state.value.account ? <Words>{(names) => <Ask names={names} />}</Words> : <NoAccount />;
}

function Ask({ names }: { names: Names }) {
  const [host, known] = useHost();
  const [said, say] = useState(false);
  const offline = useOffline();
  const standing = useAllowance('copy');
  const until = lastDay(today());
  if (standing.is === 'on' && !said) return <Stands until={standing.until!} />;
  if (said) return <Yes host={host} />;
  return (
    <Form onSend={() => void allow('copy').then(() => say(true), complain)}>
      <p>{t('ask.why')}</p>
      <Card>
        <List>
          <Line label={t('ask.who')} value={known ? host : t('ask.host_unknown')} {...(known?.contact ? { under: known.contact } : {})} />
          <Line label={t('ask.until')} value={dated(until)} under={t('ask.year')} />
        </List>
      </Card>
      <Card title={t('ask.who_reads')}>
        <p>{t('ask.can_read')}</p>
        <p>{t('ask.cannot_read')}</p>
      </Card>
      <Examples names={names} host={host} />
      <Card>
        <Sum label={t('ask.withdraw')}>
          <p>{t('ask.withdraw_text')}</p>
        </Sum>
      </Card>
      {offline && <Notice tone="amber">{t('ask.offline')}</Notice>}
      <Button look="plain" onPress={back}>
        {t('ask.not_now')}
      </Button>
      <Button submit>{t('ask.yes')}</Button>
    </Form>
  );
}

function Stands({ until }: { until: string }) {
  return (
    <>
      <Notice>{t('ask.stands', { day: dated(until) })}</Notice>
      <a class="btn soft" href="#/copy/allowed">
        {t('page.allowed')}
      </a>
    </>
  );
}

/** The state as it changes, so that "received" is seen here and no tap is needed for it. */
function Yes({ host }: { host: string }) {
  return (
    <>
      {syncState.value.is !== 'received' && <Notice live>{t('ask.said_yes')}</Notice>}
      <Standing host={host} />
      <div class="foot">
        <a class="btn" href="#/settings">
          {t('ask.to_where')}
        </a>
      </div>
    </>
  );
}

/** Counts by kind; under each, one record as it would travel. */
function Examples({ names, host }: { names: Names; host: string }) {
  const [parts, set] = useState<Preview[]>();
  const { loaded } = state.value;
  useEffect(() => void (loaded && preview().then(set, complain)), [loaded]);
  if (!parts) return <p class="quiet">{t('app.loading')}…</p>;
  return (
    <Card title={t('ask.what')} side={count(parts.reduce((sum, part) => sum + part.n, 0))}>
      {parts.length ? null : <p>{t('ask.nothing')}</p>}
      {parts.map((part) => (
        <details key={part.kind}>
          <summary class="head">
            <span>{t(`record.${part.kind}` as Key)}</span>
            <b class="num">{count(part.n)}</b>
          </summary>
          <Example part={part} names={names} host={host} />
        </details>
      ))}
      <small>{t('ask.settings_stay')}</small>
    </Card>
  );
}

function Example({ part: { kind, example }, names, host }: { part: Preview; names: Names; host: string }) {
  const open = told(kind, example.body, names);
  const locked = Object.keys(example.sealed);
  return (
    <>
      <small>{t('ask.example', { record: headOf(kind, example.body, names) })}</small>
      <h3>{t('ask.reads', { host })}</h3>
      <List>
        {open.map(({ name, label, value }) => (
          <Line key={name} label={label} value={value} />
        ))}
      </List>
      <h3>{t('ask.sealed')}</h3>
      {locked.length === 0 && <small>{t('ask.nothing_locked')}</small>}
      <List>
        {locked.map((name) => (
          <Line key={name} label={labelOf(kind, name)} value={<Locked />} />
        ))}
      </List>
    </>
  );
}

/** What the server has instead of the value. */
function Locked() {
  return (
    <span class="locked">
      <Icon name="lock" /> {t('ask.locked')}
    </span>
  );
}
