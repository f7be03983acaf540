/** The first step of recovering: whose account it is, and the words or cards that open it. */
import { useEffect, useState } from 'preact/hooks';
import { accountApi } from '../../lib/account/api';
import { thisPhone } from '../../lib/account/phone';
import { openRecovery, type Recovery } from '../../lib/account/signing';
import { wrongWords } from '../../lib/account/words';
import { count } from '../../lib/format';
import { t } from '../../lib/i18n';
import { joinCards } from '../../lib/keys/cards';
import { entropyOf } from '../../lib/keys/phrase';
import { Notice, Sum } from '../../ui/basics';
import { Area, Button, Choice, Field, Form } from '../../ui/form';
import { useSending } from '../../ui/sending';
import { useHeld } from './held';
import { here } from './here';
import { Busy, Offline, Refusal } from './parts';

interface Given {
  handle: string;
  by: 'phrase' | 'cards';
  phrase: string;
  texts: [string, string]; // of the two cards
  numbers: [string, string];
}

const NOTHING: Given = { handle: '', by: 'phrase', phrase: '', texts: ['', ''], numbers: ['', ''] };

export function FindAccount({ onFound }: { onFound: (found: Recovery) => void }) {
  const { value: given, set: change, drop } = useHeld<Given>('find', NOTHING);
  const known = useOwnHandle();
  const handle = known ?? given.handle;
  const [tried, tries] = useState(false);
  const { busy, problem, send, forget } = useSending();
  const wrong = problem && wrongWords(problem);
  const pick = (by: string) => {
    change({ by: by as Given['by'] });
    forget(); // it was about the other way
  };
  const find = () => {
    tries(true);
    if (!handle.trim()) return forget();
    send(async () => {
      const entropy = await entropyIn(given);
      const found = await openRecovery({ api: accountApi(), phone: thisPhone() }, handle, entropy);
      drop();
      onFound(found);
    });
  };
  return (
    <Form onSend={find}>
      <Offline />
      {!known && here() > 0 && <Notice>{t('account.here', { n: count(here()) })}</Notice>}
      <Field label={t('account.handle')} value={handle} readOnly={known !== undefined} name="username" autoComplete="username" autoCapitalize="none" maxLength={80} wrong={tried && !handle.trim() ? t('app.required') : undefined} onInput={(handle) => change({ handle })} />
      <Choice
        label={t('account.recover_by')}
        value={given.by}
        onPick={pick}
        options={[
          { value: 'phrase', label: t('account.by_phrase') },
          { value: 'cards', label: t('account.by_cards') },
        ]}
      />
      {given.by === 'phrase' ? <Area label={t('account.phrase_words')} value={given.phrase} maxLength={400} hint={t('account.phrase_typed')} onInput={(phrase) => change({ phrase })} /> : <TwoCards given={given} onChange={change} />}
      {wrong ? (
        <Notice tone="amber" live>
          {wrong}
        </Notice>
      ) : (
        <Refusal problem={problem} />
      )}
      {busy && <Busy words={t('account.finding')} />}
      <Sum label={t('account.neither')}>
        <p>{t('account.neither_text')}</p>
      </Sum>
      <Button submit disabled={busy}>
        {t('account.find')}
      </Button>
    </Form>
  );
}

/** The name of the account that this phone belongs to, if any. */
function useOwnHandle(): string | undefined {
  const [handle, set] = useState<string>();
  useEffect(() => void thisPhone().account().then((kept) => set(kept?.handle), () => undefined), []);
  return handle;
}

function TwoCards({ given: { texts, numbers }, onChange }: { given: Given; onChange: (change: Partial<Given>) => void }) {
  const put = (pair: [string, string], at: number, value: string): [string, string] => (at ? [pair[0], value] : [value, pair[1]]);
  return (
    <>
      {[0, 1].map((at) => (
        <fieldset key={at}>
          <legend>{t(at ? 'account.card_other' : 'account.card_one')}</legend>
          <div class="thirds">
            <Choice label={t('account.card_number')} value={numbers[at as 0 | 1]} onPick={(number) => onChange({ numbers: put(numbers, at, number) })} options={['1', '2', '3'].map((value) => ({ value, label: value }))} />
          </div>
          <Area label={t('account.card_words')} value={texts[at as 0 | 1]} maxLength={400} onInput={(text) => onChange({ texts: put(texts, at, text) })} />
        </fieldset>
      ))}
    </>
  );
}

function entropyIn({ by, phrase, texts, numbers }: Given) {
  if (by === 'phrase') return entropyOf(phrase);
  return joinCards([
    { number: Number(numbers[0]), words: texts[0] },
    { number: Number(numbers[1]), words: texts[1] },
  ]);
}
