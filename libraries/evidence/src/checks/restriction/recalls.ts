// SPDX-License-Identifier: Apache-2.0
import { placeCovers } from '@touchstone/identifiers';
import { isWithin } from '@touchstone/requirements';
import { statementKey } from '@touchstone/statements';
import { type Finding, finding, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { lotKeysOf, onceEach } from '../../judge/reports-on-lot.ts';
import type { Restriction } from './measures.ts';

type Recall = HeldOf<'Recall'>;

/** An open recall of the lot in the place; undefined when there is none. No policy relaxes it: who recalls a lot knows it. */
export function checkRecalls(parties: readonly string[], bench: Bench): Finding | undefined {
  const open = openRecalls(recallsOfLot(parties, bench), bench);
  if (open.length === 0) return undefined;
  return finding('restrictions', 'failed', {
    reasons: open.map((one) => one.reason),
    rests: open.flatMap(({ rests }) => rests),
  });
}

/** Those recalls that somebody who may made in the place, and that are not completed on the day. */
export function openRecalls(recalls: readonly Recall[], bench: Bench): readonly Restriction[] {
  return recalls
    .filter((recall) => isStated(recall, bench) && isInPlace(recall, bench) && !isCompleted(recall, bench))
    .map(({ statement: { subject }, link }) => {
      const { recallNumber: recall, from, hazard } = subject;
      const detail = `the lot is recalled from ${from} on, ${recall}: ${hazard.description}`;
      return { reason: reason('RECALLED', detail, { recall, from }), rests: [link] };
    });
}

/** Those that name the lot, and those of its parties that give its number and a food of the same line. */
function recallsOfLot(parties: readonly string[], bench: Bench): readonly Recall[] {
  const { set, food, requirements } = bench;
  const { lot } = set.claim;
  const { taxonomy } = requirements;
  const known = (one: string) => taxonomy.nodes.has(one);
  const sameLine = (one: string) =>
    food !== undefined && known(one) && (isWithin(taxonomy, one, food) || isWithin(taxonomy, food, one));
  const ofParties = parties.flatMap((key) => set.near('about-party', key, ['Recall']));
  return onceEach([
    ...lotKeysOf(bench).flatMap((key) => set.near('about-lot', key, ['Recall'])),
    ...ofParties.filter(({ statement }) =>
      statement.subject.lots.some((one) => one.lotNumber === lot.lotNumber && sameLine(one.food)),
    ),
  ]);
}

function isInPlace({ statement: { subject } }: Recall, { on, place }: Bench): boolean {
  return subject.from <= on && subject.places.some((one) => placeCovers(one, place));
}

/** By an authority of the place, or by the producer of his own will: nobody else takes goods off the market. */
function isStated(recall: Recall, bench: Bench): boolean {
  const { initiative, producer } = recall.statement.subject;
  const { issuer } = recall.link;
  const may = bench.isAnchor(issuer, 'authority') || (initiative.kind === 'voluntary' && issuer === producer.did);
  return may && bench.soundness(recall, bench.knownOn).outcome === 'passed';
}

/** By the last progress up to the day, of whoever recalls or of an authority. */
function isCompleted(recall: Recall, bench: Bench): boolean {
  const progress = bench.set
    .near('about-statement', statementKey(recall.statement), ['RecallProgress'])
    .filter(
      (one) =>
        one.statement.subject.recall.digest === recall.digest &&
        one.statement.subject.asOf <= bench.on &&
        (one.link.issuer === recall.link.issuer || bench.isAnchor(one.link.issuer, 'authority')) &&
        bench.soundness(one, bench.knownOn).outcome === 'passed',
    );
  const lastDay = progress
    .map(({ statement }) => statement.subject.asOf)
    .sort()
    .at(-1);
  const latest = progress.filter(({ statement }) => statement.subject.asOf === lastDay);
  return latest.length > 0 && latest.every((one) => one.statement.subject.stage === 'completed');
}
