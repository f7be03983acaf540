/** Country, region and tier, from lists that lie on the phone; "I don't know" is always an answer. */
import { useEffect, useState } from 'preact/hooks';
import { language, t } from '../../lib/i18n';
import type { Terms } from '../../lib/records';
import { loadReference, spoken, type Country, type Tier, type Words } from '../../lib/reference';
import { Select } from '../../ui/form';

type Place = Terms['place'];
type Named = Words & { id: string; areas?: string };

const name = (named: Named) => spoken(named) + (named.areas && language.value === 'zh-CN' ? `：${named.areas}` : '');

function options(all: Named[], sorted = true): { value: string; label: string }[] {
  const found = all.map((named) => ({ value: named.id, label: name(named) }));
  return sorted ? found.sort((a, b) => a.label.localeCompare(b.label, language.value)) : found;
}

/** The tiers to choose from: of the region, or of a country that has no regions. */
export function tiersOf(country: Country | undefined, region: string | null | undefined): Tier[] {
  if (!country) return [];
  return country.regions.length ? (country.regions.find((one) => one.id === region)?.tiers ?? []) : country.tiers;
}

export function PlacePicker({ value, onPick }: { value: Place | undefined; onPick: (place: Place) => void }) {
  const [countries, setCountries] = useState<Country[]>([]);
  useEffect(() => void loadReference('places').then((places) => setCountries(places.countries), () => undefined), []);
  const code = value?.country ?? 'CN';
  const country = countries.find((one) => one.id === code);
  const tiers = tiersOf(country, value?.region);
  const unsure = { value: '', label: t('app.unknown') };
  return (
    <div class="form">
      <Select label={t('first.country')} value={code} options={countries.length ? options(countries) : [{ value: code, label: code }]} onPick={(picked) => onPick(one(countries.find((each) => each.id === picked), picked))} />
      {(country?.regions.length ?? 0) > 1 && <Select label={t('first.region')} value={value?.region ?? ''} options={[unsure, ...options(country!.regions)]} onPick={(region) => onPick({ country: code, ...(region ? { region } : {}), ...only(tiersOf(country, region)) })} />}
      {tiers.length > 1 && <Select label={t('first.tier')} hint={t('first.tier_why')} value={value?.tier ?? ''} options={[unsure, ...options(tiers, false)]} onPick={(tier) => onPick({ country: code, ...(value?.region ? { region: value.region } : {}), ...(tier ? { tier } : {}) })} />}
    </div>
  );
}

/** Where there is one tier or region there is nothing to ask. */
function only(tiers: Tier[]): { tier?: string } {
  return tiers.length === 1 ? { tier: tiers[0]!.id } : {};
}

function one(country: Country | undefined, code: string): Place {
  const region = country?.regions.length === 1 ? country.regions[0] : undefined;
  return { country: code, ...(region ? { region: region.id } : {}), ...only(tiersOf(country, region?.id)) };
}
