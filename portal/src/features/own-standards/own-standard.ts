// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { readReason } from '../../api/verdict.ts';

/** How a limit of a firm stands to that of the law. */
const LIMIT_OUTCOMES = [
  ...(['equal', 'stricter', 'weaker', 'not-in-standard'] as const),
  ...(['no-row', 'incomparable', 'undetermined'] as const),
] as const;
export type LimitOutcome = (typeof LIMIT_OUTCOMES)[number];
const RESULT_OUTCOMES = ['meets', 'does-not-meet', 'inconclusive'] as const;
export type ResultOutcome = (typeof RESULT_OUTCOMES)[number];

/** A standard as its firm declared it. */
export type OwnStandard = ReturnType<typeof readStandard>;
/** It against the law of a place and against results on record. */
export type OwnStandardCheck = ReturnType<typeof readCheck>;
export type LimitRow = OwnStandardCheck['limits']['rows'][number];

/** What is asked of one standard. */
export interface CheckAsked {
  readonly standard: Pick<OwnStandard, 'issuer' | 'id'>;
  readonly place: string;
  readonly on: string;
}

/** What firms declared, the first two hundred. */
export function requestStandards(_: undefined, signal: AbortSignal): Promise<readonly OwnStandard[]> {
  return ask('/api/own-standards?limit=200', { signal }, (body) =>
    list(readStandard)(members(body, '').items, '/items'),
  );
}

/** Holds one against the law of a place and against results that the asker may see. */
export function requestCheck({ standard, place, on }: CheckAsked, signal: AbortSignal): Promise<OwnStandardCheck> {
  const query = new URLSearchParams({ place, ...(on === '' ? {} : { on }) });
  const path = `/api/own-standards/${encodeURIComponent(standard.issuer)}/${encodeURIComponent(standard.id)}/check`;
  return ask(`${path}?${query}`, { signal }, (body) => readCheck(body, ''));
}

const readStandard = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ standard: read('standard'), title: read('title'), food: read('food'), declarant: read('declarant') },
    ...{ issuer: read('issuer'), id: read('statementId'), from: read('from') },
    until: maybe(text)(given.until, `${path}/until`),
    status: oneOf(['declared', 'withdrawn'])(given.status, `${path}/status`),
  };
}) satisfies Read<unknown>;

/** Reads the answer; throws ShapeError naming the place where it differs. */
export function readCheck(value: unknown, path: string) {
  const given = members(value, path);
  const limits = members(given.limits, `${path}/limits`);
  const results = members(given.results, `${path}/results`);
  return {
    ...{ standard: text(given.standard, `${path}/standard`), on: text(given.on, `${path}/on`) },
    place: text(given.place, `${path}/place`),
    limits: {
      outcome: oneOf(['weaker', 'not-weaker', 'unknown'])(limits.outcome, `${path}/limits/outcome`),
      coverageComplete: flag(limits.coverageComplete, `${path}/limits/coverageComplete`),
      rows: list(readLimit)(limits.rows, `${path}/limits/rows`),
    },
    results: {
      outcome: oneOf(['above-own-limit', 'none-above', 'unknown', 'none'])(results.outcome, `${path}/results/outcome`),
      isWhole: flag(results.isWhole, `${path}/results/isWhole`),
      items: list(readResult)(results.items, `${path}/results/items`),
      withoutResult: list(text)(results.withoutResult, `${path}/results/withoutResult`),
    },
  };
}

const readLimit = ((value, path) => {
  const given = members(value, path);
  const limitOf = (name: 'own' | 'mandatory') =>
    maybe((each, at) => {
      const limit = members(each, at);
      const read = (part: string) => text(limit[part], `${at}/${part}`);
      return {
        ...{ limit: read('limit'), basis: read('basis') },
        instrument: maybe(text)(limit.instrument, `${at}/instrument`),
        provision: maybe(text)(limit.provision, `${at}/provision`),
        certainty: maybe(oneOf(['read', 'secondary', 'recalled']))(limit.certainty, `${at}/certainty`),
      };
    })(given[name], `${path}/${name}`);
  return {
    substance: text(given.substance, `${path}/substance`),
    outcome: oneOf(LIMIT_OUTCOMES)(given.outcome, `${path}/outcome`),
    decides: flag(given.decides, `${path}/decides`),
    ...{ own: limitOf('own'), mandatory: limitOf('mandatory') },
    factor: maybe(text)(given.factor, `${path}/factor`),
    settledBy: maybe(list(text))(given.settledBy, `${path}/settledBy`) ?? [],
  };
}) satisfies Read<unknown>;

const readResult = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ report: read('report'), issuer: read('issuer'), id: read('id'), laboratory: read('laboratory') },
    ...{ result: read('result'), substance: read('substance'), testedOn: read('testedOn') },
    outcome: oneOf(RESULT_OUTCOMES)(given.outcome, `${path}/outcome`),
    reasons: list(readReason)(given.reasons, `${path}/reasons`),
  };
}) satisfies Read<unknown>;
