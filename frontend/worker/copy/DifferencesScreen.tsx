/** Records that were changed in two places, one at a time: both versions in words, and the worker picks. */
import { local } from '../../lib/clock';
import { count, day } from '../../lib/format';
import { t } from '../../lib/i18n';
import type { Row } from '../../lib/records';
import { rows, save, settle, state } from '../../lib/store';
import { conflicts, recover, removedElsewhere, resolve, type Conflict, type Kept } from '../../lib/sync/sync';
import { Card, Empty, Line, List, Notice } from '../../ui/basics';
import { Button } from '../../ui/form';
import { complain, said } from '../app/said';
import { Difference, type Question } from './Difference';
import { headOf, told, type Names } from './fields';
import { kindName } from './parts';
import { differing, merged, wholeSide, type Picks } from './sides';
import { Words } from './Words';

export default function DifferencesScreen() {
  return <Words>{(names) => <Next names={names} />}</Words>;
}

const rowOf = ({ kind, id }: { kind: Row['kind']; id: string }): Row | undefined => rows(kind).value.find((row) => row.id === id);

function Next({ names }: { names: Names }) {
  const [kept] = state.value.conflicts;
  const [conflict] = conflicts.value;
  const left = state.value.conflicts.length + conflicts.value.length;
  if (!left) return <None />;
  return (
    <>
      {left > 1 && <small class="num">{t('differ.of', { n: count(left) })}</small>}
      {conflict ? <FromServer key={conflict.id} conflict={conflict} names={names} /> : <FromReserve key={kept!.id} kept={kept!} names={names} />}
    </>
  );
}

function None() {
  const gone = removedElsewhere.value;
  return (
    <>
      <Empty icon="got" title={t('differ.none')}>
        <a class="btn soft" href="#/today">
          {t('tab.today')}
        </a>
      </Empty>
      {gone.map((kept) => (
        <RemovedElsewhere key={kept.id} kept={kept} />
      ))}
    </>
  );
}

/** Deleted elsewhere while it was changed here, or come back without its notes: for 30 days it can be had back. */
function RemovedElsewhere({ kept }: { kept: Kept }) {
  return (
    <Card title={kindName(kept.kind)}>
      <p>{t(rowOf({ kind: kept.kind as Row['kind'], id: kept.id }) ? 'differ.bare' : 'differ.removed')}</p>
      <small>{t('differ.removed_until', { day: day(local(kept.until).day) })}</small>
      <Button look="soft" onPress={() => void recover(kept).then(() => said(t('differ.back')), complain)}>
        {t('differ.bring_back')}
      </Button>
    </Card>
  );
}

/** Say that it is settled; undo brings back what this phone showed before. */
function settled(doing: Promise<unknown>, before: Row): void {
  const undo = () => void save(before.kind, before.body, rowOf(before)).catch(complain);
  doing.then((done) => done === false || said(t('differ.done'), undo), complain);
}

function FromServer({ conflict, names }: { conflict: Conflict; names: Names }) {
  const { id, kind, mine, theirs, fields } = conflict;
  const question: Question = { id, kind, mine: mine as Row['body'], theirs: theirs as Row['body'], fields, from: 'server' };
  const onSettle = (picks: Picks) => settled(resolve(conflict, picks), { id, kind, rev: 0, body: question.mine });
  return <Difference question={question} names={names} onSettle={onSettle} />;
}

/** Kept in reserve while another window changed the same row, or removed it. */
function FromReserve({ kept, names }: { kept: Row; names: Names }) {
  const stored = rowOf(kept);
  if (!stored) return <Removed kept={kept} names={names} />;
  const { id, kind, body: mine } = kept;
  const fields = differing(mine, stored.body);
  const question: Question = { id, kind, mine, theirs: stored.body, fields, from: 'reserve' };
  const choose = async (picks: Picks) => {
    const side = fields.length ? wholeSide(fields, picks) : 'theirs';
    if (side) return settle(kept, side === 'mine');
    await save(kind, merged(mine, stored.body, picks), stored);
    await settle(kept, false);
  };
  return <Difference question={question} names={names} onSettle={(picks) => settled(choose(picks), stored)} />;
}

function Removed({ kept, names }: { kept: Row; names: Names }) {
  return (
    <>
      <Notice tone="amber">{t('differ.removed')}</Notice>
      <Card title={headOf(kept.kind, kept.body, names)}>
        <List>
          {told(kept.kind, kept.body, names).map(({ name, label, value }) => (
            <Line key={name} label={label} value={value} />
          ))}
        </List>
      </Card>
      <div class="foot">
        <Button onPress={() => void settle(kept, true).catch(complain)}>{t('differ.bring_back')}</Button>
        <Button look="quiet" onPress={() => void settle(kept, false).catch(complain)}>
          {t('differ.let_go')}
        </Button>
      </div>
    </>
  );
}
