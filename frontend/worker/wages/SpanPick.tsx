/** Which week, month or year is looked at. */
import { t } from '../../lib/i18n';
import { spanAround, stepped, type Span } from '../../lib/jobs';
import { spanName } from './words';

export function SpanPick({ span, day, onPick }: { span: Span; day: string; onPick: (span: Span) => void }) {
  const kinds = ['week', 'month', 'year'] as const;
  const within = span.first <= day && day <= span.last;
  return (
    <div class="spans noprint">
      <div class="head">
        <button type="button" class="round" aria-label={t('pay.before')} onClick={() => onPick(stepped(span, -1))}>
          <span aria-hidden="true">‹</span>
        </button>
        <strong role="status">{spanName(span)}</strong>
        <button type="button" class="round" aria-label={t('pay.after')} disabled={span.last >= day} onClick={() => onPick(stepped(span, 1))}>
          <span aria-hidden="true">›</span>
        </button>
      </div>
      <div class="segments" role="group" aria-label={t('pay.span')}>
        {kinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={kind === span.kind} onClick={() => onPick(spanAround(kind, within ? day : span.last))}>
            {t(`pay.kind.${kind}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
