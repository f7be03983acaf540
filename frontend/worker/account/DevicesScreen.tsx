/** The phones of an account: what each is called, when it was last here, what never came from it, and its way out. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { labelOf, sealLabel } from '../../lib/account/labels';
import { thisPhone } from '../../lib/account/phone';
import { signOutDevice } from '../../lib/account/signing';
import type { Device } from '../../lib/account/wire';
import { count, day } from '../../lib/format';
import { t } from '../../lib/i18n';
import { Card, Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { said } from '../app/said';
import { copying } from './here';
import { Busy, KnownPassphrase, NotKnown, Offline, Refusal } from './parts';

interface Named extends Device {
  name: string | undefined;
}

export default function DevicesScreen() {
  const [devices, setDevices] = useState<Named[]>();
  const [problem, setProblem] = useState<unknown>();
  const ask = () => {
    setProblem(undefined);
    accountApi()
      .devices()
      .then((all) => Promise.all(all.map(async (one) => ({ ...one, name: await labelOf(one) }))))
      .then(setDevices, setProblem);
  };
  useEffect(ask, []);
  if (!devices) return problem ? <NotKnown problem={problem} onAgain={ask} /> : <Busy words={t('app.loading')} />;
  const mine = devices.find((one) => one.this);
  const others = devices.filter((one) => !one.this);
  return (
    <>
      <Offline />
      {mine && <ThisOne device={mine} onNamed={ask} />}
      {others.map((one) => (
        <Other key={one.device_id} device={one} onOut={ask} />
      ))}
      {!others.length && <p class="quiet">{t('account.no_others')}</p>}
      {others.length > 0 && <Everywhere onOut={ask} />}
    </>
  );
}

function ThisOne({ device, onNamed }: { device: Named; onNamed: () => void }) {
  const [name, type] = useState(device.name ?? '');
  const { problem, send } = useSending();
  const save = async () => {
    await accountApi().nameDevice(device.device_id, await sealLabel(device.device_id, name.trim()));
    said(t('account.named'));
    onNamed();
  };
  return (
    <Card title={t('account.this_phone')} side={t('account.since', { day: day(device.made_on) })}>
      <Form onSend={() => send(save)}>
        <Field label={t('account.phone_name')} value={name} maxLength={60} hint={t('account.phone_name_hint')} onInput={type} />
        <Refusal problem={problem} />
        <Button look="soft" submit>
          {t('app.save')}
        </Button>
      </Form>
    </Card>
  );
}

function Other({ device, onOut }: { device: Named; onOut: () => void }) {
  return (
    <Card title={device.name || t('account.unnamed')} side={t('account.seen', { day: day(device.seen_on) })}>
      <small>{t('account.since', { day: day(device.made_on) })}</small>
      {device.missing > 0 && copying() && <Notice tone="amber">{t('account.never_came', { n: count(device.missing) })}</Notice>}
      {device.leaving ? (
        <Notice tone="blue">{t('account.leaving')}</Notice>
      ) : (
        <SignOut id={device.device_id} onOut={onOut} />
      )}
    </Card>
  );
}

function SignOut({ id, onOut }: { id: string; onOut: () => void }) {
  const act = (passphrase: string) => signOutDevice({ api: accountApi(), phone: thisPhone() }, id, passphrase);
  return <Asked proof ask={t('account.sign_out')} text={t('account.sign_out_text')} yes={t('account.sign_out_yes')} act={act} onDone={onOut} />;
}

function Everywhere({ onOut }: { onOut: () => void }) {
  return <Asked ask={t('account.everywhere')} text={t('account.everywhere_text')} yes={t('account.everywhere_yes')} act={() => accountApi().endOthers()} onDone={onOut} />;
}

interface Asks {
  ask: string;
  text: string;
  yes: string;
  proof?: boolean; // the passphrase is asked for too
  act: (passphrase: string) => Promise<unknown>;
  onDone: () => void;
}

/** Something that ends sessions: first a tap that tells what will happen, then one that does it. */
function Asked({ ask, text, yes, proof, act, onDone }: Asks) {
  const [asked, setAsked] = useState(false);
  const [passphrase, type] = useState('');
  const { busy, problem, send, forget } = useSending();
  const go = async () => {
    await act(passphrase);
    said(t('account.signed_out'));
    onDone();
    setAsked(false);
  };
  if (!asked) {
    return (
      <Button look="quiet" onPress={() => setAsked(true)}>
        {ask}
      </Button>
    );
  }
  const leave = () => {
    setAsked(false);
    forget();
    type('');
  };
  return (
    <Form onSend={() => send(go)}>
      <Notice tone="amber" live>
        {text}
      </Notice>
      {proof ? <KnownPassphrase label={t('account.pass')} value={passphrase} problem={problem} onInput={type} /> : <Refusal problem={problem} />}
      <div class="two">
        <Button look="danger" submit disabled={busy || (proof === true && !passphrase)}>
          {yes}
        </Button>
        <Button look="quiet" onPress={leave}>
          {t('account.cancel')}
        </Button>
      </div>
    </Form>
  );
}
