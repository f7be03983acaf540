/** First open, in four short steps: language, what stays here, where, how paid. Also reached again from settings. */
import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n';
import type { Profile } from '../../lib/records';
import { go, place as address } from '../../lib/route';
import { rows, save } from '../../lib/store';
import { Button, Choice } from '../../ui/form';
import { complain } from '../app/said';
import { basisOptions } from './bases';
import { Languages, WhatStays } from './parts';
import { PlacePicker } from './PlacePicker';


export function FirstScreen() {
  const kept = rows('profile').value[0];
  const [step, setStep] = useState(kept ? 2 : 0);
  const [place, setPlace] = useState<Profile['place']>(kept?.body.place ?? { country: 'CN' });
  const [basis, setBasis] = useState(kept?.body.basis);
  const finish = async (said: boolean) => {
    const profile: Profile = {
      ...(kept?.body ?? { theme: 'auto' as const }),
      language: document.documentElement.lang,
      ...(said && place ? { place } : {}),
      ...(said && basis ? { basis } : {}),
    };
    try {
      await save('profile', profile, kept);
      if (address.value.tab !== 'join') go('today'); // an invitation's link goes on to its own page
    } catch (problem) {
      complain(problem);
    }
  };
  const next = () => setStep(step + 1);
  if (step === 0) return <Languages onNext={next} />;
  if (step === 1) return <WhatStays onNext={next} />;
  if (step === 2) {
    return (
      <>
        <h2>{t('first.where')}</h2>
        <p class="quiet">{t('first.where_why')}</p>
        <PlacePicker value={place} onPick={setPlace} />
        <Buttons main={t('first.next')} onMain={next} onSkip={() => void finish(false)} />
      </>
    );
  }
  return (
    <>
      <Choice label={t('first.pay')} options={basisOptions()} value={basis} onPick={(picked) => setBasis(picked as Profile['basis'] & string)} />
      <Buttons main={t('first.start')} onMain={() => void finish(true)} onSkip={() => void finish(false)} />
    </>
  );
}

function Buttons({ main, onMain, onSkip }: { main: string; onMain: () => void; onSkip: () => void }) {
  return (
    <div class="form last">
      <Button onPress={onMain}>{main}</Button>
      <Button look="plain" onPress={onSkip}>
        {t('first.skip')}
      </Button>
    </div>
  );
}
