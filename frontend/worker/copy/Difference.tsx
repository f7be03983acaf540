/** One record with two versions: each differing field beside its twin, picked one by one or a side at once. */
import { useState } from 'preact/hooks';
import { t, type Key } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { Card, Line, List, Sum } from '../../ui/basics';
import { Button, Choice, Form } from '../../ui/form';
import { headOf, labelOf, told, valueOf, type Names } from './fields';
import { allOf, differing, type Picks, type Side } from './sides';

export interface Question {
  id: string;
  kind: string;
  mine: Row['body'];
  theirs: Row['body'];
  from: 'server' | 'reserve'; // where the other version comes from
  fields: string[]; // what has to be chosen
}

/** What the two sides are called; of a save in reserve the other side is what stands on the phone. */
const SIDES: Record<Question['from'], Record<Side, [name: Key, all: Key]>> = {
  server: { mine: ['differ.mine', 'differ.all_mine'], theirs: ['differ.stored', 'differ.all_stored'] },
  reserve: { mine: ['differ.reserve', 'differ.all_reserve'], theirs: ['differ.mine', 'differ.all_mine'] },
};

export function Difference({ question, names, onSettle }: { question: Question; names: Names; onSettle: (picks: Picks) => void }) {
  const { kind, mine, theirs, from, fields } = question;
  const [picks, pick] = useState<Picks>({});
  const left = fields.filter((name) => !picks[name]).length;
  const sides = SIDES[from];
  return (
    <Form onSend={() => left || onSettle(picks)}>
      <p>{t('differ.text')}</p>
      <Card title={t(`record.${kind}` as Key)} side={headOf(kind, mine, names)}>
        {fields.length ? null : <p>{t('differ.same')}</p>}
        {fields.map((name) => (
          <div key={name} class="halves">
            <Choice
              label={labelOf(kind, name)}
              value={picks[name]}
              onPick={(side) => pick({ ...picks, [name]: side as Side })}
              options={(['mine', 'theirs'] as const).map((side) => ({
                value: side,
                label: (
                  <>
                    <small>{t(sides[side][0])}</small>
                    <b>{valueOf(kind, name, side === 'mine' ? mine : theirs, names)}</b>
                  </>
                ),
              }))}
            />
          </div>
        ))}
        <Rest {...{ kind, mine, theirs, names }} />
      </Card>
      <div class="two">
        {(['mine', 'theirs'] as const).map((side) => (
          <Button key={side} look="quiet" onPress={() => pick(allOf(fields, side))}>
            {t(sides[side][1])}
          </Button>
        ))}
      </div>
      {left > 0 && <small role="status">{t('differ.left', { n: left })}</small>}
      <Button submit disabled={left > 0}>
        {t('differ.settle')}
      </Button>
    </Form>
  );
}

/** The fields that both versions have in common, so that one knows which record this is. */
function Rest({ kind, mine, theirs, names }: { kind: string; mine: object; theirs: object; names: Names }) {
  const apart = differing(mine, theirs);
  const same = told(kind, mine, names, (name) => !apart.includes(name));
  if (!same.length) return null;
  return (
    <Sum label={t('differ.rest')}>
      <List>
        {same.map(({ name, label, value }) => (
          <Line key={name} label={label} value={value} />
        ))}
      </List>
    </Sum>
  );
}
