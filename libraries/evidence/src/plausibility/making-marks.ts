// SPDX-License-Identifier: Apache-2.0
import type { TraceReason } from '../traceability/graph.ts';
import { INACCURATE } from '../checks/time/signing-order.ts';
import { CURES } from './cures.ts';
import type { Mark } from './marks.ts';

/** What a maker may claim, each with the article to compare; whatever else a chain upwards says is about the things used. */
const CLAIMS: Readonly<Record<string, string>> = {
  UNCERTAINTY_BELOW_CMC: 'ILAC P14:09/2020, 5.4 (recalled)',
  CMC_NOT_COMPARABLE: 'ILAC P14:09/2020, 5.4 (recalled)',
  SURER_THAN_ITS_STANDARDS: 'ISO/IEC 17025:2017, 6.5',
  NOT_DESIGNATED: 'Metrology Law of China, art. 20 (recalled)',
  PRODUCER_NOT_VOUCHED: 'ILAC P10:07/2020 (recalled)',
  OUTSIDE_THE_STANDARDS: 'ISO/IEC 17025:2017, 6.5',
  CALIBRATOR_NOT_VOUCHED: 'ISO/IEC 17025:2017, 6.5',
};

/** True where a reason is about what the maker claims, false where it is about what was used. */
export function isAboutScope({ code }: TraceReason): boolean {
  return CLAIMS[code] !== undefined;
}

/** What somebody is to look at and may answer for; everything else that the record has against a making stops it. */
const DOUBTS: ReadonlySet<string> = new Set([
  'FOUND_OFF_LATER',
  'FOUND_OFF_BY_ANOTHER',
  'PRODUCER_NOT_VOUCHED',
  'KEEPER_ALONE',
  'LEFT_THAT_DAY',
]);

/** The mark of what the record has against a making; the reason brings its own cure. */
export function makingMark({ code, detail, values = {}, cure = CURES.CURE_MEND_MAKING }: TraceReason): Mark {
  const article = CLAIMS[code];
  return {
    ...{
      code,
      detail,
      level: DOUBTS.has(code) ? 'amber' : 'red',
      values,
      cure: { code: 'CURE_MEND_MAKING', detail: cure },
    },
    rule: article === undefined ? 'instruments' : 'scope',
    article: article ?? `${INACCURATE} (2)`,
  };
}
