// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport } from './report.ts';

type Sampling = SubjectOf<'SamplingRecord'>;
type HandOver = NonNullable<Sampling['custody']>[number];

/** A party as a paper names it. */
interface Named {
  readonly name: string;
  readonly did?: string | undefined;
}

/**
 * sampler -> … -> laboratory. A laboratory that took the sample itself hands nothing over, and a sampler who signs before
 * the courier arrives cannot show the end: what is not shown wants a reason, what is contradicted a correction.
 * ISO/IEC 17025:2017, 7.4.1 (recalled).
 */
export function chainEndMarks({ sampler, custody = [], lot }: Sampling, report: ExaminedReport): readonly Mark[] {
  const { laboratory, client } = report;
  const [first, last] = [custody[0], custody.at(-1)];
  if (first === undefined || last === undefined) return notShown(sampler, laboratory);
  return [
    ...(isOf(first.from, sampler)
      ? []
      : [mark('CUSTODY_BROKEN', { had: sampler.name, gave: first.from, at: first.at })]),
    ...endMarks(last, laboratory, [sampler, client, lot.producer]),
  ];
}

type Laboratory = ExaminedReport['laboratory'];

function notShown(sampler: Named, laboratory: Laboratory): readonly Mark[] {
  if (laboratory === undefined || isOf(sampler.did ?? sampler.name, partyOf(laboratory))) return [];
  return isOf(sampler.name, partyOf(laboratory))
    ? []
    : [mark('CUSTODY_NOT_SHOWN', { from: sampler.name, to: laboratory.name })];
}

function endMarks(
  { to, at }: HandOver,
  laboratory: Laboratory,
  others: readonly (Named | undefined)[],
): readonly Mark[] {
  if (laboratory === undefined || isOf(to, partyOf(laboratory))) return [];
  const values = { to, at, laboratory: laboratory.name };
  const isElsewhere = others.some((other) => other !== undefined && isOf(to, other));
  return [mark(isElsewhere ? 'CUSTODY_ENDS_ELSEWHERE' : 'CUSTODY_END_NOT_SHOWN', values)];
}

/** Whether two hand-overs name one party: by its name, or one of them by a place of it. */
export function isSameHolder(one: string, other: string): boolean {
  return isOf(one, { name: other }) || isOf(other, { name: one });
}

const partyOf = ({ id, name }: NonNullable<Laboratory>): Named => ({ name, did: id });

/**
 * The party by its whole name or DID, or a place of it: "Demonstration Laboratory, reception", "… (reception)". A name
 * within other words may be that of somebody else, or stand there to say that it was not this party.
 */
function isOf(written: string, { name, did }: Named): boolean {
  const [plain, whole] = [nameKey(written), nameKey(name)];
  return written === did || plain === whole || [',', ' (', '('].some((next) => plain.startsWith(whole + next));
}
