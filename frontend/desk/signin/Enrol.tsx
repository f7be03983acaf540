/** A first authenticator: its secret, shown once, and the first code of it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Secret } from '../../lib/account/wire';
import { Button, Form } from '../../ui/form';
import { SignOut } from '../foot';
import { askForName, look } from '../lib/session';
import { t } from '../lib/words';
import { Asked } from './Door';
import { Code } from './GiveCode';
import { Refused } from './SignIn';

export function Enrol() {
  const [secret, setSecret] = useState<Secret>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const begin = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setSecret(await (await import('../lib/signing')).beginFactor());
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'second-factor-asked') void look().catch(setProblem); // made elsewhere meanwhile
      else if (code === 'signed-out' || code === 'wrong-keys') askForName('enrol');
      else setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Asked title={t('door.enrol_title')}>
      <p>{t('door.enrol_for')}</p>
      {secret ? (
        <Made secret={secret} />
      ) : (
        <Form onSend={() => void begin()}>
          <Refused problem={problem} />
          <Button submit>
            {t('door.enrol_show')}
          </Button>
        </Form>
      )}
      <SignOut />
    </Asked>
  );
}

function Made({ secret: { secret, uri } }: { secret: Secret }) {
  const shown = useRef<HTMLDListElement>(null);
  useEffect(() => shown.current?.focus(), []); // the button that was pressed is gone
  return (
    <>
      <dl class="secret" ref={shown} tabIndex={-1}>
        <dt>{t('door.enrol_secret')}</dt>
        <dd>
          <code class="num">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </dd>
      </dl>
      <p class="small">{t('door.enrol_once')}</p>
      <a class="btn soft" href={uri}>
        {t('door.enrol_open')}
      </a>
      <p>{t('door.enrol_confirm')}</p>
      <Code send={async (code) => (await import('../lib/signing')).confirmFactor(code)} />
    </>
  );
}
