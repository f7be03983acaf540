/** Country, region and tier, from lists that lie on the phone; "I don't know" is always an answer. */
import { useEffect, useState } from 'preact/hooks';
import { language, t } from '../../lib/i18n';
import type { Terms } from '../../lib/records';
import { loadReference, type ReferenceFiles } from '../../lib/reference';
import { Select } from '../../ui/form';

type Place = Terms['place'];
type Places = ReferenceFiles['places'];
interface Named {
  en: string;
  zh: string;
  areas?: string;
}

const name = (named: Named) => (language.value === 'zh-CN' ? named.zh : named.en) + (named.areas ? `（${named.areas}）` : '');

export function PlacePicker({ value, onPick }: { value: Place | undefined; onPick: (place: Place) => void }) {
  const [places, setPlaces] = useState<Places>();
  useEffect(() => void loadReference('places').then(setPlaces, () => undefined), []);
  const country = value?.country ?? 'CN';
  const known = places?.countries[country];
  const regions = known?.regions ?? {};
  const tiers = (value?.region ? regions[value.region]?.tiers : Object.values(regions).length === 1 ? Object.values(regions)[0]?.tiers : undefined) ?? {};
  const sorted = (all: Record<string, Named>) =>
    Object.entries(all)
      .map(([code, named]) => ({ value: code, label: name(named) }))
      .sort((a, b) => a.label.localeCompare(b.label, language.value));
  const unsure = { value: '', label: t('app.unknown') };
  const single = Object.keys(tiers).length < 2;
  return (
    <div class="form">
      <Select label={t('first.country')} value={country} options={places ? sorted(places.countries as Record<string, Named>) : [{ value: country, label: country }]} onPick={(picked) => onPick({ country: picked })} />
      {Object.keys(regions).length > 1 && (
        <Select label={t('first.region')} value={value?.region ?? ''} options={[unsure, ...sorted(regions)]} onPick={(region) => onPick(region ? { country, region, ...only(regions[region]?.tiers) } : { country })} />
      )}
      {!single && <Select label={t('first.tier')} hint={t('first.tier_why')} value={value?.tier ?? ''} options={[unsure, ...sorted(tiers)]} onPick={(tier) => onPick({ country, ...(value?.region ? { region: value.region } : {}), ...(tier ? { tier } : {}) })} />}
    </div>
  );
}

/** Where a region has one tier there is nothing to ask. */
function only(tiers: Record<string, unknown> | undefined): { tier?: string } {
  const [tier, ...others] = Object.keys(tiers ?? {});
  return tier && !others.length ? { tier } : {};
}
