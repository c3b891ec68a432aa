// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, oneOf, type Read, text, texts } from '../../api/narrow.ts';

export type RoundMeasurand = PublicRound['measurands'][number];
export type RoundFigures = NonNullable<RoundMeasurand['figures']>;
export type RoundCheck = NonNullable<RoundFigures['homogeneity']>;
export type RoundLine = NonNullable<RoundMeasurand['lines']>[number];
type RoundState = PublicRound['state'];

const STATES = ['enrolling', 'collecting', 'scored', 'published'] as const satisfies readonly RoundState[];
const KINDS = ['z', 'z-prime', 'zeta', 'En'] as const;
const CLAUSES = ['B.2.2', 'B.5.1', '7.2.2'] as const;
const GROUNDS = ['late', 'blunder', 'censored', 'other'] as const;
const REMARKS = ['no-uncertainty', 'scored-at-two', 'uncertainty-small', 'uncertainty-large'] as const;
const VERDICTS = ['acceptable', 'warning', 'action', 'not-scored'] as const;

/** One line of the list of rounds. */
export interface RoundEntry {
  readonly stream: string;
  readonly scheme: string;
  readonly round: string;
  readonly state: RoundState;
  readonly deadline: string;
  readonly substances: readonly string[];
}

/** Rounds, those with the latest deadline first. */
export function requestRounds(_: undefined, signal: AbortSignal): Promise<readonly RoundEntry[]> {
  return ask('/api/proficiency-rounds?limit=100', { signal }, (body) =>
    list(readEntry)(members(body, '').items, '/items'),
  );
}

/** A round, and where an earlier report of it is asked for, which one. */
export interface RoundAddress {
  readonly stream: string;
  readonly report?: string | undefined;
}

/** One round as everybody may see it. */
export function requestRound({ stream, report }: RoundAddress, signal: AbortSignal): Promise<PublicRound> {
  const query = report === undefined ? '' : `?report=${encodeURIComponent(report)}`;
  return ask(`/api/proficiency-rounds/${encodeURIComponent(stream)}${query}`, { signal }, (body) =>
    readRound(body, ''),
  );
}

const readEntry: Read<RoundEntry> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'stream' | 'scheme' | 'round' | 'deadline') => text(given[name], `${path}/${name}`);
  return {
    ...{ stream: read('stream'), scheme: read('scheme'), round: read('round'), deadline: read('deadline') },
    state: oneOf(STATES)(given.state, `${path}/state`),
    substances: list(text)(given.substances, `${path}/substances`),
  };
};

function optional<Name extends string>(names: readonly Name[]): Read<{ readonly [N in Name]?: string }> {
  return (value, path) => {
    const given = members(value, path);
    const found = names.flatMap((name) => {
      const each = maybe(text)(given[name], `${path}/${name}`);
      return each === undefined ? [] : [[name, each]];
    });
    return Object.fromEntries(found) as { readonly [N in Name]?: string };
  };
}

/** A check in numbers, or the sentence that reports had before. */
const readCheck: Read<RoundCheck> = (value, path) => {
  if (typeof value === 'string') return value;
  const given = members(value, path);
  const items = maybe(count)(given.items, `${path}/items`);
  return {
    ...{ found: text(given.found, `${path}/found`), limit: text(given.limit, `${path}/limit`) },
    ...{ met: flag(given.met, `${path}/met`), clause: oneOf(CLAUSES)(given.clause, `${path}/clause`) },
    ...(items === undefined ? {} : { items }),
    ...optional(['expandedLimit'])(value, path),
  };
};

const readFigures: Read<RoundFigures> = (value, path) => {
  const given = members(value, path);
  const homogeneity = maybe(readCheck)(given.homogeneity, `${path}/homogeneity`);
  const stability = maybe(readCheck)(given.stability, `${path}/stability`);
  const read = (name: 'assignedValue' | 'standardUncertainty' | 'method') => text(given[name], `${path}/${name}`);
  return {
    ...{ assignedValue: read('assignedValue'), standardUncertainty: read('standardUncertainty') },
    ...{ method: read('method'), count: count(given.count, `${path}/count`) },
    ...optional(['deviation', 'sigmaPt', 'sigmaUsed'])(value, path),
    ...(homogeneity === undefined ? {} : { homogeneity }),
    ...(stability === undefined ? {} : { stability }),
  };
};

const readReview: Read<NonNullable<RoundLine['review']>> = (value, path) => {
  const given = members(value, path);
  return {
    ground: oneOf(GROUNDS)(given.ground, `${path}/ground`),
    because: text(given.because, `${path}/because`),
  };
};

const readRemark: Read<NonNullable<RoundLine['remarks']>[number]> = (value, path) => ({
  remark: oneOf(REMARKS)(members(value, path).remark, `${path}/remark`),
  ...optional(['expandedUncertainty', 'coverageFactor'])(value, path),
});

const readLine: Read<RoundLine> = (value, path) => {
  const given = members(value, path);
  const review = maybe(readReview)(given.review, `${path}/review`);
  const remarks = maybe(list(readRemark))(given.remarks, `${path}/remarks`);
  return {
    ...(review === undefined ? {} : { review }),
    ...(remarks === undefined ? {} : { remarks: remarks.slice() }),
    code: text(given.code, `${path}/code`),
    verdict: oneOf(VERDICTS)(given.verdict, `${path}/verdict`),
    ...optional(['reported', 'expandedUncertainty', 'score', 'note'])(value, path),
  };
};

const readMeasurand: Read<RoundMeasurand> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'measurand' | 'substance' | 'unit' | 'assignedBy') => text(given[name], `${path}/${name}`);
  const figures = maybe(readFigures)(given.figures, `${path}/figures`);
  const lines = maybe(list(readLine))(given.lines, `${path}/lines`);
  return {
    ...{ measurand: read('measurand'), substance: read('substance'), unit: read('unit') },
    ...{ assignedBy: read('assignedBy'), decimals: count(given.decimals, `${path}/decimals`) },
    score: oneOf(KINDS)(given.score, `${path}/score`),
    ...optional(['sigmaFrom'])(value, path),
    ...(figures === undefined ? {} : { figures }),
    ...(lines === undefined ? {} : { lines: lines.slice() }),
  };
};

const readTreatment: Read<PublicRound['treatments'][number]> = (value, path) => {
  const { measurand = '', treatment = '', because = '' } = texts(value, path);
  return { measurand, treatment, because };
};

const readSupersession: Read<NonNullable<PublicRound['supersededBy']>> = (value, path) => {
  const given = members(value, path);
  const { issuer = '', id = '', digest = '' } = texts(given.report, `${path}/report`);
  const read = (name: 'because' | 'on') => text(given[name], `${path}/${name}`);
  return { report: { issuer, id, digest }, because: read('because'), on: read('on') };
};

/** One round whole. */
const readRound: Read<PublicRound> = (value, path) => {
  const given = members(value, path);
  const provider = members(given.provider, `${path}/provider`);
  const read = (name: 'stream' | 'scheme' | 'round' | 'item' | 'openedOn' | 'deadline') =>
    text(given[name], `${path}/${name}`);
  const report = maybe(texts)(given.report, `${path}/report`);
  const supersedes = maybe(list(readSupersession))(given.supersedes, `${path}/supersedes`);
  const supersededBy = maybe(readSupersession)(given.supersededBy, `${path}/supersededBy`);
  return {
    ...{ stream: read('stream'), scheme: read('scheme'), round: read('round'), item: read('item') },
    ...{ openedOn: read('openedOn'), deadline: read('deadline') },
    provider: {
      id: text(provider.id, `${path}/provider/id`),
      name: text(provider.name, `${path}/provider/name`),
      demonstration: flag(provider.demonstration, `${path}/provider/demonstration`),
    },
    state: oneOf(STATES)(given.state, `${path}/state`),
    accredited: flag(given.accredited, `${path}/accredited`),
    measurands: list(readMeasurand)(given.measurands, `${path}/measurands`).slice(),
    treatments: list(readTreatment)(given.treatments, `${path}/treatments`).slice(),
    ...(report === undefined
      ? {}
      : { report: { issuer: report.issuer ?? '', id: report.id ?? '', digest: report.digest ?? '' } }),
    ...(supersedes === undefined ? {} : { supersedes: supersedes.slice() }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
  };
};
