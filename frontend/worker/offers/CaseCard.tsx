/** The facts that a bank and the police ask for, written down once to be read out; sealed, and on this phone only. */
import { t } from '../../lib/i18n';
import { spoken, type Words } from '../../lib/reference';
import { Sum } from '../../ui/basics';
import { TypedForm, useTyped } from '../../ui/draft';
import { Button, Field } from '../../ui/form';
import { complain, said } from '../app/said';

type Facts = Record<string, string>; // by the English words of the fact, which stay when their order changes

export function CaseCard({ facts }: { facts: Words[] }) {
  const typed = useTyped<Facts>('paid facts', {});
  const written = Object.values(typed.value).some(Boolean);
  const keep = () => typed.draft.flush().then(() => said(t('app.saved')), complain);
  const clear = () => {
    const before = typed.value;
    void typed.draft.clear();
    said(t('app.deleted'), () => typed.set(before));
  };
  return (
    <section class="card">
      <Sum label={t('paid.card')} open={written}>
        <div class="form">
          <p class="small">{t('paid.card_why')}</p>
          <TypedForm typed={typed} onSend={() => void keep()}>
            {facts.map((fact) => (
              <Field key={fact.en} label={spoken(fact)} value={typed.value[fact.en] ?? ''} maxLength={300} onInput={(value) => typed.set({ [fact.en]: value })} />
            ))}
            <Button submit look="soft">
              {t('app.save')}
            </Button>
            {written && (
              <Button look="quiet" onPress={clear}>
                {t('paid.card_clear')}
              </Button>
            )}
          </TypedForm>
        </div>
      </Sum>
    </section>
  );
}
