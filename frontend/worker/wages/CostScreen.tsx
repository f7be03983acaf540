/** What the worker spent for the work, and what of it came back later. */
import { today } from '../../lib/clock';
import { decimal } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Bodies, Row } from '../../lib/records';
import { back, place } from '../../lib/route';
import { useTyped } from '../../ui/draft';
import { drop, keep } from '../app/keep';
import { amountIn, maybeAmount, MoneyField } from './fields';
import { Gone, NoJob } from './missing';
import { opened } from './opened';
import { digitsOf, Ready, useBook, type Floors } from './ready';
import { SpentForm, type SpentText } from './SpentForm';

const KINDS = ['equipment', 'training_fee', 'deposit', 'account', 'data', 'travel', 'cash_fine', 'other'] as const;

export default function CostScreen() {
  return <Ready form>{(floors) => <Opened key={place.value.rest.join('/')} floors={floors} />}</Ready>;
}

function Opened({ floors }: { floors: Floors }) {
  const book = useBook();
  const { row, engagement, day, gone } = opened(book.cost, book);
  if (gone) return <Gone />;
  if (!engagement) return <NoJob />;
  return <Cost row={row} engagement={engagement} day={day} floors={floors} />;
}

interface Props {
  row: Row<'cost'> | undefined;
  engagement: Row<'engagement'>;
  day: string | undefined;
  floors: Floors;
}

function Cost({ row, engagement, day, floors }: Props) {
  const kept = digitsOf(floors, row?.body.currency ?? engagement.body.currency);
  const there: SpentText = {
    engagement: engagement.id,
    amount: row ? decimal(row.body.amount_minor, kept) : '',
    day: row?.body.spent_on ?? today(),
    kind: row?.body.kind ?? '',
    currency: row?.body.currency ?? engagement.body.currency,
    period: row ? (row.body.for_period ?? null) : (day ?? null),
    refunded: row?.body.refunded_minor ? decimal(row.body.refunded_minor, kept) : '',
    note: row?.body.note ?? '',
  };
  const typed = useTyped<SpentText>(row ? `cost ${row.id}` : 'cost', there);
  const { value, set, draft } = typed;
  const digits = digitsOf(floors, value.currency);
  const amount = amountIn(value.amount, digits);
  const came = maybeAmount(value.refunded, digits);
  const refund = typeof came === 'number' && typeof amount === 'number' && came > amount ? t('form.refund_too_large') : came;
  const save = async () => {
    if (typeof amount === 'string' || typeof refund === 'string') return false;
    const body: Bodies['cost'] = {
      engagement_id: value.engagement,
      spent_on: value.day,
      amount_minor: amount,
      currency: value.currency,
      kind: value.kind as Bodies['cost']['kind'],
      refunded_minor: refund ?? 0,
      for_period: value.period,
      ...(value.note ? { note: value.note } : {}),
    };
    return keep('cost', body, row, draft);
  };
  return (
    <SpentForm
      typed={typed}
      floors={floors}
      words={{ amount: t('form.spent'), kind: t('form.spent_for'), day: t('form.spent_on'), why: t('form.spent_why') }}
      kinds={KINDS.map((kind) => ({ value: kind, label: t(`cost.${kind}`) }))}
      editing={Boolean(row)}
      onSave={save}
      onDelete={() => void (row && drop(row).then((gone) => gone && back()))}
    >
      {(tried) => (
        <MoneyField label={t('form.refunded')} hint={t('form.refunded_hint')} value={value.refunded} wrong={tried && typeof refund === 'string' ? refund : undefined} onInput={(refunded) => set({ refunded })} currency={value.currency} digits={digits} />
      )}
    </SpentForm>
  );
}
