/** A release as it is served (docs/releases.md), and the figures in it. What is not there is hidden. */
import type { Schemas } from '../lib/api';

export type CellOut = Schemas['CellOut'];
export type RowName = Schemas['RowName'];
export type TableOut = Schemas['TableOut'];
export type ReleaseDocument = Schemas['ReleaseDocument'];
export type ReleaseLine = Schemas['ReleaseLine'];
export type ReleaseOut = Schemas['ReleaseOut'];

/** Workers, or null: hidden. A figure is never zero, for under k it is hidden. */
export type Figure = number | null;

export const MARGIN = '*';
export const NO_ISSUE = 'none';
export const QUARTER_OR_MORE = ['under_50', 'half_or_more'] as const; // bands: 25 % up to 50 %, and from there

/** What can hurt: the columns of a table but that of those whom nothing did. */
export const issuesOf = (table: TableOut | undefined): string[] => (table?.columns ?? []).filter((column) => column !== NO_ISSUE);

export const tableOf = (release: ReleaseDocument, name: TableOut['name']): TableOut | undefined =>
  release.tables.find((table) => table.name === name);

/** Give one figure of a table; `*` stands for all rows or all columns. */
export function figure(table: TableOut | undefined, row: string, column: string): Figure {
  return table?.cells.find((cell) => cell.row === row && cell.column === column)?.workers ?? null;
}

export interface Most {
  issues: string[]; // more than one when the figures are the same
  workers: number;
  others: boolean; // issues whose figure is hidden: one of them might be above
}

/** Find the issue with most workers over all employers; null when every such figure is hidden. */
export function mostFrequent(table: TableOut | undefined): Most | null {
  const issues = issuesOf(table);
  const shown = issues.flatMap((issue) => {
    const workers = figure(table, MARGIN, issue);
    return workers === null ? [] : [{ issue, workers }];
  });
  if (!shown.length) return null;
  const workers = Math.max(...shown.map((one) => one.workers));
  return {
    issues: shown.filter((one) => one.workers === workers).map((one) => one.issue),
    workers,
    others: shown.length < issues.length,
  };
}

/** Add up those with a quarter or more of their time unpaid; null unless every part is shown. */
export function quarterUnpaid(table: TableOut | undefined): Figure {
  const parts = QUARTER_OR_MORE.map((band) => figure(table, MARGIN, band));
  return parts.reduce<Figure>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

export interface Bar {
  row: RowName;
  workers: number;
}

/** List the rows whose figure in a column is shown, largest first; equal ones stay in the order of the document. */
export function barsOf(table: TableOut | undefined, column: string): Bar[] {
  const shown = (table?.rows ?? []).flatMap((row) => {
    const workers = figure(table, row.key, column);
    return workers === null ? [] : [{ row, workers }];
  });
  return shown.sort((a, b) => b.workers - a.workers);
}

/** The issue to begin with: the most frequent, else the first with a bar, else the first. */
export function firstIssue(table: TableOut | undefined): string {
  const issues = issuesOf(table);
  return mostFrequent(table)?.issues[0] ?? issues.find((issue) => barsOf(table, issue).length) ?? issues[0] ?? '';
}

/** Tell whether a table says anything beyond the total that every release shows. */
export const saysNothing = (table: TableOut | undefined): boolean =>
  !table?.cells.some(({ row, column }) => row !== MARGIN || column !== MARGIN);

/** The newest published release before this one: the only thing that a change may be measured against. */
export function before(all: ReleaseLine[], id: string): ReleaseLine | undefined {
  return all.filter((line) => line.state === 'published' && line.id < id).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
}
