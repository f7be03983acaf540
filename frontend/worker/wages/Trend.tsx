/** Half a year of rejected work as bars, with the same figures as a table beside them. */
import { count, money, month } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Book } from '../../lib/jobs';
import { Card } from '../../ui/basics';
import { monthsTo, rejectedOf } from './ledger';
import { digitsOf, type Floors } from './ready';

interface Bar {
  month: string;
  currency: string;
  minor: number;
  rejected: number;
  submitted: number;
}

export function Trend({ book, floors, day }: { book: Book; floors: Floors; day: string }) {
  const months = monthsTo(day.slice(0, 7), 6);
  const currencies = [...new Set(book.engagement.map((row) => row.body.currency))];
  const bars = currencies.flatMap((currency) => months.map((each) => barOf(book, each, currency, digitsOf(floors, currency))));
  if (!bars.some((bar) => bar.submitted)) return null;
  return (
    <Card title={t('rejected.trend')}>
      {currencies.map((currency) => (
        <Bars key={currency} bars={bars.filter((bar) => bar.currency === currency)} digits={digitsOf(floors, currency)} />
      ))}
    </Card>
  );
}

function Bars({ bars, digits }: { bars: Bar[]; digits: number }) {
  const most = Math.max(1, ...bars.map((bar) => bar.minor));
  const amount = (bar: Bar) => money(bar.minor, bar.currency, digits);
  return (
    <>
      <div class="trend" aria-hidden="true">
        {bars.map((bar) => (
          <span key={bar.month}>
            <i style={{ height: `${Math.round((bar.minor / most) * 72)}px` }} />
            <small>{t('rejected.month_no', { n: Number(bar.month.slice(5)) })}</small>
          </span>
        ))}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('pay.kind.month')}</th>
            <th scope="col" class="num">{t('rejected.tasks_of')}</th>
            <th scope="col" class="num">{t('rejected.value')}</th>
          </tr>
        </thead>
        <tbody>
          {[...bars].reverse().map((bar) => (
            <tr key={bar.month}>
              <td>{month(`${bar.month}-01`)}</td>
              <td class="num">
                {count(bar.rejected)} / {count(bar.submitted)}
              </td>
              <td class="num">{amount(bar)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function barOf(book: Book, of: string, currency: string, digits: number): Bar {
  const sums = book.engagement
    .filter((row) => row.body.currency === currency)
    .map((row) => {
      const batches = book.batch.filter(({ body }) => body.engagement_id === row.id && body.handed_in_on.startsWith(of));
      return rejectedOf(batches, [], row.body, digits);
    });
  const sum = (part: 'rejected' | 'submitted' | 'rejected_minor') => sums.reduce((all, each) => all + each[part], 0);
  return { month: of, currency, minor: sum('rejected_minor'), rejected: sum('rejected'), submitted: sum('submitted') };
}
