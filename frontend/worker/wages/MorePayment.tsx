/** What few payments need: parts that a slip names, another currency, a note. */
import { t } from '../../lib/i18n';
import { Area, Select } from '../../ui/form';
import { Sum } from '../../ui/basics';
import { amountIn, maybeAmount, MoneyField } from './fields';
import type { PaymentText } from './PaymentScreen';
import { digitsOf, type Floors } from './ready';

interface Props {
  value: PaymentText;
  set: (part: Partial<PaymentText>) => void;
  tried: boolean;
  floors: Floors;
}

export function MorePayment({ value, set, tried, floors }: Props) {
  const digits = digitsOf(floors, value.currency);
  const parts = { overtime: maybeAmount(value.overtime, digits), allowance: maybeAmount(value.allowance, digits) };
  const amount = amountIn(value.amount, digits);
  const sum = Number(parts.overtime ?? 0) + Number(parts.allowance ?? 0);
  const tooMuch = typeof amount === 'number' && sum > amount ? t('form.parts_too_large') : undefined;
  const wrong = (part: number | null | string) => (tried ? (typeof part === 'string' ? part : tooMuch) : undefined);
  const bad = tried && Boolean(tooMuch || typeof parts.overtime === 'string' || typeof parts.allowance === 'string');
  const shared = { currency: value.currency, digits };
  return (
    <Sum label={t('app.more')} open={bad || Boolean(value.overtime || value.allowance || value.note)}>
      <div class="form">
        <MoneyField label={t('form.overtime_part')} hint={t('form.overtime_hint')} value={value.overtime} wrong={wrong(parts.overtime)} onInput={(overtime) => set({ overtime })} {...shared} />
        <MoneyField label={t('form.allowance_part')} value={value.allowance} wrong={wrong(parts.allowance)} onInput={(allowance) => set({ allowance })} {...shared} />
        <Currency value={value.currency} floors={floors} onPick={(currency) => set({ currency })} />
        <Area label={t('app.note')} value={value.note} maxLength={2000} onInput={(note) => set({ note })} />
      </div>
    </Sum>
  );
}

export function Currency({ value, floors, onPick }: { value: string; floors: Floors; onPick: (currency: string) => void }) {
  const options = Object.keys(floors.digits).sort().map((code) => ({ value: code, label: code }));
  return <Select label={t('job.currency')} options={options} value={value} onPick={onPick} />;
}
