/** Stops an endpoint: only at a second press, which says what is lost, and with a code. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, Form } from '../../ui/form';
import { post } from '../lib/api';
import { t } from '../lib/words';
import { CodeField, useCode } from './Code';

interface Stopping {
  id: string;
  onStopped: () => void;
  onRefused: (problem: unknown) => void;
}

export function Stop(stopping: Stopping) {
  const [asking, ask] = useState<boolean>();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (asking === false) box.current?.querySelector('button')?.focus(); // back where it was asked for
  }, [asking]);
  if (asking) return <Confirm {...stopping} onKeep={() => ask(false)} />;
  return (
    <div ref={box}>
      <Button look="danger" onPress={() => ask(true)}>
        {t('partners.stop')}
      </Button>
    </div>
  );
}

function Confirm({ id, onStopped, onRefused, onKeep }: Stopping & { onKeep: () => void }) {
  const { field, busy, give } = useCode();
  const said = useId();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), []);
  const stop = () => give((code) => post(`/v1/endpoints/${id}/stop`, { code }).then(onStopped), onRefused);
  return (
    <div class="note red" role="group" aria-label={t('partners.stop')} aria-describedby={said} ref={box}>
      <span id={said}>{t('partners.stop_ask')}</span>
      <Form onSend={stop}>
        <CodeField {...field} />
        <div class="buttons">
          <Button look="danger" submit disabled={busy}>
            {t('partners.stop_do')}
          </Button>
          <Button look="quiet" onPress={onKeep}>
            {t('partners.stop_not')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
