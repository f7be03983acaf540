/** Where one stands, the code that a colleague types, the code of a colleague, and an invitation. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { codeIn, inGroups, standingOf } from '../../lib/account/vouching';
import type { OwnAccount, VouchCode } from '../../lib/account/wire';
import { local, now } from '../../lib/clock';
import { count, day, hour } from '../../lib/format';
import { t } from '../../lib/i18n';
import { Card, Line, List, Notice } from '../../ui/basics';
import { TypedForm, useTyped } from '../../ui/draft';
import { Button, Field } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { useHeld } from './held';
import { Invite } from './Invite';
import { Busy, NotKnown, Offline, Refusal } from './parts';

export default function VouchScreen() {
  const [own, setOwn] = useState<OwnAccount>();
  const [problem, setProblem] = useState<unknown>();
  const ask = () => {
    setProblem(undefined);
    accountApi().account().then(setOwn, setProblem);
  };
  useEffect(ask, []);
  if (!own && !problem) return <Busy words={t('app.loading')} />;
  return (
    <>
      {own && <Offline />}
      {own ? <Stands own={own} /> : <NotKnown problem={problem} onAgain={ask} />}
      {own?.proof !== 'work' && (
        <>
          <MyCode />
          <TheirCode />
          <Invite key={own?.worker_id ?? ''} own={own} />
        </>
      )}
    </>
  );
}

/** A code or an invitation would lead nowhere for an account that work let in: it is told so, and that is all. */
function Stands({ own }: { own: OwnAccount }) {
  const { organizer_words, member_words, old_enough_on } = own.vouched;
  const on = day(old_enough_on);
  const stands = standingOf(own);
  return (
    <Card title={t('account.counted')}>
      <p>{t(`stands.${stands}`, { day: on })}</p>
      {stands !== 'work' && (
        <List>
          <Line label={t('account.by_organizers')} value={count(organizer_words)} />
          <Line label={t('account.by_members')} value={count(member_words)} />
          <Line label={t('account.old_enough')} value={on} />
        </List>
      )}
    </Card>
  );
}

/** Asked for by a tap, since a new code ends the one before; held, so that a look elsewhere does not cost another. */
function MyCode() {
  const held = useHeld<{ code?: VouchCode }>('vouch-code', {});
  const { busy, problem, send } = useSending();
  const ask = async () => held.set({ code: await accountApi().vouchCode() });
  const { code } = held.value;
  const until = code ? Date.parse(code.expires_at) : 0;
  const shown = until > now() ? code : undefined;
  return (
    <Card title={t('account.my_code')}>
      <p>{t('account.my_code_text')}</p>
      {shown && (
        <div role="status">
          <p class="big num" dir="ltr">
            {inGroups(shown.code)}
          </p>
          <small>{t('account.code_until', { when: `${day(local(until).day)} ${hour(until)}` })}</small>
        </div>
      )}
      <Refusal problem={problem} />
      {busy && <Busy words={t('account.asking')} />}
      <Button look={shown ? 'quiet' : 'soft'} disabled={busy} onPress={() => send(ask)}>
        {t(shown ? 'account.code_new' : 'account.code_show')}
      </Button>
    </Card>
  );
}

function TheirCode() {
  const typed = useTyped('vouch', { code: '' });
  const [tried, tries] = useState(false);
  const { busy, problem, send, forget } = useSending();
  const code = codeIn(typed.value.code);
  const give = () => {
    tries(true);
    if (!code) return forget();
    send(async () => {
      await accountApi().vouch(code);
      await typed.draft.clear();
      tries(false);
      said(t('account.word_given'));
    });
  };
  return (
    <Card title={t('account.their_code')}>
      <Notice>{t('account.word_means')}</Notice>
      <TypedForm typed={typed} onSend={give}>
        <Field label={t('account.code')} value={typed.value.code} maxLength={40} autoCapitalize="none" hint={t('account.code_hint')} wrong={tried && !code ? t('account.code_wrong') : undefined} onInput={(text) => typed.set({ code: text })} />
        <Refusal problem={problem} />
        {busy && <Busy words={t('account.sending')} />}
        <Button look="soft" submit disabled={busy}>
          {t('account.give_word')}
        </Button>
        <small>{t('account.word_forgotten')}</small>
      </TypedForm>
    </Card>
  );
}
