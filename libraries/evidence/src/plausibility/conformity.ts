// SPDX-License-Identifier: Apache-2.0
import { decideConformity } from '@touchstone/metrology/decision';
import type { TestResult } from '@touchstone/statements';
import { measuredResultOf } from '../checks/figures/decision.ts';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { questionOf, type StatedConformity } from '../checks/figures/stated-conformity.ts';
import { type Mark, type MarkCode, mark } from './marks.ts';
import type { ExaminedReport } from './report.ts';

/** Each statement of conformity follows from its own figures, limits and rule. ISO/IEC 17025:2017, 7.8.6.1 and 7.8.6.2 (recalled). */
export function conformityMarks({ results }: ExaminedReport): readonly Mark[] {
  return results.flatMap((result) =>
    (result.conformity ?? []).flatMap((stated) => {
      const code = faultOf(stated, result);
      return code === undefined ? [] : [mark(code, { result: result.result, specification: stated.specification })];
    }),
  );
}

const DEFINITE: readonly string[] = ['conforms', 'does-not-conform'];

function faultOf(stated: StatedConformity, result: TestResult): MarkCode | undefined {
  return unlessIncomparable<MarkCode | undefined>(
    () => {
      const { outcome } = decideConformity({ ...questionOf(stated), result: measuredResultOf(result) });
      if (outcome === stated.outcome) return undefined;
      const isEither = DEFINITE.includes(outcome) && DEFINITE.includes(stated.outcome);
      return isEither ? 'CONFORMITY_CONTRADICTED' : 'CONFORMITY_NOT_DECIDED';
    },
    () => 'CONFORMITY_NOT_DECIDED',
  );
}
