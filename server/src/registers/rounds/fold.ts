// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { standardKey } from '@touchstone/statements';
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowsOf, table } from '../../record-keeping/fold.ts';
import { afterPartFact, NO_PART, type Part, type RoundCase, roundOf } from './case.ts';

/** Rounds as everybody sees them; what is known beforehand, and results before the report, are in no row of it. */
export const rounds = table({
  columns: {
    ...{ provider: column.text, scheme: column.text, round: column.text, state: column.text },
    ...{ openedOn: column.day, deadline: column.instant, substances: column.texts, view: column.json },
    /** Identity of the report that counts, and views by the reports before it, the first one first. */
    ...{ report: column.optional(column.text), earlier: column.json, corrected: column.text },
  },
  indexes: [['state', 'deadline'], ['provider'], ['corrected']],
  visibility: 'public',
});

/** What of a round's case makes its public row; the provider's own. */
const cases = table({ columns: { round: column.json }, visibility: 'private' });

/** Parts of laboratories in rounds: each the laboratory's, read by the provider to whom it granted its stream. */
export const parts = table({
  columns: {
    ...{ round: column.text, code: column.text, party: column.text, state: column.text },
    part: column.json,
    /** The report that its scores are of; empty before there are any. */
    report: column.text,
  },
  indexes: [['round', 'code'], ['party', 'round'], ['state']],
  visibility: 'private',
});

/** Scores that were issued, by laboratory and by what was measured. */
export const scores = table({
  columns: {
    ...{ round: column.text, party: column.text, code: column.text, measurand: column.text, substance: column.text },
    ...{ food: column.optional(column.text), method: column.optional(column.text) },
    /** The method in the one spelling that standards have here: a score is found however a laboratory wrote it. */
    methodKey: column.optional(column.text),
    ...{ kind: column.optional(column.text), value: column.optional(column.text) },
    ...{ verdict: column.text, issuedOn: column.day, provider: column.text },
    ...{ statementId: column.text, digest: column.optional(column.text) },
  },
  indexes: [['party', 'substance', 'issuedOn'], ['round']],
  visibility: 'private',
});

/** Follow-ups of unsatisfactory scores. */
export const followUps = table({
  columns: {
    ...{ round: column.text, party: column.text, code: column.text, measurand: column.text },
    ...{ state: column.text, dueOn: column.day, followUp: column.json },
  },
  indexes: [
    ['state', 'dueOn'],
    ['party', 'dueOn'],
  ],
  visibility: 'private',
});

const tables = { rounds, cases, parts, scores, followUps };

/** A stream is a round or one laboratory's part in one. */
export const roundsFold: Fold<typeof tables> = {
  // 2: a result that is sent anew takes the review of the old one with it. 3: reports that were corrected.
  // 4: the key of a score's method.
  version: 6,
  tables,
  reduce(rows, fact) {
    if (fact.source === 'statement' && fact.kind === 'ProficiencyScore') {
      const { id, digest } = fact.statement;
      return { ...rows, scores: rows.scores.map((row) => (row.statementId === id ? { ...row, digest } : row)) };
    }
    const [one] = rows.cases;
    if (one !== undefined || (fact.source === 'case-event' && fact.kind === 'round-opened')) {
      const before = one === undefined ? undefined : (one.round as unknown as RoundCase);
      const round = roundOf([fact], before);
      return { ...rows, cases: [{ round: plain(round) }], rounds: roundRows(round, fact.stream) };
    }
    const [row] = rows.parts;
    if (row === undefined && !(fact.source === 'case-event' && fact.kind === 'enrolled')) return rows;
    const part = afterPartFact(row === undefined ? NO_PART : (row.part as unknown as Part), fact);
    return partRows(rows, part);
  },
};

function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}

function roundRows(round: RoundCase, stream: string): RowsOf<typeof tables>['rounds'] {
  const view = viewOf(round, stream);
  if (view === undefined) return [];
  const { provider, scheme, round: name, state, openedOn, deadline, measurands } = view;
  const substances = measurands.map(({ substance }) => substance);
  const earlier = round.reports.slice(0, -1).map((_, index) => viewOf(round, stream, index));
  return [
    {
      ...{ provider: provider.id, scheme, round: name, state, openedOn, deadline, substances, view: plain(view) },
      ...{ report: round.report?.id ?? null, earlier: plain(earlier), corrected: earlier.length > 0 ? 'yes' : 'no' },
    },
  ];
}

/** What everybody may see of a round: before it is published, no figure and no result; then by the report of this index. */
function viewOf(round: RoundCase, stream: string, index = round.reports.length - 1): PublicRound | undefined {
  const { opening, owner, sentOn, reports } = round;
  if (opening === undefined) return undefined;
  const { provider, scheme, item, deadline, openedOn, accredited } = opening;
  const { report, planned: measurands = opening.measurands, scored: published } = reports[index] ?? {};
  return {
    stream,
    provider: { id: owner, ...provider },
    ...{ scheme, round: opening.round, item: item.description, state: stateOf(round, sentOn), openedOn, deadline },
    accredited,
    measurands: measurands.map(({ measurand, substance, unit, decimals, assigned, sigma, score }) => {
      const found = published?.measurands.find((one) => one.measurand === measurand);
      return {
        ...{ measurand, substance, unit, decimals, score },
        assignedBy: assigned.by === 'consensus' ? assigned.estimator : assigned.by,
        ...(sigma === undefined ? {} : { sigmaFrom: sigma.from }),
        ...(found === undefined ? {} : { figures: found.figures, lines: [...found.lines] }),
      };
    }),
    treatments: [...(published?.treatments ?? [])],
    ...(report === undefined ? {} : { report }),
    ...supersessionsOf(reports, index),
  };
}

/** Which reports the one of this index takes the place of, and which one took its place; a report says why it was made. */
function supersessionsOf(reports: RoundCase['reports'], index: number) {
  const pairs = reports
    .slice(1)
    .map(({ because = '', on, report }, at) => ({ before: reports[at]?.report, report, because, on }));
  const supersedes = pairs
    .slice(0, Math.max(0, index))
    .flatMap(({ before, because, on }) => (before === undefined ? [] : [{ report: before, because, on }]));
  const next = pairs[index];
  return {
    ...(supersedes.length === 0 ? {} : { supersedes }),
    ...(next === undefined ? {} : { supersededBy: { report: next.report, because: next.because, on: next.on } }),
  };
}

function stateOf({ report, scored }: RoundCase, sentOn: string | undefined): PublicRound['state'] {
  if (report !== undefined) return 'published';
  if (scored !== undefined) return 'scored';
  return sentOn === undefined ? 'enrolling' : 'collecting';
}

function partRows(rows: RowsOf<typeof tables>, part: Part): RowsOf<typeof tables> {
  const { round = '', code, party } = part;
  const state = part.scores.length > 0 ? 'scored' : part.sentAt === undefined ? 'enrolled' : 'sent';
  const digests = new Map(rows.scores.map(({ statementId, digest }) => [statementId, digest]));
  return {
    ...rows,
    parts: [{ round, code, party, state, part: plain(part), report: part.report ?? '' }],
    scores: part.scores.map(
      ({ measurand, substance, food, method, verdict, score, statement, issuedOn, provider }) => ({
        ...{ round, party, code, measurand, substance, verdict, issuedOn, provider, statementId: statement },
        ...{ food: food ?? null, method: method ?? null, kind: score?.kind ?? null, value: score?.value ?? null },
        ...{ methodKey: method === undefined ? null : standardKey(method), digest: digests.get(statement) ?? null },
      }),
    ),
    followUps: part.followUps.map((followUp) => {
      const { measurand, state: how, dueOn } = followUp;
      return { ...{ round, party, code, measurand, state: how, dueOn }, followUp: plain(followUp) };
    }),
  };
}
