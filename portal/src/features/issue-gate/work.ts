// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';

/** A condition of a room, in one unit. */
export interface Condition {
  readonly quantity: string;
  readonly unit: string;
  readonly value: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** One step of a work on record. */
export interface Step {
  /** Undefined where the whole work is one span. */
  readonly what: string | undefined;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly unattended: boolean;
  readonly conditions: readonly Condition[];
  /** Undefined where it is whatever the report names. */
  readonly instruments: readonly string[] | undefined;
  readonly rawFiles: readonly RawFile[];
  readonly recordedAt: string | undefined;
}

/** A raw file, by its name and the digest of its bytes: the file itself stays where it is. */
export interface RawFile {
  readonly name: string;
  readonly digest: string;
}

export const REDUCTIONS = ['mean', 'median'] as const;

/** What one person recorded of how a result was obtained. */
export interface WorkRecord {
  readonly result: string;
  readonly person: string;
  readonly isOwn: boolean;
  readonly leastMinutes: number | undefined;
  readonly readings:
    | { readonly unit: string; readonly values: readonly string[]; readonly by: (typeof REDUCTIONS)[number] }
    | undefined;
  readonly steps: readonly Step[];
}

/** A result of a draft, with the instruments that the draft names for it. */
export interface DraftedResult {
  readonly result: string;
  readonly substance: string;
  readonly instruments: readonly string[];
  /** Another laboratory that obtained it: nobody here has worked on it. */
  readonly obtainedBy:
    | { readonly provider: string; readonly reportNumber: string; readonly result: string }
    | undefined;
}

/** How the results of a draft were obtained, as far as it is on record. */
export interface TestWork {
  readonly results: readonly DraftedResult[];
  readonly records: readonly WorkRecord[];
}

/** The work on record of one draft. */
export function requestWork(stream: string, signal: AbortSignal): Promise<TestWork> {
  return ask(`/api/report-cases/${encodeURIComponent(stream)}/work`, { signal }, (body) => readWork(body, ''));
}

const readCondition: Read<Condition> = (value, path) => {
  const given = members(value, path);
  const part = (name: 'value' | 'from' | 'to') => maybe(text)(given[name], `${path}/${name}`);
  const named = { quantity: text(given.quantity, `${path}/quantity`), unit: text(given.unit, `${path}/unit`) };
  return { ...named, value: part('value'), from: part('from'), to: part('to') };
};

const readFile: Read<RawFile> = (value, path) => {
  const given = members(value, path);
  return { name: text(given.name, `${path}/name`), digest: text(given.digest, `${path}/digest`) };
};

const readStep: Read<Step> = (value, path) => {
  const given = members(value, path);
  const said = (name: 'site' | 'from' | 'to') => text(given[name], `${path}/${name}`);
  return {
    what: maybe(text)(given.what, `${path}/what`),
    ...{ site: said('site'), from: said('from'), to: said('to') },
    unattended: maybe(flag)(given.unattended, `${path}/unattended`) ?? false,
    conditions: list(readCondition)(given.conditions, `${path}/conditions`),
    instruments: maybe(list(text))(given.instruments, `${path}/instruments`),
    rawFiles: list(readFile)(given.rawFiles, `${path}/rawFiles`),
    recordedAt: maybe(text)(given.recordedAt, `${path}/recordedAt`),
  };
};

const readReadings: Read<NonNullable<WorkRecord['readings']>> = (value, path) => {
  const given = members(value, path);
  return {
    unit: text(given.unit, `${path}/unit`),
    values: list(text)(given.values, `${path}/values`),
    by: oneOf(REDUCTIONS)(given.by, `${path}/by`),
  };
};

const readRecord: Read<WorkRecord> = (value, path) => {
  const given = members(value, path);
  const minutes = maybe(count)(given.leastMinutes, `${path}/leastMinutes`);
  return {
    result: text(given.result, `${path}/result`),
    person: text(given.person, `${path}/person`),
    isOwn: flag(given.isOwn, `${path}/isOwn`),
    leastMinutes: minutes,
    readings: maybe(readReadings)(given.readings, `${path}/readings`),
    steps: list(readStep)(given.steps, `${path}/steps`),
  };
};

const readObtainedBy: Read<NonNullable<DraftedResult['obtainedBy']>> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'provider' | 'reportNumber' | 'result') => text(given[name], `${path}/${name}`);
  return { provider: read('provider'), reportNumber: read('reportNumber'), result: read('result') };
};

const readResult: Read<DraftedResult> = (value, path) => {
  const given = members(value, path);
  const named = { result: text(given.result, `${path}/result`), substance: text(given.substance, `${path}/substance`) };
  return {
    ...{ ...named, instruments: list(text)(given.instruments, `${path}/instruments`) },
    obtainedBy: maybe(readObtainedBy)(given.obtainedBy, `${path}/obtainedBy`),
  };
};

/** The work of a draft, whole. */
export const readWork: Read<TestWork> = (value, path) => {
  const given = members(value, path);
  return {
    results: list(readResult)(given.results, `${path}/results`),
    records: list(readRecord)(given.records, `${path}/records`),
  };
};
