/** The second factor of staff: an authenticator's six digits. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import { newFactor } from '../../lib/account/signing';
import type { OwnAccount, Secret } from '../../lib/account/wire';
import { t } from '../../lib/i18n';
import { go } from '../../lib/route';
import { Card, Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { Busy, KnownPassphrase, NotKnown, Offline, Refusal } from './parts';

type Factor = OwnAccount['second_factor'];

export default function FactorScreen() {
  const [factor, setFactor] = useState<Factor>();
  const [problem, setProblem] = useState<unknown>();
  const ask = () => {
    setProblem(undefined);
    accountApi()
      .account()
      .then((own) => setFactor(own.second_factor), setProblem);
  };
  useEffect(ask, []);
  if (problem) return <NotKnown problem={problem} onAgain={ask} />;
  if (!factor) return <p class="quiet">{t('app.loading')}…</p>;
  if (factor === 'given') return <Notice>{t('account.factor_given')}</Notice>;
  return factor === 'asked' ? <Give /> : <Enrol />;
}

function Give() {
  return (
    <>
      <p>{t('account.factor_give')}</p>
      <Code words={t('account.factor_go')} give={(code) => accountApi().giveFactor(code)} />
    </>
  );
}

/** Who picked up a phone that lay open must not be able to lock its owner out of the powers. */
function Begin({ onSecret }: { onSecret: (secret: Secret) => void }) {
  const [passphrase, type] = useState('');
  const { busy, problem, send } = useSending();
  const begin = async () => onSecret(await newFactor({ api: accountApi(), phone: thisPhone() }, passphrase));
  return (
    <Form onSend={() => send(begin)}>
      <Offline />
      <p>{t('account.factor_why')}</p>
      <KnownPassphrase label={t('account.pass')} value={passphrase} problem={problem} onInput={type} />
      <Button submit disabled={busy || !passphrase}>
        {t('account.factor_begin')}
      </Button>
    </Form>
  );
}

/** The secret is on the screen until it was confirmed, and can be had from nobody afterwards. */
function Enrol() {
  const [secret, setSecret] = useState<Secret>();
  if (!secret) return <Begin onSecret={setSecret} />;
  return (
    <>
      <Card title={t('account.factor_secret')}>
        <code class="num">{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <a class="btn soft" href={secret.uri}>
          {t('account.factor_open')}
        </a>
        <small>{t('account.factor_once')}</small>
      </Card>
      <Code words={t('account.factor_confirm')} give={(code) => accountApi().confirmFactor(code)} />
    </>
  );
}

function Code({ words, give }: { words: string; give: (code: string) => Promise<unknown> }) {
  const [code, type] = useState('');
  const [tried, tries] = useState(false);
  const { busy, problem, send } = useSending();
  const digits = code.normalize('NFKC').replace(/\D/g, '');
  const wrong = digits.length !== 6;
  const giveIt = async () => {
    await give(digits);
    said(t('account.factor_done'));
    go('settings/account');
  };
  return (
    <Form onSend={() => (wrong ? tries(true) : send(giveIt))}>
      <Field label={t('account.factor_code')} value={code} inputMode="numeric" autoComplete="one-time-code" maxLength={12} wrong={tried && wrong ? t('account.factor_six') : undefined} onInput={type} />
      <Refusal problem={problem} />
      {busy && <Busy words={t('account.changing')} />}
      <Button submit>{words}</Button>
    </Form>
  );
}
