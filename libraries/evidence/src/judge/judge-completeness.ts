// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import { dayOfInstant, daysBetween, type Place } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import type { Reason } from '../check.ts';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import { isPenaltyWithdrawalOrRecall, type NoneKnown, noneKnown } from '../completeness/none-known.ts';
import type { CompletenessVerdict } from '../completeness/verify-completeness.ts';
import type { EndedFollowing } from '../cut.ts';
import type { EvidenceSet } from '../evidence-set.ts';
import { completenessOf, type PlaceCompleteness } from '../logs/completeness-of-bench.ts';
import { logPolicyOf } from '../logs/log-evidence.ts';
import { logsNotConsulted } from '../logs/logs-not-consulted.ts';
import { createBench, findPolicy } from './create-bench.ts';
import { createCryptographicCheck } from './cryptographic-check.ts';

/** What a completeness file shows in one place, by that place's policy about logs. */
export interface PlaceOfCompleteness {
  readonly place: Place;
  /** Title of the place's policy; null where there is none at hand, or none about logs. */
  readonly policy: string | null;
  readonly verdict?: CompletenessVerdict;
  /** Whether a penalty, withdrawal or recall is known. */
  readonly known?: NoneKnown;
  /** Days from the witnessing to the day asked about, and how many the place takes. */
  readonly ageDays?: number;
  readonly maximumAgeDays?: number;
}

/** One completeness file with its chain, place by place. */
export interface CompletenessChain {
  readonly format: 'touchstone-completeness-chain/1';
  readonly file: string;
  /** Why the file cannot be read at all. */
  readonly fault?: Reason;
  readonly subjects: readonly string[];
  /** The one statement that the file is about; without it, all that logs have about the subjects. */
  readonly thing?: string;
  /** Logs that whoever made the file followed until then, and not since. */
  readonly ended: readonly EndedFollowing[];
  readonly places: readonly PlaceOfCompleteness[];
}

/** By what files are judged, and about whom it is asked. */
export interface CompletenessCourt {
  readonly requirements: RequirementSet;
  readonly suite: CryptoSuite;
  readonly about?: readonly string[];
}

/** Judges one completeness file of the evidence set, the first or that of a number; the others stand beside it. */
export function judgeCompleteness(
  set: EvidenceSet,
  { requirements, suite, about }: CompletenessCourt,
  which = 0,
): CompletenessChain {
  const paper = set.logs.completeness[which];
  if (paper === undefined) throw new RangeError('judgeCompleteness() needs a completeness file');
  const readable = set.logs.completeness.filter(({ parsed }) => parsed !== undefined);
  const court = { set, requirements, suite, food: undefined, cryptographic: createCryptographicCheck(set, suite) };
  const placeOf = (place: Place): PlaceOfCompleteness => {
    const policy = findPolicy(court, place);
    if (policy === undefined || logPolicyOf(set.logs, place) === undefined) return { place, policy: null };
    const { title, logs } = policy.statement.subject;
    const bench = createBench(court, place, policy);
    // The file was read, and there is a policy to verify it by.
    const verified = completenessOf(bench);
    const own = verified[readable.indexOf(paper)] as PlaceCompleteness;
    const others = verified.filter((each) => each !== own);
    const known = noneKnown(own.verdict, {
      isOfSort: isPenaltyWithdrawalOrRecall,
      notConsulted: logsNotConsulted(own.verdict, bench),
      others: others.map(({ verdict }) => verdict),
      ...(about === undefined ? {} : { about }),
    });
    const asOf = known.outcome === 'none-known' ? known.asOf : own.verdict.asOf;
    return {
      ...{ place, policy: title, verdict: own.verdict, known },
      ...(asOf === undefined
        ? {}
        : { ageDays: Math.max(0, daysBetween(dayOfInstant(asOf, LOCAL_OFFSET_MINUTES), set.question.on)) }),
      ...(logs.maximumAgeDays === undefined ? {} : { maximumAgeDays: logs.maximumAgeDays }),
    };
  };
  return {
    format: 'touchstone-completeness-chain/1',
    file: paper.file,
    ...(paper.fault === undefined ? {} : { fault: paper.fault }),
    subjects: paper.parsed?.subject.names.map(({ name }) => name) ?? [],
    ...(paper.parsed?.subject.thing === undefined ? {} : { thing: paper.parsed.subject.thing }),
    ended: paper.parsed?.ended ?? [],
    places: paper.parsed === undefined ? [] : set.question.places.map(placeOf),
  };
}
