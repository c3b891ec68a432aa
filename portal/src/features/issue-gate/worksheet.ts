// SPDX-License-Identifier: Apache-2.0
// A record of one's own steps as it is typed, and as it is handed in.
import { digestFromSha256 } from '@touchstone/identifiers';
import { record } from '../../api/record.ts';
import { splitReadings } from '../uncertainty/split-readings.ts';
import type { Condition, DraftedResult, RawFile, REDUCTIONS, Step, WorkRecord } from './work.ts';

/** A condition as it is typed. */
export type TypedCondition = { readonly [Part in keyof Condition]: string };

/** A step as it is typed; times are those of the three places. */
export interface TypedStep {
  readonly what: string;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly unattended: boolean;
  readonly instruments: readonly string[];
  /** What the draft does not name, parted by semicolons. */
  readonly others: string;
  readonly conditions: readonly TypedCondition[];
  readonly rawFiles: readonly RawFile[];
}

/** A record as it is typed. */
export interface TypedWork {
  readonly result: string;
  readonly steps: readonly TypedStep[];
  readonly whole: boolean;
  readonly leastMinutes: string;
  readonly unit: string;
  readonly readings: string;
  readonly by: (typeof REDUCTIONS)[number];
}

export const NO_CONDITION: TypedCondition = { quantity: '', unit: '', value: '', from: '', to: '' };

export const NO_STEP: TypedStep = {
  ...{ what: '', site: '', from: '', to: '', unattended: false, instruments: [], others: '' },
  ...{ conditions: [], rawFiles: [] },
};

const OFFSET = '+08:00';
const OFFSET_MILLISECONDS = 8 * 3_600_000;

/** local = YYYY-MM-DD "T" hh:mm [":" ss], eight hours ahead of UTC; seconds stand where they are not 0. */
export function localOf(instant: string): string {
  const shifted = new Date(Date.parse(instant) + OFFSET_MILLISECONDS).toISOString();
  return shifted.slice(0, shifted.slice(17, 19) === '00' ? 16 : 19);
}

/** The instant of a local time. */
export function instantOf(local: string): string {
  return `${local}${local.length === 16 ? ':00' : ''}${OFFSET}`;
}

/** What one begins to type from: the own record where there is one, so that a step is added to those before. */
export function typedFrom(result: string, own: WorkRecord | undefined, named: readonly string[]): TypedWork {
  const { readings } = own ?? {};
  return {
    result,
    steps: own === undefined ? [NO_STEP] : own.steps.map((step) => typedStep(step, named)),
    whole: false,
    leastMinutes: own?.leastMinutes === undefined ? '' : String(own.leastMinutes),
    ...{ unit: readings?.unit ?? '', readings: readings?.values.join(' ') ?? '', by: readings?.by ?? 'mean' },
  };
}

function typedStep(
  { what, site, from, to, unattended, conditions, instruments, rawFiles }: Step,
  named: readonly string[],
) {
  // One span used whatever the report names.
  const used = instruments ?? named;
  return {
    ...{ what: what ?? '', site, from: localOf(from), to: localOf(to), unattended, rawFiles },
    instruments: used.filter((one) => named.includes(one)),
    others: used.filter((one) => !named.includes(one)).join('; '),
    conditions: conditions.map(({ quantity, unit, value = '', from: least = '', to: most = '' }) => {
      return { quantity, unit, value, from: least, to: most };
    }),
  };
}

/** What is handed in; where something cannot be read it is handed in as it stands, and refused with its place. */
export function worksheetOf({ result, steps, whole, leastMinutes, unit, readings, by }: TypedWork): object {
  const values = splitReadings(readings).numbers;
  return {
    result,
    steps: steps.map(sheetStep),
    ...(whole ? { whole } : {}),
    ...(leastMinutes.trim() === '' ? {} : { leastMinutes: Number(leastMinutes) }),
    ...(values.length === 0 ? {} : { readings: { unit: unit.trim(), values, by } }),
  };
}

/** A step as it is handed in. */
export function sheetStep({ instruments, others, conditions, from, to, ...step }: TypedStep): object {
  const more = others
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return {
    ...step,
    ...{ from: instantOf(from), to: instantOf(to), instruments: [...instruments, ...more] },
    conditions: conditions.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([, said]) => said.trim() !== '')),
    ),
  };
}

/** Hands in one's own steps of a result, in the place of those before. */
export function recordWork(
  { stream, typed }: { readonly stream: string; readonly typed: TypedWork },
  signal: AbortSignal,
): Promise<true> {
  return record(`/api/report-cases/${encodeURIComponent(stream)}/work`, worksheetOf(typed), signal);
}

/** The name and digest of a file; undefined where this page may not compute one, as it came over plain HTTP from elsewhere. */
export async function rawFileOf(file: File): Promise<RawFile | undefined> {
  // The types promise it everywhere; browsers give it to secure pages only.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return undefined;
  const sha256 = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()));
  return { name: file.name, digest: digestFromSha256(sha256) };
}

/** The instruments that a draft names for a result. */
export function namedFor(results: readonly DraftedResult[], result: string): readonly string[] {
  return results.find((one) => one.result === result)?.instruments ?? [];
}
