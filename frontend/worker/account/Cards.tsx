/** Three cards for three people; any two of them bring the account back, one alone opens nothing. */
import { useState } from 'preact/hooks';
import { splitCards, type Card as HelperCard } from '../../lib/keys/cards';
import type { Phrase } from '../../lib/keys/phrase';
import { language, t } from '../../lib/i18n';
import { Again } from '../../ui/again';
import { Card } from '../../ui/basics';
import { Button, Form } from '../../ui/form';
import { said } from '../app/said';
import { Words } from './parts';
import { ProveWords } from './steps';

const ASKED = 2; // words of each card

export function Cards({ phrase, onDone }: { phrase: Phrase; onDone: () => void }) {
  const [cards, setCards] = useState<readonly HelperCard[]>();
  const [at, go] = useState(0);
  const [proving, prove] = useState(false);
  const [failed, fail] = useState(false);
  const make = () => {
    fail(false);
    splitCards(phrase.entropy, language.value).then(setCards, () => fail(true));
  };
  const next = () => {
    prove(false);
    if (at === 2) onDone();
    else go(at + 1);
  };
  if (failed) return <Again words={t('app.part_missing')} onAgain={make} />;
  if (!cards) return <Offer onMake={make} onSkip={onDone} />;
  const card = cards[at]!;
  if (!proving) return <OneCard card={card} onNext={() => prove(true)} />;
  return (
    <>
      <b>{t('account.card_title', { n: card.number })}</b>
      <ProveWords key={at} secret={card} words={card.words} count={ASKED} onProved={next} onBack={() => prove(false)} />
    </>
  );
}

function Offer({ onMake, onSkip }: { onMake: () => void; onSkip: () => void }) {
  return (
    <Form onSend={onMake}>
      <p>{t('account.cards_why')}</p>
      <ul class="asks">
        <li>{t('account.cards_any_two')}</li>
        <li>{t('account.cards_apart')}</li>
        <li>{t('account.cards_new')}</li>
      </ul>
      <Button look="plain" onPress={onSkip}>
        {t('account.cards_later')}
      </Button>
      <Button submit>{t('account.cards_make')}</Button>
    </Form>
  );
}

function OneCard({ card, onNext }: { card: HelperCard; onNext: () => void }) {
  const text = `${t('account.card_title', { n: card.number })}\n${card.words.join(' ')}\n${t('account.card_text')}`;
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => said(t('account.copied')),
      () => said(t('account.not_copied')),
    );
  };
  return (
    <Form onSend={onNext}>
      <p>{t('account.card_give')}</p>
      <Card title={t('account.card_title', { n: card.number })}>
        <Words words={card.words} />
        <small>{t('account.card_text')}</small>
      </Card>
      <div class="two">
        <Button look="quiet" onPress={copy}>
          {t('account.copy')}
        </Button>
        <Button look="quiet" onPress={() => print()}>
          {t('account.print')}
        </Button>
      </div>
      <Button submit>{t('account.card_given')}</Button>
    </Form>
  );
}
