/** "I already paid": what to do in the first hour, whom to call, what to have at hand. Nothing dials by itself. */
import { useState } from 'preact/hooks';
import { now } from '../../lib/clock';
import { day } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { spoken, type Help, type HelpCountry, type Places, type Words } from '../../lib/reference';
import { rows } from '../../lib/store';
import { Card, Notice, Sum } from '../../ui/basics';
import { useTyped } from '../../ui/draft';
import { Choice } from '../../ui/form';
import { CountryPick, Dial, Emergency, Old } from '../peers/Calls';
import { Coming, Say, useReference } from '../../ui/reference';
import { CaseCard } from './CaseCard';
import { due, numbersIn, type Due, type When } from './steps';

const WHEN: { value: When; words: Key }[] = [
  { value: 'now', words: 'paid.just_now' },
  { value: 'hour', words: 'paid.within_hour' },
  { value: 'today', words: 'paid.today' },
  { value: 'earlier', words: 'paid.earlier' },
];

interface Asked {
  when?: When;
  askedAt?: number; // so that "just now" is not believed tomorrow
  country?: string;
}

export default function PaidScreen() {
  const typed = useTyped<Asked>('paid', {});
  const [tapped, tap] = useState<Asked>({}); // help must not wait for a draft that another window holds
  const [files, again] = useReference(['help', 'places'], 'peers');
  const answers = { ...typed.value, ...tapped };
  const answer = (change: Asked) => {
    tap({ ...tapped, ...change });
    typed.set(change);
  };
  const home = rows('profile').value[0]?.body.place?.country ?? 'CN';
  return (
    <>
      <Notice tone="red" title={t('paid.stop')}>
        {t('paid.not_you')}
      </Notice>
      <div class="halves">
        <Choice label={t('paid.when')} options={WHEN.map(({ value, words }) => ({ value, label: t(words) }))} value={answers.when} onPick={(when) => answer({ when: when as When, askedAt: now() })} />
      </div>
      {files && files !== 'missing' ? (
        <First help={files.help} places={files.places} code={answers.country ?? home} answers={answers} onPick={(country) => answer({ country })} />
      ) : (
        <Coming missing={files === 'missing'} again={again} />
      )}
      {files === 'missing' && <p>{t('paid.missing')}</p>}
    </>
  );
}

interface FirstProps {
  help: Help;
  places: Places;
  code: string;
  answers: Asked;
  onPick: (country: string) => void;
}

function First({ help, places, code, answers, onPick }: FirstProps) {
  const country = help.countries[code];
  const where = places.countries.find((one) => one.id === code);
  const steps = Boolean(country?.first_hour.length);
  return (
    <>
      <Old help={help} />
      {country && steps ? (
        <Steps country={country} where={where ? spoken(where) : code} when={answers.when ?? 'now'} askedAt={answers.askedAt ?? now()} />
      ) : (
        <>
          <Notice tone="amber" title={t('paid.no_steps')}>
            {t('paid.no_steps_text')}
          </Notice>
          <General help={help} open />
        </>
      )}
      <Emergency country={country} />
      <CountryPick label={t('paid.country')} help={help} countries={places.countries} value={code} onPick={onPick} />
      {country && <Words title={t('paid.ready')} all={country.have_ready} />}
      <CaseCard facts={help.case_card} />
      {country && <Words title={t('paid.keep')} all={country.keep} />}
      {country && country.traps.length > 0 && (
        <Notice tone="amber" title={t('paid.traps')}>
          <ul class="asks">
            {country.traps.map((trap) => (
              <li key={trap.en}>
                <Say words={trap} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {steps && <General help={help} />}
      <a class="btn quiet" href="#/peers">
        {t('paid.talk')}
      </a>
      <small>{t('peers.checked', { day: day(help.checked_on) })}</small>
    </>
  );
}

function Steps({ country, where, when, askedAt }: { country: HelpCountry; where: string; when: When; askedAt: number }) {
  return (
    <Card title={t('paid.steps')} side={where}>
      <ol class="list steps">
        {due(country.first_hour, when, askedAt, now()).map((one) => (
          <OneStep key={one.step.action.en} {...one} />
        ))}
      </ol>
    </Card>
  );
}

/** A number is one tap from the phone's own dialler; any other contact is shown as it is written. */
function OneStep({ step, late }: Due) {
  const numbers = numbersIn(step.contact.en);
  return (
    <li class="help">
      {late && <small class="amber">▲ {t(step.within === 'day' ? 'paid.late_still' : 'paid.late')}</small>}
      <p>
        <Say words={step.action} mark />
      </p>
      {step.note && (
        <small>
          <Say words={step.note} />
        </small>
      )}
      {numbers.length ? (
        <div class="dials">
          {numbers.map((to) => (
            <Dial key={to.number} to={to} />
          ))}
        </div>
      ) : (
        <p class="small">
          {t('paid.where')} <Say words={step.contact} />
        </p>
      )}
    </li>
  );
}

function Words({ title, all }: { title: string; all: Words[] }) {
  if (!all.length) return null;
  return (
    <Card title={title}>
      <ul class="asks">
        {all.map((words) => (
          <li key={words.en}>
            <Say words={words} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What holds in every country. */
function General({ help, open }: { help: Help; open?: boolean }) {
  return (
    <Sum label={t('paid.general')} open={open ?? false}>
      <ol class="list steps">
        {help.general.map(({ key, title, why }) => (
          <li class="help" key={key}>
            <h3>
              <Say words={title} />
            </h3>
            <small>
              <Say words={why} />
            </small>
          </li>
        ))}
      </ol>
    </Sum>
  );
}
