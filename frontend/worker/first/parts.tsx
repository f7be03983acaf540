/** The first two steps: a language by its own name, and what stays on this phone, said aloud if wanted. */
import { useEffect, useState } from 'preact/hooks';
import { language, LANGUAGES, speak, t } from '../../lib/i18n';
import { host, type Host } from '../../lib/host';
import { Button } from '../../ui/form';
import { Card } from '../../ui/basics';
import { Icon } from '../../ui/icon';

export function Languages({ onNext }: { onNext: () => void }) {
  const pick = (code: string) => {
    remember(code);
    void speak(code);
  };
  return (
    <>
      <p class="mid">{t('first.hello')}</p>
      <fieldset>
        <legend>{t('first.pick')}</legend>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <label class="pick" key={code} lang={code}>
            <input type="radio" name="language" checked={language.value === code} onChange={() => pick(code)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <div class="last form">
        <Button onPress={onNext}>{t('first.next')}</Button>
      </div>
    </>
  );
}

/** The language's code is all that is kept in the open: the page needs it before anything can be unsealed. */
export function remember(code: string): void {
  try {
    localStorage.setItem('language', code);
  } catch {
    // storage is refused; the browser's own language serves next time
  }
}

export function WhatStays({ onNext }: { onNext: () => void }) {
  const [runs, setRuns] = useState<Host | null>(null);
  const voice = useVoice();
  useEffect(() => void host().then(setRuns), []);
  const who = runs ? t('first.host', { name: runs.name }) : t('first.host_unknown');
  const aloud = [t('first.stays'), t('first.leaves'), who].join(' ');
  return (
    <>
      <p class="mid">{t('first.what')}</p>
      <Card>
        <p>{t('first.stays')}</p>
        <p>{t('first.leaves')}</p>
        <p class="quiet">{who}</p>
        {voice && (
          <Button look="soft" onPress={() => say(aloud)}>
            <Icon name="speak" />
            {t('first.listen')}
          </Button>
        )}
      </Card>
      <div class="last form">
        <Button onPress={onNext}>{t('first.next')}</Button>
      </div>
    </>
  );
}

/** By a voice that lives on the phone; one that would send the words away is not asked, nor a missing one. */
function say(text: string): void {
  const own = speechSynthesis.getVoices().filter((voice) => voice.localService);
  const spoken = new SpeechSynthesisUtterance(text);
  const voice = own.find(({ lang }) => lang.replace('_', '-').startsWith(language.value.slice(0, 2)));
  speechSynthesis.cancel();
  if (!voice) return;
  spoken.voice = voice;
  spoken.lang = voice.lang;
  speechSynthesis.speak(spoken);
}

/** Whether there is such a voice; browsers fill their list late. */
function useVoice(): boolean {
  const find = () => 'speechSynthesis' in window && speechSynthesis.getVoices().some((voice) => voice.localService);
  const [has, set] = useState(find);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    const look = () => set(find());
    speechSynthesis.addEventListener?.('voiceschanged', look);
    return () => speechSynthesis.removeEventListener?.('voiceschanged', look);
  }, []);
  return has;
}
