/** Numbers to call: shown with hours and cost, dialled only by the person, and never counted. */
import { day } from '../../lib/format';
import { language, t } from '../../lib/i18n';
import { today } from '../../lib/clock';
import { spoken, type Country, type Help, type HelpCountry, type HelpLine } from '../../lib/reference';
import { Card, Notice } from '../../ui/basics';
import { Select } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Say } from '../../ui/reference';

type Number = HelpLine['numbers'][number];

const plain = (number: string) => number.replace(/[^\d+]/g, '');

function address({ via, number }: Number): string {
  if (via === 'whatsapp') return `https://wa.me/${plain(number).replace('+', '')}`;
  return `${via === 'sms' ? 'sms' : 'tel'}:${plain(number)}`;
}

function label({ via, number, text }: Number): string {
  if (via === 'call') return t('call.call', { number });
  if (via === 'whatsapp') return t('call.whatsapp', { number });
  return text ? t('call.sms_text', { number, text }) : t('call.sms', { number });
}

export function Dial({ to, look = 'soft' }: { to: Number; look?: string }) {
  const outside = to.via === 'whatsapp'; // another app's page: only the number is shown, nothing is opened for it
  if (outside) return <span class="num">{label(to)}</span>;
  return (
    <a class={`btn ${look} dial num`} href={address(to)}>
      <Icon name="call" />
      {label(to)}
    </a>
  );
}

function Line({ line }: { line: HelpLine }) {
  const hours = line.always_open ? t('call.always') : line.hours && spoken(line.hours);
  const known = [hours, line.cost === 'free' && t('call.free')].filter(Boolean);
  return (
    <li class="help">
      <h3>
        <Say words={line.name} />
      </h3>
      {known.length > 0 && <small>{known.join(' · ')}</small>}
      {line.note && (
        <small>
          <Say words={line.note} />
        </small>
      )}
      {(line.languages?.length ?? 0) > 0 && <small>{t('call.languages', { languages: line.languages!.join(', ') })}</small>}
      <div class="dials">
        {line.numbers.map((number) => (
          <Dial key={number.via + number.number} to={number} />
        ))}
      </div>
    </li>
  );
}

/** A list of lines; those that answer at any hour first, so that nobody is sent to a closed one at night. */
export function Lines({ title, text, lines, checked }: { title: string; text?: string; lines: HelpLine[]; checked: string }) {
  if (!lines.length) return null;
  const sorted = [...lines].sort((a, b) => Number(b.always_open) - Number(a.always_open));
  return (
    <Card title={title} side={t('peers.checked', { day: day(checked) })}>
      {text && <p class="quiet">{text}</p>}
      <ul class="list">
        {sorted.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {lines.some(({ hours, cost }) => !hours || !cost) && <small>{t('call.unknown')}</small>}
    </Card>
  );
}

export function Emergency({ country }: { country: HelpCountry | undefined }) {
  if (!country?.emergency.length) return null;
  return (
    <Card title={t('peers.danger')} tone="red">
      <div class="two">
        {country.emergency.map(({ number, what }) => (
          <a key={number} class="btn danger dial num" href={`tel:${plain(number)}`}>
            <Icon name="call" />
            <span>
              {number} <small>{spoken(what)}</small>
            </span>
          </a>
        ))}
      </div>
    </Card>
  );
}

/** Numbers grow old; after the day for the next check every page of them says so. */
export function Old({ help }: { help: Help }) {
  if (today() <= help.recheck_by) return null;
  return <Notice tone="amber">{t('peers.old', { day: day(help.checked_on) })}</Notice>;
}

export function CountryPick({ label: words, help, countries, value, onPick }: { label: string; help: Help; countries: Country[]; value: string; onPick: (code: string) => void }) {
  const names = new Map(countries.map((country) => [country.id, spoken(country)]));
  const codes = [...new Set([value, ...Object.keys(help.countries)])];
  const options = codes.map((code) => ({ value: code, label: names.get(code) ?? code })).sort((a, b) => a.label.localeCompare(b.label, language.value));
  return <Select label={words} options={options} value={value} onPick={onPick} />;
}
