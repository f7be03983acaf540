/** What an account is for and what the server can read; two doors to one; and, with one, all that can be done about it. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import type { Account } from '../../lib/sync/account';
import type { OwnAccount } from '../../lib/account/wire';
import { day } from '../../lib/format';
import { host, type Host } from '../../lib/host';
import { t, type Key } from '../../lib/i18n';
import { Card, Line, List, Notice, Sum } from '../../ui/basics';
import { copying } from './here';
import { Fingerprint } from './parts';

export default function AccountScreen() {
  const [kept, setKept] = useState<Account | null>();
  useEffect(() => void thisPhone().account().then((found) => setKept(found ?? null), () => setKept(null)), []);
  if (kept === undefined) return <p class="quiet">{t('app.loading')}…</p>;
  return kept ? <Own kept={kept} /> : <Doors />;
}

function Doors() {
  return (
    <>
      <p>{t('account.without')}</p>
      <Card title={t('account.for')}>
        <ul class="asks">
          <li>{t('account.for_copy')}</li>
          <li>{t('account.for_phone')}</li>
          <li>{t('account.for_share')}</li>
        </ul>
      </Card>
      <WhatItSees />
      <div class="foot">
        <div class="two">
          <a class="btn" href="#/settings/account/sign-up">
            {t('account.new')}
          </a>
          <a class="btn soft" href="#/settings/account/sign-in">
            {t('account.have')}
          </a>
        </div>
      </div>
    </>
  );
}

function WhatItSees() {
  return (
    <Card title={t('account.sees')}>
      <p>
        <b>{t('account.sees_never')}</b> {t('account.sees_never_text')}
      </p>
      <p>
        <b>{t('account.sees_only')}</b> {t('account.sees_only_text')}
      </p>
      <Sum label={t('account.sees_more')}>
        <p>
          <b>{t('account.sees_always')}</b> {t('account.sees_always_text')}
        </p>
        <small>{t('account.sees_honest')}</small>
      </Sum>
    </Card>
  );
}

function Own({ kept }: { kept: Account }) {
  const [runs, setRuns] = useState<Host | null>(null);
  const [own, setOwn] = useState<OwnAccount>();
  const [out, setOut] = useState(!kept.signed_in);
  const copied = copying();
  useEffect(() => {
    void host().then(setRuns);
    accountApi()
      .account()
      .then(setOwn, (problem: { code?: string }) => setOut((was) => was || problem.code === 'signed-out'));
  }, []);
  return (
    <>
      {out && <SignedOut />}
      <Card title={t('account.handle')}>
        <p class="mid">{kept.handle}</p>
        <List>
          <Line label={t('account.host')} value={runs?.name ?? t('account.host_unknown')} />
          {own && <Line label={t('account.made_on')} value={day(own.made_on)} />}
          {own && <Line label={t('account.counted')} value={t(own.proof === 'work' ? 'account.counted_work' : own.vouched.vouched ? 'account.counted_yes' : 'account.counted_not')} />}
        </List>
        {kept.pins.map((pin) => (
          <Fingerprint key={pin} of={pin} />
        ))}
      </Card>
      {!out && !copied && <AskCopy />}
      {!out && copied && (
        <a class="btn soft" href="#/copy/allowed">
          {t('account.allowed')}
        </a>
      )}
      <Rooms own={own} />
    </>
  );
}

/** What an account is mostly made for, until it is allowed; nothing is sent by signing up. */
function AskCopy() {
  return (
    <div class="form">
      <p class="quiet">{t('account.no_copy')}</p>
      <a class="btn" href="#/copy/ask">
        {t('account.ask_copy')}
      </a>
    </div>
  );
}

/** No scolding: in a chat app's browser this is how every visit begins. */
function SignedOut() {
  return (
    <Notice tone="blue" title={t('account.out')}>
      <span>{t('account.out_text')}</span>
      <a class="btn" href="#/settings/account/sign-in">
        {t('account.sign_in')}
      </a>
    </Notice>
  );
}

function Rooms({ own }: { own: OwnAccount | undefined }) {
  const staff = Boolean(own?.roles.length);
  const rooms: [string, Key][] = [
    ['settings/account/vouch', 'account.vouch'],
    ['settings/account/devices', 'account.devices'],
    ['settings/account/passphrase', 'account.new_pass'],
    ['settings/account/phrase', 'account.new_phrase'],
    ...(staff ? [['settings/account/factor', 'account.factor'] as [string, Key]] : []),
    ['copy/leave', 'account.log_out'],
  ];
  return (
    <Card>
      <List>
        {staff && <Line href="/desk" label={t('account.desk')} under={t('account.desk_where', { address: `${location.host}/desk` })} value="›" />}
        {rooms.map(([to, words]) => (
          <Line key={to} href={`#/${to}`} label={t(words)} value="›" />
        ))}
        <Line href="#/copy/erase" label={t('account.erase')} value="›" tone="red" />
      </List>
    </Card>
  );
}
