/** Money that was withheld before the payment: kept for claims, never subtracted again. */
import { today } from '../../lib/clock';
import { decimal } from '../../lib/format';
import { t } from '../../lib/i18n';
import { recentPeriods } from '../../lib/pay';
import type { Bodies, Row } from '../../lib/records';
import type { Book } from '../../lib/jobs';
import { back, place } from '../../lib/route';
import { useTyped } from '../../ui/draft';
import { drop, keep } from '../app/keep';
import { amountIn } from './fields';
import { Gone, NoJob } from './missing';
import { opened } from './opened';
import { digitsOf, Ready, useBook, type Floors } from './ready';
import { SpentForm, type SpentText } from './SpentForm';

const KINDS = ['fine', 'deposit', 'fee', 'damage', 'meals', 'dormitory', 'tax', 'insurance', 'other'] as const;

export default function DeductionScreen() {
  return <Ready form>{(floors) => <Opened key={place.value.rest.join('/')} floors={floors} />}</Ready>;
}

function Opened({ floors }: { floors: Floors }) {
  const book = useBook();
  const { row, engagement, day, gone } = opened(book.deduction, book);
  if (gone) return <Gone />;
  if (!engagement) return <NoJob />;
  return <Deduction row={row} engagement={engagement} day={day} floors={floors} />;
}

/** What is withheld today was earned before: the latest ended period that has work in it. */
function withheldFrom(book: Book, job: Row<'engagement'>, floors: Floors): string | null {
  const ended = recentPeriods(book, job, today(), floors).find((each) => each.ends_on < today() && (each.real_minutes > 0 || each.received_minor > 0));
  return ended?.starts_on ?? null;
}

interface Props {
  row: Row<'deduction'> | undefined;
  engagement: Row<'engagement'>;
  day: string | undefined;
  floors: Floors;
}

function Deduction({ row, engagement, day, floors }: Props) {
  const book = useBook();
  const ended = (job: Row<'engagement'>) => withheldFrom(book, job, floors);
  const there: SpentText = {
    engagement: engagement.id,
    amount: row ? decimal(row.body.amount_minor, digitsOf(floors, row.body.currency)) : '',
    day: row?.body.withheld_on ?? today(),
    kind: row?.body.kind ?? '',
    currency: row?.body.currency ?? engagement.body.currency,
    period: row ? (row.body.for_period ?? null) : (day ?? ended(engagement)),
    refunded: '',
    note: row?.body.note ?? '',
  };
  const typed = useTyped<SpentText>(row ? `deduction ${row.id}` : 'deduction', there);
  const { value, draft } = typed;
  const save = async () => {
    const amount = amountIn(value.amount, digitsOf(floors, value.currency));
    if (typeof amount === 'string') return false;
    const body: Bodies['deduction'] = {
      engagement_id: value.engagement,
      withheld_on: value.day,
      amount_minor: amount,
      currency: value.currency,
      kind: value.kind as Bodies['deduction']['kind'],
      for_period: value.period,
      ...(value.note ? { note: value.note } : {}),
    };
    return keep('deduction', body, row, draft);
  };
  return (
    <SpentForm
      typed={typed}
      floors={floors}
      words={{ amount: t('form.withheld'), kind: t('form.withheld_for'), day: t('form.withheld_on'), why: t('form.withheld_why') }}
      kinds={KINDS.map((kind) => ({ value: kind, label: t(`deduction.${kind}`) }))}
      editing={Boolean(row)}
      guess={ended}
      onSave={save}
      onDelete={() => void (row && drop(row).then((gone) => gone && back()))}
    />
  );
}
