/** Payments, deductions and costs as lists, each a tap away from being put right. */
import type { ComponentChildren } from 'preact';
import { day, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Book } from '../../lib/jobs';
import type { Bodies } from '../../lib/records';
import { Card, Line, List } from '../../ui/basics';
import { digitsOf, type Floors } from './ready';
import { word } from './words';

export type Money = Pick<Book, 'payment' | 'deduction' | 'cost'>;

export function Records({ records, floors, newTo = '' }: { records: Money; floors: Floors; newTo?: string }) {
  const deductions = [...records.deduction].sort((a, b) => latest(a.body.withheld_on, b.body.withheld_on));
  const costs = [...records.cost].sort((a, b) => latest(a.body.spent_on, b.body.spent_on));
  const payments = [...records.payment].sort((a, b) => Number(loose(b.body)) - Number(loose(a.body)) || latest(a.body.received_on, b.body.received_on));
  const amount = (minor: number, currency: string) => money(minor, currency, digitsOf(floors, currency));
  return (
    <>
      <Part title={t('records.payments')} add={`#/pay/payment${newTo}`}>
        {payments.map(({ id, body }) => (
          <Line
            key={id}
            href={`#/pay/payment/${id}`}
            label={`${day(body.received_on)} · ${t(`form.${body.form}`)}`}
            value={amount(body.amount_minor, body.currency)}
            under={[t(`channel.${body.channel}`), loose(body) && t('records.no_period')].filter(Boolean).join(' · ')}
          />
        ))}
      </Part>
      <Part title={t('records.deductions')} add={`#/pay/deduction${newTo}`}>
        {deductions.map(({ id, body }) => (
          <Line key={id} href={`#/pay/deduction/${id}`} label={word(`deduction.${body.kind}`)} value={amount(body.amount_minor, body.currency)} under={day(body.withheld_on)} />
        ))}
      </Part>
      <Part title={t('records.costs')} add={`#/pay/cost${newTo}`}>
        {costs.map(({ id, body }) => (
          <Line
            key={id}
            href={`#/pay/cost/${id}`}
            label={word(`cost.${body.kind}`)}
            value={amount(body.amount_minor, body.currency)}
            under={[day(body.spent_on), body.refunded_minor ? t('records.refunded', { amount: amount(body.refunded_minor, body.currency) }) : ''].filter(Boolean).join(' · ')}
          />
        ))}
      </Part>
    </>
  );
}

const latest = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** Money that counts in no figure until it is said which pay period it is for: it comes first. */
export const loose = (body: Bodies['payment']): boolean => !body.for_period && body.form !== 'in_kind';

function Part({ title, add, children }: { title: string; add: string; children: ComponentChildren[] }) {
  return (
    <Card title={title}>
      {children.length ? <List>{children}</List> : <small>{t('records.none')}</small>}
      <a class="btn soft noprint" href={add}>
        ＋ {t('records.add')}
      </a>
    </Card>
  );
}
