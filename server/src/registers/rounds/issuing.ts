// SPDX-License-Identifier: Apache-2.0
// What the clock does for a provider: scores of a published round, answers that did not come.
import type { RoundFollowUp } from '@touchstone/contract';
import { nodeSuite } from '@touchstone/credentials/node';
import {
  addDays,
  instantMilliseconds,
  makeUuidV7,
  parseCalendarDay,
  parseDid,
  parseInstant,
} from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import type { Produced, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { IssuedScore, Part, PartCorrection, Result, RoundCase } from './case.ts';
import { carriedOver, correctionOf, isSuperseded, replacedScores } from './correcting.ts';
import type { Falling } from './record.ts';
import { event, replacedBy } from './rules.ts';

/** What the clock knows of a part. */
export interface FallingFacts {
  readonly round: RoundCase;
  readonly part: Part;
  /** Substances of which this provider's last score for the laboratory was a warning too. */
  readonly warned: readonly string[];
}

/** Scores of a published round are issued to each participant once; an answer that did not come is overdue. */
export function mayFall(input: Falling, { round, part, warned }: FallingFacts, acting: Acting): Ruling {
  if (input.due === 'overdue') {
    const { measurands } = input;
    const open = part.followUps.filter(({ state, measurand }) => measurands.includes(measurand) && isWaiting(state));
    if (open.length === 0) return refused('DONE', 'Nothing waits any more.');
    return rulingOf([], [event('follow-ups-overdue', { measurands: open.map(({ measurand }) => measurand) })]);
  }
  if (round.report === undefined) return refused('NOT_PUBLISHED', 'The round is not published.');
  const isCorrection = isSuperseded(part, round);
  if (part.scores.length > 0 && !isCorrection) return refused('DONE', 'The scores are issued.');
  const scores = scoresOf(round, part, acting);
  if (scores.length === 0) return refused('NOTHING_REPORTED', 'Nothing was reported that could be scored.');
  const followUps = scores.flatMap((score) => followUpOf(score, { round, part, warned }, acting));
  const statements = scores.map((one) => statementOf(one, { round, part }, acting));
  const report = round.report.id;
  if (!isCorrection) return rulingOf([], [event('scores-issued', { scores, followUps, report }), ...statements]);
  const correction = correctionOf(part, round, acting);
  const corrected = { scores, followUps: carriedOver(followUps, part, correction), report, correction };
  return rulingOf(
    [],
    [event('scores-corrected', corrected), ...statements, ...replacements(part, { scores, correction }, acting)],
  );
}

/** Whoever was shown a score that was corrected learns of it from its status. */
function replacements(
  part: Part,
  { scores, correction }: { readonly scores: readonly IssuedScore[]; readonly correction: PartCorrection },
  acting: Acting,
): readonly Produced[] {
  return replacedScores(part).map(({ statement, provider, digest, measurand }) => {
    const id = idFor(`replaced ${digest}`, acting.now);
    const of = { id: statement, issuer: provider, digest };
    const { because: reason } = correction;
    const change = statusStatement({ id, of, status: 'replaced', from: acting.now, reason }, acting);
    const fresh = scores.find((one) => one.measurand === measurand);
    return fresh === undefined ? change : replacedBy(change, fresh.statement);
  });
}

/** A score of a laboratory as its order among others is told. */
interface Scored {
  readonly round: string;
  readonly substance: string;
  readonly verdict: string;
  readonly statementId: string;
}

/**
 * Substances of which the last score before a round was a warning. Rounds follow each other by their deadlines, of which
 * a correction changes nothing; of two with one deadline, by when the score was issued, which its identifier begins with.
 */
export function warnedIn(
  found: readonly Scored[],
  { round, deadlines }: { readonly round: string; readonly deadlines: ReadonlyMap<string, string> },
): readonly string[] {
  const endOf = (stream: string) => Date.parse(deadlines.get(stream) ?? '');
  const first = found
    .filter((one) => one.round === round)
    .map(({ statementId }) => statementId)
    .sort()[0];
  const before = found
    .filter((one) => one.round !== round)
    .filter((one) => {
      const [end, own] = [endOf(one.round), endOf(round)];
      return end < own || (end === own && (first === undefined || one.statementId < first));
    })
    .sort((a, b) => endOf(a.round) - endOf(b.round) || (a.statementId < b.statementId ? -1 : 1));
  const last = new Map(before.map(({ substance, verdict }) => [substance, verdict]));
  return [...last].flatMap(([substance, verdict]) => (verdict === 'warning' ? [substance] : []));
}

/** Whether a follow-up waits for the laboratory. */
function isWaiting(state: RoundFollowUp['state']): boolean {
  return state === 'open' || state === 'insufficient';
}

function scoresOf(
  { opening, scored, report }: RoundCase,
  { code, results }: Part,
  { actor, now }: Acting,
): readonly IssuedScore[] {
  return (scored?.measurands ?? []).flatMap(({ measurand, lines }) => {
    const line = lines.find((one) => one.code === code);
    const planned = opening?.measurands.find((one) => one.measurand === measurand);
    if (line === undefined || planned === undefined) return [];
    const result = results.find((one) => one.measurand === measurand);
    const method = result !== undefined && 'method' in result ? result.method : undefined;
    const food = opening?.item.food;
    return [
      {
        ...{
          measurand,
          substance: planned.substance,
          verdict: line.verdict,
          issuedOn: dayAt(now),
          provider: actor.party,
        },
        ...(food === undefined ? {} : { food }),
        ...(method === undefined ? {} : { method }),
        ...(line.score === undefined ? {} : { score: { kind: planned.score, value: line.score } }),
        statement: `urn:uuid:${idFor(`${report?.digest} ${code} ${measurand}`, now)}`,
      },
    ];
  });
}

/** Drawn from the digest of the report: a rule has no chance at hand, and two scores never have one name. */
function idFor(name: string, now: string): string {
  return makeUuidV7(instantMilliseconds(parseInstant(now)), nodeSuite.sha256(name).subarray(0, 10));
}

interface Around {
  readonly round: RoundCase;
  readonly part: Part;
}

function statementOf(
  { measurand, score, verdict, issuedOn, statement, method }: IssuedScore,
  { round, part }: Around,
  { actor, now }: Acting,
): Produced {
  const uuid = statement.slice('urn:uuid:'.length);
  const result = part.results.find((one) => one.measurand === measurand);
  const body = composeBody('ProficiencyScore', {
    ...{ uuid, issuer: actor.party, validFrom: now },
    subject: {
      ...{ id: statement, round: round.report, participant: { id: parseDid(part.party), name: part.name } },
      measurand,
      ...(result?.outcome === 'quantified' ? { reported: reportedOf(result) } : {}),
      ...(method === undefined ? {} : { method: { standard: method } }),
      ...(score === undefined ? {} : { score }),
      ...{ verdict, issuedOn },
    },
  } as never);
  return { source: 'statement', kind: 'ProficiencyScore', body: body as unknown as JsonObject, visibility: 'private' };
}

function reportedOf({
  value,
  unit,
  expandedUncertainty,
  coverageFactor,
}: Extract<Result, { readonly outcome: 'quantified' }>) {
  return {
    ...{ value, unit },
    ...(expandedUncertainty === undefined ? {} : { expandedUncertainty: { value: expandedUncertainty, unit } }),
    ...(coverageFactor === undefined ? {} : { coverageFactor }),
  };
}

/** A signal for action wants an answer, and so does a second warning in a row. ISO 13528:2022, 9.4.2 (recalled). */
function followUpOf(
  { measurand, substance, verdict, score }: IssuedScore,
  { round, part, warned }: FallingFacts,
  { now }: Acting,
): readonly RoundFollowUp[] {
  const isAgain = verdict === 'warning' && warned.includes(substance);
  if ((verdict !== 'action' && !isAgain) || score === undefined) return [];
  const days = round.opening?.followUpDays ?? 0;
  return [
    {
      ...{ measurand, substance, code: part.code, round: part.round ?? '', score: `${score.kind} = ${score.value}` },
      ...{ signal: isAgain ? ('warning' as const) : ('action' as const), state: 'open' as const },
      dueOn: addDays(parseCalendarDay(dayAt(now)), days),
    },
  ];
}
