/** The hours sheet of any span: look at it, then share it, save it or print it. */
import { useState } from 'preact/hooks';
import { today } from '../../lib/clock';
import { dated, spanName } from './words';
import { t } from '../../lib/i18n';
import { spanAround, stepped } from '../../lib/jobs';
import type { Sheet } from '../../lib/sheet';
import { worked } from '../../lib/work';
import { duration } from '../../lib/format';
import { addDays } from '../../lib/wage/day';
import { Card, Notice } from '../../ui/basics';
import { Button, Choice, Field, Tick } from '../../ui/form';
import { digitsOf, Ready, useBook, type Floors } from './ready';
import { Send } from './Send';
import { sheetOf, type Chosen } from './sheetRows';

const SHOWN = 12; // rows of the preview; the file and the print hold all

export default function SheetScreen() {
  return <Ready>{(floors) => <Make floors={floors} />}</Ready>;
}

function Make({ floors }: { floors: Floors }) {
  const book = useBook();
  const day = today();
  const [chosen, choose] = useState<Chosen>({ ...spanAround('month', day), amounts: true, notes: false });
  const change = (part: Partial<Chosen>) => choose({ ...chosen, ...part });
  const table = sheetOf(book, (currency) => digitsOf(floors, currency), chosen);
  const entries = book.time_entry.filter(({ body }) => chosen.first <= body.worked_on && body.worked_on <= chosen.last);
  const later = entries.some(({ body }) => body.source === 'later');
  return (
    <>
      <div class="noprint form">
        <Which chosen={chosen} day={day} change={change} />
        <div class="card">
          <Tick label={t('sheet.amounts')} checked={chosen.amounts} onTick={(amounts) => change({ amounts })} />
          <Tick label={t('sheet.notes')} checked={chosen.notes} onTick={(notes) => change({ notes })} />
          {chosen.notes && <Notice tone="amber">{t('sheet.notes_warn')}</Notice>}
        </div>
      </div>
      {table.rows.length ? <Preview table={table} chosen={chosen} later={later} total={worked(entries)} /> : <p class="card">{t('sheet.empty')}</p>}
      {table.rows.length > 0 && <Send table={table} name={`gongyou-${chosen.first}-${chosen.last}`} />}
    </>
  );
}

function Which({ chosen, day, change }: { chosen: Chosen; day: string; change: (part: Partial<Chosen>) => void }) {
  const month = spanAround('month', day);
  const before = stepped(month, -1);
  const spans = [month, before, { first: addDays(day, -6), last: day }];
  const at = spans.findIndex(({ first, last }) => first === chosen.first && last === chosen.last);
  const [own, open] = useState(false);
  const pick = (value: string) => {
    open(value === 'own');
    const span = spans[Number(value)];
    if (span) change({ first: span.first, last: span.last });
  };
  return (
    <>
      <Choice
        label={t('sheet.which')}
        options={[
          { value: '0', label: spanName(month) },
          { value: '1', label: spanName(before) },
          { value: '2', label: t('sheet.seven') },
          { value: 'own', label: t('sheet.own') },
        ]}
        value={own || at < 0 ? 'own' : String(at)}
        onPick={pick}
      />
      {(own || at < 0) && (
        <div class="two">
          <Field type="date" label={t('sheet.from')} value={chosen.first} onInput={(first) => change({ first })} />
          <Field type="date" label={t('sheet.to')} value={chosen.last} wrong={chosen.last < chosen.first ? t('sheet.turned') : undefined} onInput={(last) => change({ last })} />
        </div>
      )}
    </>
  );
}

function Preview({ table, chosen, later, total }: { table: Sheet; chosen: Chosen; later: boolean; total: number }) {
  const hidden = table.rows.length - SHOWN;
  return (
    <Card title={t('sheet.title')} side={`${dated(chosen.first)} – ${dated(chosen.last)}`}>
      <p>{t('sheet.total', { time: duration(total) })}</p>
      {later && <small>{t('sheet.later_marked')}</small>}
      <div class="scroll" tabIndex={0} role="region" aria-label={t('sheet.title')}>
        <table class="sheet">
          <thead>
            <tr>
              {table.headers.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={at} class={at < SHOWN ? '' : 'paper'}>
                {row.map((value, column) => (
                  <td key={column} class={typeof value === 'number' ? 'num' : ''}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <small class="noprint">{t('sheet.more', { n: hidden })}</small>}
      <Button look="plain" onPress={() => print()}>
        {t('period.print')}
      </Button>
    </Card>
  );
}
