/** Out of the app by the worker's own hand: the phone's share menu, a download, or text to copy. */
import { useState } from 'preact/hooks';
import { download, dropsDownloads, share, shareable } from '../../lib/handing';
import { t } from '../../lib/i18n';
import { sheetCsv, sheetJson, type Sheet } from '../../lib/sheet';
import { Area, Button, Choice } from '../../ui/form';
import { said } from '../app/said';

type Form = 'csv' | 'json';
const MIME = { csv: 'text/csv', json: 'application/json' };

export function Send({ table, name }: { table: Sheet; name: string }) {
  const [form, pick] = useState<Form>('csv');
  const [copy, show] = useState(dropsDownloads());
  const text = form === 'csv' ? sheetCsv(table) : sheetJson(table);
  const file = new File([text], `${name}.${form}`, { type: MIME[form] });
  return (
    <div class="noprint form">
      <Choice
        label={t('sheet.form')}
        options={[
          { value: 'csv', label: t('sheet.csv') },
          { value: 'json', label: t('sheet.json') },
        ]}
        value={form}
        onPick={(value) => pick(value as Form)}
      />
      <p class="small">{t('sheet.leaves')}</p>
      {!dropsDownloads() && (
        <>
          {shareable(file) && <Button onPress={() => void share(file)}>{t('sheet.share')}</Button>}
          <div class="two">
            <Button look={shareable(file) ? 'quiet' : ''} onPress={() => download(file)}>
              {t('sheet.save')}
            </Button>
            <Button look="quiet" onPress={() => show(!copy)}>
              {t('sheet.copy')}
            </Button>
          </div>
        </>
      )}
      {copy && <Copy text={text.replace(/^\uFEFF/, '')} />}
    </div>
  );
}

function Copy({ text }: { text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => said(t('sheet.copied')),
      () => said(t('sheet.copy_hand')),
    );
  return (
    <>
      <Area label={t('sheet.text')} value={text} hint={t('sheet.text_hint')} onInput={() => undefined} />
      {'clipboard' in navigator && (
        <Button look="soft" onPress={() => void copy()}>
          {t('sheet.copy_all')}
        </Button>
      )}
    </>
  );
}
