/** Delete everything on this phone: said plainly, typed to confirm, and checked afterwards. */
import { useEffect, useState } from 'preact/hooks';
import { count } from '../../lib/format';
import { load, t } from '../../lib/i18n';
import { state } from '../../lib/store';
import { wipe } from '../../lib/wipe';
import { Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { remainsWords } from '../copy/remains';

export default function EraseScreen() {
  const [typed, type] = useState('');
  const [left, setLeft] = useState<string[]>();
  const word = t('erase.word');
  useEffect(() => void load('copy').catch(() => undefined), []); // before the files of the app are deleted
  const erase = async () => {
    if (typed.trim().toLowerCase() !== word.toLowerCase()) return;
    const remains = await wipe();
    if (remains.length) setLeft(remains);
    else location.replace('/');
  };
  return (
    <Form onSend={() => void erase()}>
      <Notice tone="red" title={t('erase.title')}>
        <span>{t(state.value.account ? 'erase.text_account' : 'erase.text', { n: count(state.value.unsent) })}</span>
        <span>{t('erase.beyond')}</span>
      </Notice>
      {state.value.account && (
        <a class="btn quiet" href="#/copy/erase">
          {t('erase.account')}
        </a>
      )}
      <a class="btn soft" href="#/settings/backup">
        {t('erase.backup_first')}
      </a>
      <Field label={t('erase.type', { word })} value={typed} maxLength={20} onInput={type} />
      {left && (
        <Notice tone="red" live>
          {t('erase.left', { what: remainsWords(left) })}
        </Notice>
      )}
      <Button look="danger" submit disabled={typed.trim().toLowerCase() !== word.toLowerCase()}>
        {t('erase.now')}
      </Button>
    </Form>
  );
}
