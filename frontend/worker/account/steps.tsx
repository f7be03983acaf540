/** The questions that signing up, recovering and changing have in common: a passphrase, a phrase, each proved. */
import { useEffect, useState } from 'preact/hooks';
import { placesOf, Proved } from '../../lib/account/proving';
import { weak } from '../../lib/keys/derive';
import type { Phrase } from '../../lib/keys/phrase';
import { language, t } from '../../lib/i18n';
import { Again } from '../../ui/again';
import { Card, Notice } from '../../ui/basics';
import { Button, Field, Form } from '../../ui/form';
import { SecretField, Words } from './parts';

interface PassphraseProps {
  value: string;
  own: boolean; // the worker's own rather than five drawn words
  handle?: string; // for password managers, which keep it beside the passphrase
  onChange: (change: { passphrase: string; own: boolean }) => void;
  onNext: () => void;
  onRename?: () => void; // back to the question of the handle
}

/** Five words of the phone's choosing, or one's own sentence. */
export function PickPassphrase(props: PassphraseProps) {
  return props.own ? <OwnPassphrase {...props} /> : <DrawnPassphrase {...props} />;
}

function DrawnPassphrase({ value, handle, onChange, onNext, onRename }: PassphraseProps) {
  const [failed, fail] = useState(false);
  const draw = () => {
    fail(false);
    import('../../lib/backup/passphrase')
      .then(({ newPassphrase }) => newPassphrase(language.value))
      .then(
        (passphrase) => onChange({ passphrase, own: false }),
        () => fail(true),
      );
  };
  useEffect(() => {
    if (!value) draw();
  }, [value]);
  if (failed) return <Again words={t('app.part_missing')} onAgain={draw} />;
  return (
    <Form onSend={onNext}>
      <p>{t('account.pass_why')}</p>
      <Card title={t('account.pass_words')}>
        <Words words={value.split('-').filter(Boolean)} />
        {handle && <p>{t('account.with_name', { handle })}</p>}
        <small>{t('account.pass_paper')}</small>
      </Card>
      <div class="answers">
        <Button look="quiet" onPress={draw}>
          {t('account.pass_others')}
        </Button>
        <Button look="quiet" onPress={() => onChange({ passphrase: '', own: true })}>
          {t('account.pass_own')}
        </Button>
        {onRename && (
          <Button look="quiet" onPress={onRename}>
            {t('account.rename')}
          </Button>
        )}
      </div>
      <Button submit disabled={!value}>
        {t('account.written')}
      </Button>
    </Form>
  );
}

function OwnPassphrase({ value, handle, onChange, onNext }: PassphraseProps) {
  const [tried, tries] = useState(false);
  const wrong = weakness(value);
  const words = wrong && t(`weak.${wrong}`);
  return (
    <Form onSend={() => (wrong ? tries(true) : onNext())}>
      <p>{t('account.pass_why')}</p>
      <Manager handle={handle} />
      <SecretField label={t('account.pass')} known="new-password" value={value} hint={wrong || !value ? t('account.pass_hint') : t('account.pass_good')} wrong={tried ? words : undefined} onInput={(passphrase) => onChange({ passphrase, own: true })} />
      <Button look="plain" onPress={() => onChange({ passphrase: '', own: false })}>
        {t('account.pass_drawn')}
      </Button>
      <Button submit>{t('account.next')}</Button>
    </Form>
  );
}

/** What is wrong with one's own passphrase; `odd` holds what no keyboard writes again. */
function weakness(passphrase: string): 'short' | 'common' | 'odd' | undefined {
  try {
    return weak(passphrase);
  } catch {
    return 'odd';
  }
}

/** The handle, unseen, where a password manager looks for whose passphrase this is. */
function Manager({ handle }: { handle: string | undefined }) {
  return handle ? <input class="unseen" type="text" autoComplete="username" value={handle} readOnly tabIndex={-1} aria-hidden="true" /> : null;
}

/** The same once more, so that a slip of the thumb locks nobody out. */
export function PassphraseAgain({ passphrase, handle, onProved, onBack }: { passphrase: string; handle?: string; onProved: (proved: Proved<string>) => void; onBack: () => void }) {
  const [typed, type] = useState('');
  const [wrong, setWrong] = useState(false);
  const check = async () => {
    const proved = await Proved.again(passphrase, typed).catch(() => undefined);
    if (proved) onProved(proved);
    else setWrong(true);
  };
  const change = (again: string) => {
    type(again);
    setWrong(false);
  };
  return (
    <Form onSend={() => void check()}>
      <p>{t('account.again_why')}</p>
      <Manager handle={handle} />
      <SecretField label={t('account.pass')} known="new-password" value={typed} wrong={wrong ? t('account.again_wrong') : undefined} onInput={change} />
      <Button look="plain" onPress={onBack}>
        {t('account.see_again')}
      </Button>
      <Button submit>{t('account.next')}</Button>
    </Form>
  );
}

/** The twelve words: shown, to be written on paper. */
export function ShowPhrase({ phrase, onMade, onNext }: { phrase: Phrase | undefined; onMade: (phrase: Phrase) => void; onNext: () => void }) {
  const [failed, fail] = useState(false);
  const make = () => {
    fail(false);
    import('../../lib/keys/phrase').then(({ newPhrase }) => newPhrase(language.value)).then(onMade, () => fail(true));
  };
  useEffect(() => {
    if (!phrase) make();
  }, []);
  if (failed) return <Again words={t('app.part_missing')} onAgain={make} />;
  if (!phrase) return <p class="quiet">{t('app.loading')}…</p>;
  return (
    <Form onSend={onNext}>
      <p>{t('account.phrase_why')}</p>
      <Card title={t('account.phrase_words')}>
        <Words words={phrase.words} />
        <small>{t('account.phrase_paper')}</small>
      </Card>
      <Button look="quiet" onPress={() => print()}>
        {t('account.print')}
      </Button>
      <Button submit>{t('account.written')}</Button>
    </Form>
  );
}

/** Some of the words, picked at random: who wrote them down can give them. */
export function ProveWords<T>({ secret, words, count, onProved, onBack }: { secret: T; words: readonly string[]; count: number; onProved: (proved: Proved<T>) => void; onBack: () => void }) {
  const [asked] = useState(() => placesOf(count, words.length));
  const [typed, type] = useState<string[]>(() => asked.map(() => ''));
  const [tried, tries] = useState(false);
  const check = () => {
    const proved = Proved.words(secret, words, asked, typed);
    if (proved) onProved(proved);
    else tries(true);
  };
  const wrong = (i: number) => {
    if (!tried || Proved.words(secret, words, [asked[i]!], [typed[i]!])) return undefined;
    return t(typed[i]!.trim() ? 'account.word_wrong' : 'account.word_empty');
  };
  return (
    <Form onSend={check}>
      <p>{t('account.prove_why')}</p>
      {asked.map((at, i) => (
        <Field key={at} label={t('account.word_n', { n: at + 1 })} value={typed[i]!} maxLength={20} autoCapitalize="none" wrong={wrong(i)} onInput={(word) => type(typed.map((old, j) => (j === i ? word : old)))} />
      ))}
      {tried && typed.some((word, i) => word.trim() && wrong(i)) && (
        <Notice tone="amber" live>
          {t('account.prove_wrong')}
        </Notice>
      )}
      <Button look="plain" onPress={onBack}>
        {t('account.see_again')}
      </Button>
      <Button submit>{t('account.next')}</Button>
    </Form>
  );
}
