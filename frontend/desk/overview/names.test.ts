import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPLOYERS, REGIONS, speakHere } from './an-example';
import { columnHead, columnName, rowName, type Places } from './names';

const PLACES: Places = {
  countries: [
    { id: 'CN', en: 'China (mainland)', zh: '中国大陆', regions: [{ id: 'CN-52', en: 'Guizhou', zh: '贵州' }, { id: 'CN-51', en: 'Sichuan', zh: '四川' }] },
    { id: 'KE', en: 'Kenya', zh: '肯尼亚', regions: [] },
  ],
};

beforeEach(() => speakHere('zh-CN'));
afterEach(() => vi.unstubAllGlobals());

const named = (table: typeof EMPLOYERS, key: string, places: Places | null = PLACES) => rowName(table, table.rows.find((row) => row.key === key) ?? { key, name_en: '', name_zh: '' }, places);

describe('an employer', () => {
  it('goes by its name in the language spoken here, else by the other one', () => {
    expect(named(EMPLOYERS, 'reed_data')).toBe('苇塘数据');
    expect(named(EMPLOYERS, 'hill_tasks')).toBe('Hill Tasks');
    speakHere('en');
    expect(named(EMPLOYERS, 'reed_data')).toBe('Reed Data');
  });

  it('outside the directory has no name, and neither has the sum', () => {
    expect(named(EMPLOYERS, 'other')).toBe('名单外的用工方');
    expect(named(EMPLOYERS, '*')).toBe('所有用工方');
  });
});

describe('a region', () => {
  it('goes by the reference', () => {
    expect(named(REGIONS, 'CN-52')).toBe('贵州');
    expect(named(REGIONS, 'KE')).toBe('肯尼亚');
    expect(named(REGIONS, '*')).toBe('所有地区');
    expect(named(REGIONS, 'other')).toBe('别的地方');
  });

  it('that is a whole country beside its regions is one where the region is not known', () => {
    expect(named(REGIONS, 'CN')).toBe('中国大陆，哪里不清楚');
  });

  it('goes by the browser and its code while the reference has not come', () => {
    speakHere('en');
    expect(named(REGIONS, 'CN-52', null)).toBe('China CN-52');
    expect(named(REGIONS, 'KE', null)).toBe('Kenya');
    expect(named(REGIONS, 'QX-1!', null)).toContain('QX');
  });
});

it('a column that this version has no word for stands as its code', () => {
  expect(columnName(EMPLOYERS, 'late_pay')).toBe('拖钱');
  expect(columnName(REGIONS, 'half_or_more')).toBe('一半以上');
  expect(columnName(REGIONS, '*')).toBe('合计');
  expect(columnName(EMPLOYERS, 'something_new')).toBe('something_new');
});

it('a column has a short name at the head of its table where its name is long', () => {
  speakHere('en');
  expect(['below_floor', 'late_pay', '*', 'something_new'].map((column) => columnHead(EMPLOYERS, column))).toEqual(['below min. wage', 'late pay', 'All', 'something_new']);
  expect(columnHead(REGIONS, 'zero')).toBe('none');
});
