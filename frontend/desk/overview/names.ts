/** What rows and columns of a release are called in the language spoken here. */
import { language, t, type Key } from '../lib/words';
import { MARGIN, type RowName, type TableOut } from './release';

interface Named {
  id: string;
  en: string;
  zh?: string;
}

/** Countries and their regions, as the reference file names them (/reference/places.json). */
export interface Places {
  countries: (Named & { regions: Named[] })[];
}

const han = () => language.value.startsWith('zh');
const said = ({ en, zh }: { en: string; zh?: string | undefined }) => (han() && zh) || en || zh || '';

/** Name a row: an employer by its own name, a region by the reference, `*` by what it adds up. */
export function rowName(table: TableOut, row: RowName, places: Places | null): string {
  if (table.name === 'region_unpaid') {
    if (row.key === MARGIN) return t('overview.regions_all');
    return row.key === 'other' ? t('overview.regions_other') : regionName(row.key, table.rows, places);
  }
  if (row.key === MARGIN) return t('overview.employers_all');
  if (row.key === 'other') return t('overview.employers_other');
  return said({ en: row.name_en, zh: row.name_zh }) || row.key;
}

/** Name a column of either table; a code that this version has no word for stands as it is. */
export function columnName(table: TableOut, column: string): string {
  if (column === MARGIN) return t('overview.all');
  const key = table.name === 'region_unpaid' ? (`band.${column}` as const) : (`issue.${column}` as const);
  const word = t(key as Key);
  return word === key ? column : word;
}

/** Name a column at the head of a table, where the long names have short ones. */
export function columnHead(table: TableOut, column: string): string {
  const key = `head.${column}`;
  const word = t(key as Key);
  return word === key ? columnName(table, column) : word;
}

/** Name `CN-52` or `KE`. A country whose regions are rows of their own is one whose region is not known. */
function regionName(key: string, rows: RowName[], places: Places | null): string {
  const [code = ''] = key.split('-');
  const country = places?.countries.find((one) => one.id === code);
  const name = country ? said(country) : byBrowser(code);
  if (key !== code) {
    const region = country?.regions.find((one) => one.id === key);
    return region ? said(region) : `${name} ${key}`;
  }
  const apart = (country?.regions.length ?? 0) > 1 || rows.some((row) => row.key.startsWith(`${code}-`));
  return apart ? t('overview.region_unknown', { country: name }) : name;
}

function byBrowser(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // no code of a country
  }
}
