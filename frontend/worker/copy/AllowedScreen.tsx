/** All that the worker allowed, on one page: what, to whom, since when, until when, and the way to take it back. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { t, type Key } from '../../lib/i18n';
import type { Purpose } from '../../lib/records';
import { state } from '../../lib/store';
import { allow, withdraw } from '../../lib/sync/sync';
import { Card, Line, List, Notice, Sum } from '../../ui/basics';
import { Button } from '../../ui/form';
import { complain, said } from '../app/said';
import { dated } from '../wages/words';
import { endsSoon, type Allowance } from './allowance';
import { NoAccount, useAllowance, useByWork, useWaits } from './parts';
import { countWords } from './words';
import { useHost } from './Words';

export default function AllowedScreen() {
  if (!state.value.account) return <NoAccount />;
  return (
    <>
      <Purposes />
      <Card title={t('purpose.share')} side={`○ ${t('allowed.off')}`}>
        <p>{t('about.share')}</p>
        <small>{t('about.share_none')}</small>
      </Card>
    </>
  );
}

function Purposes() {
  const [host] = useHost();
  const byWork = useByWork();
  return (
    <>
      <One purpose="copy" host={host} about={<p>{t('about.copy', { host })}</p>} />
      <One
        purpose="count"
        host={host}
        closed={byWork}
        about={
          <>
            {countWords().map((words) => (
              <p key={words}>{words}</p>
            ))}
            {byWork && <Notice tone="amber">{t('about.by_work')}</Notice>}
          </>
        }
      />
    </>
  );
}

interface OneProps {
  purpose: Purpose;
  host: string;
  about: ComponentChildren;
  closed?: boolean; // a yes would change nothing
}

function One({ purpose, host, about, closed }: OneProps) {
  const allowance = useAllowance(purpose);
  const [asking, ask] = useState(false);
  const done = (doing: Promise<unknown>) => void doing.then(() => (ask(false), said(t('allowed.saved'))), complain);
  const take = () => (purpose === 'copy' && !asking ? ask(true) : done(withdraw(purpose)));
  const on = allowance.is === 'on';
  const soon = endsSoon(allowance, today());
  return (
    <Card title={t(`purpose.${purpose}` as Key)} side={stateWords(allowance)}>
      {about}
      <Facts allowance={allowance} host={host} />
      {asking && (
        <Notice tone="amber" live>
          <span>{t('allowed.withdraw_copy', { host })}</span>
          <Button look="danger" onPress={take}>
            {t('allowed.really')}
          </Button>
          <Button look="quiet" onPress={() => ask(false)}>
            {t('allowed.keep')}
          </Button>
        </Notice>
      )}
      {!asking && (
        <div class="two">
          {!on && purpose === 'copy' && (
            <a class="btn soft" href="#/copy/ask">
              {t('allowed.allow')}
            </a>
          )}
          {(on ? soon : purpose !== 'copy' && !closed) && (
            <Button look="soft" onPress={() => done(allow(purpose))}>
              {t(on ? 'allowed.renew' : 'allowed.allow')}
            </Button>
          )}
          {on && (
            <Button look="quiet" onPress={take}>
              {t('allowed.withdraw')}
            </Button>
          )}
        </div>
      )}
      <History {...allowance} />
    </Card>
  );
}

/** On or off, by a mark and in words. */
function stateWords({ is, on }: Allowance): string {
  if (is === 'on') return `✓ ${t('allowed.on')}`;
  if (is === 'off') return `○ ${t('allowed.off')}`;
  return `○ ${t(`allowed.${is}`, { day: dated(on!) })}`;
}

function Facts({ allowance: { is, on, until, latest }, host }: { allowance: Allowance; host: string }) {
  const waits = useWaits(latest);
  if (is === 'off') return null;
  return (
    <>
      {is === 'on' && (
        <List>
          <Line label={t('allowed.who')} value={host} />
          <Line label={t('allowed.since')} value={dated(on!)} />
          <Line label={t('allowed.until')} value={dated(until!)} />
        </List>
      )}
      {waits && <small>↑ {t('allowed.on_way')}</small>}
    </>
  );
}

function History({ steps, version }: Pick<Allowance, 'steps' | 'version'>) {
  if (!steps.length) return null;
  return (
    <Sum label={t('allowed.history')}>
      <List>
        {steps.map(({ id, is, on, until }) => (
          <Line key={id} label={t(`allowed.${is}`, { day: dated(on) })} {...(until ? { under: t('allowed.to_day', { day: dated(until) }) } : {})} />
        ))}
        {version && <Line label={t('allowed.version')} value={version} />}
      </List>
    </Sum>
  );
}
