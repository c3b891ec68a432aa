// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { readAttestations } from '../../record-keeping/competence.ts';
import { action, type DueItem } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { type Part, partOf, roundOf } from './case.ts';
import { mayCorrect } from './correcting.ts';
import { followUps, parts, rounds, scores } from './fold.ts';
import { mayFall, warnedIn } from './issuing.ts';
import { mayAnswer, mayEnrol, mayJudge, mayReview, maySend } from './part-rules.ts';
import { type Falling, falling, inputs } from './record.ts';
import type { RoundFacts } from './results.ts';
import { MEANINGS, mayCheck, mayDispatch, mayOpen, mayPublish, mayScore } from './rules.ts';

const { alone } = caseActions(roundOf);

/** The stream of a laboratory's part in a round: whoever asks can only name their own. */
export const partStream = (round: string, party: string) => `${round} ${party}`;

/** The parts in a round that the tenant may read: the provider all, a laboratory its own. */
export async function readParts(reads: Reads, round: string): Promise<readonly Part[]> {
  const rows = await reads.rows(parts).select(['part']).where('round', '=', round).orderBy('code').execute();
  return rows.map(({ part }) => part as unknown as Part);
}

/** The public view of a round, or the one by an earlier report of it; undefined where there is none. */
export async function readView(reads: Reads, round: string, report?: string): Promise<PublicRound | undefined> {
  const [row] = await reads.rows(rounds).select(['view', 'earlier']).where('stream', '=', round).execute();
  if (row === undefined) return undefined;
  const views = [row.view, ...(row.earlier as readonly unknown[])] as readonly PublicRound[];
  return report === undefined ? views[0] : views.find((view) => view.report?.id === report);
}

async function factsFor(reads: Reads, { round, stream }: { readonly round: string; readonly stream: string }) {
  const view = await readView(reads, round);
  const known: RoundFacts = { state: view?.state, deadline: view?.deadline ?? '', measurands: view?.measurands ?? [] };
  return { round: known, part: partOf(await reads.facts(stream)) };
}

/** A provider opens a round; its own accreditations are looked up. */
export const open = action({
  name: 'open',
  input: inputs.open,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, party }) {
    return { round: roundOf(await reads.facts(stream)), known: await readAttestations(reads, party) };
  },
  rules: (input, facts, actor, now) => mayOpen(input, facts, { actor, now }),
});

/** The provider records a check of the items. */
export const check = alone({ name: 'check', input: inputs.check, rules: mayCheck });
/** What a round and all parts in it say. */
const ofRound = async (reads: Reads, { stream }: { readonly stream: string }) => ({
  round: roundOf(await reads.facts(stream)),
  parts: await readParts(reads, stream),
});

/** The items are on their way; nobody enrols any more. */
export const dispatch = action({
  name: 'dispatch',
  input: inputs.dispatch,
  stream: ({ stream }) => stream,
  facts: ofRound,
  rules: (input, facts, actor, now) => mayDispatch(input, facts, { actor, now }),
});

/** The round is scored, again if need be until it is published. */
export const score = action({
  name: 'score',
  input: inputs.score,
  stream: ({ stream }) => stream,
  facts: ofRound,
  rules: (input, facts, actor, now) => mayScore(input, facts, { actor, now }),
});

/** One person asks for the report, another authorises it. */
export const publish = action({
  name: 'publish',
  input: inputs.publish,
  stream: ({ stream }) => stream,
  facts: ofRound,
  rules: (input, facts, actor, now) => mayPublish(input, facts, { actor, now }),
  twoPerson: {
    meaning: MEANINGS.publish,
    proposerRoles: WHO_MAY['propose-proficiency-report'].roles,
    deciderRoles: WHO_MAY['decide-proficiency-report'].roles,
  },
});

/** A published report is opened for correction; then checks, reviews, scores and the report are as before. */
export const correct = alone({ name: 'correct', input: inputs.correct, rules: mayCorrect });

/** A laboratory takes part. */
export const enrol = action({
  name: 'enrol',
  input: inputs.enrol,
  stream: ({ stream }) => stream,
  facts: factsFor,
  rules: (input, facts, _, now) => mayEnrol(input, facts, { now }),
});

/** A laboratory sends its results. */
export const send = action({
  name: 'send',
  input: inputs.send,
  stream: ({ stream }) => stream,
  facts: factsFor,
  rules: (input, facts, actor, now) => maySend(input, facts, { actor, now }),
});

/** The provider says what is done with one result. */
export const review = action({
  name: 'review',
  input: inputs.review,
  stream: ({ stream }) => stream,
  async facts(reads, { round, stream }) {
    return { round: roundOf(await reads.facts(round)), part: partOf(await reads.facts(stream)) };
  },
  rules: (input, facts) => mayReview(input, facts),
});

/** The laboratory answers an unsatisfactory score; the round that it names as proof is looked up. */
export const answer = action({
  name: 'answer',
  input: inputs.answer,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, repeatRound }) {
    const part = partOf(await reads.facts(stream));
    return { part, repeat: repeatRound === undefined ? undefined : await readView(reads, repeatRound) };
  },
  rules: (input, facts, actor, now) => mayAnswer(input, facts, { actor, now }),
});

/** The provider whose round it is closes a follow-up, or says why the answer does not do. */
export const judge = action({
  name: 'judge',
  input: inputs.judge,
  stream: ({ stream }) => stream,
  async facts(reads, { round, stream }) {
    return { round: roundOf(await reads.facts(round)), part: partOf(await reads.facts(stream)) };
  },
  rules: (input, facts, actor, now) => mayJudge(input, facts, { actor, now }),
});

/** Done by the clock for the provider. */
export const fall = action({
  name: 'fall',
  input: falling,
  stream: ({ stream }) => stream,
  async facts(reads, { round, stream }) {
    const part = partOf(await reads.facts(stream));
    const warned = await warnedBefore(reads, { round, party: part.party });
    return { round: roundOf(await reads.facts(round)), part, warned };
  },
  rules: (input, facts, actor, now) => mayFall(input, facts, { actor, now }),
});

/** Substances of which the last score of the laboratory, in the rounds before this one, was a warning. */
async function warnedBefore(
  reads: Reads,
  { round, party }: { readonly round: string; readonly party: string },
): Promise<readonly string[]> {
  const found = await reads
    .rows(scores)
    .select(['round', 'substance', 'verdict', 'statementId'])
    .where('party', '=', party)
    .where('verdict', '!=', 'not-scored')
    .execute();
  const named = [...new Set([round, ...found.map((one) => one.round)])];
  const deadlines = await reads.rows(rounds).select(['stream', 'deadline']).where('stream', 'in', named).execute();
  return warnedIn(found, { round, deadlines: new Map(deadlines.map((one) => [one.stream, one.deadline])) });
}

/** What a round of the clock does at most, so that it has time for other things. */
const DUE_MAX = 2_000;

/** Participants of published rounds who wait for their scores, and answers that did not come in time. */
export async function whatIsDue(reads: Reads, now: string): Promise<readonly DueItem[]> {
  const waiting = await reads
    .rows(parts)
    .select(['round', 'stream'])
    .where('state', '=', 'sent')
    .limit(DUE_MAX)
    .execute();
  const late = await reads
    .rows(followUps)
    .select(['round', 'stream', 'measurand'])
    .where('state', 'in', ['open', 'insufficient'])
    .where('dueOn', '<', dayAt(now))
    .limit(DUE_MAX)
    .execute();
  waiting.push(...(await superseded(reads)));
  const named = [...new Set([...waiting, ...late].map(({ round }) => round))];
  if (named.length === 0) return [];
  const published = await reads
    .rows(rounds)
    .select(['stream', 'owner', 'jurisdiction'])
    .where('stream', 'in', named)
    .where('state', '=', 'published')
    .execute();
  const providers = new Map(published.map(({ stream, ...provider }) => [stream, provider]));
  const item = (round: string, input: Falling): readonly DueItem[] => {
    const provider = providers.get(round);
    return provider === undefined ? [] : [{ ...provider, input }];
  };
  return [
    ...waiting.flatMap(({ round, stream }) => item(round, { due: 'scores', round, stream })),
    ...[...Map.groupBy(late, ({ stream }) => stream)].flatMap(([stream, group]) => {
      const round = group[0]?.round ?? '';
      return item(round, { due: 'overdue', round, stream, measurands: group.map(({ measurand }) => measurand) });
    }),
  ];
}

/** Parts whose scores are of a report that was corrected since. */
async function superseded(reads: Reads) {
  const corrected = await reads.rows(rounds).select(['stream', 'report']).where('corrected', '=', 'yes').execute();
  const found = await Promise.all(
    corrected.map(({ stream, report }) =>
      reads
        .rows(parts)
        .select(['round', 'stream'])
        .where('round', '=', stream)
        .where('state', '=', 'scored')
        .where('report', '!=', report ?? '')
        .limit(DUE_MAX)
        .execute(),
    ),
  );
  return found.flat();
}
