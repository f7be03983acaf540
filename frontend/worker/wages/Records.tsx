/** Payments, deductions and costs as lists, each a tap away from being put right. */
import type { ComponentChildren } from 'preact';
import { day, money } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Book } from '../../lib/pay';
import { Card, Line, List } from '../../ui/basics';
import { digitsOf, type Floors } from './ready';
import { word } from './words';

export type Money = Pick<Book, 'payment' | 'deduction' | 'cost'>;

export function Records({ records, floors, newTo = '' }: { records: Money; floors: Floors; newTo?: string }) {
  const amount = (minor: number, currency: string) => money(minor, currency, digitsOf(floors, currency));
  return (
    <>
      <Part title={t('records.payments')} add={`#/pay/payment${newTo}`}>
        {records.payment.map(({ id, body }) => (
          <Line
            key={id}
            href={`#/pay/payment/${id}`}
            label={`${day(body.received_on)} · ${t(`form.${body.form}`)}`}
            value={amount(body.amount_minor, body.currency)}
            under={[t(`channel.${body.channel}`), body.for_period ? '' : t('records.no_period')].filter(Boolean).join(' · ')}
          />
        ))}
      </Part>
      <Part title={t('records.deductions')} add={`#/pay/deduction${newTo}`}>
        {records.deduction.map(({ id, body }) => (
          <Line key={id} href={`#/pay/deduction/${id}`} label={word('deduction', body.kind)} value={amount(body.amount_minor, body.currency)} under={day(body.withheld_on)} />
        ))}
      </Part>
      <Part title={t('records.costs')} add={`#/pay/cost${newTo}`}>
        {records.cost.map(({ id, body }) => (
          <Line
            key={id}
            href={`#/pay/cost/${id}`}
            label={word('cost', body.kind)}
            value={amount(body.amount_minor, body.currency)}
            under={[day(body.spent_on), body.refunded_minor ? t('records.refunded', { amount: amount(body.refunded_minor, body.currency) }) : ''].filter(Boolean).join(' · ')}
          />
        ))}
      </Part>
    </>
  );
}

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
