// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { standardKey, type SubjectOf } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

type Notice = SubjectOf<'StandardNotice'>;

/** The edition that was used is in force on the test day, by the last notice about it. ISO/IEC 17025:2017, 7.2.1.3 (recalled). */
export function methodMarks({ results }: ExaminedReport, { notices }: Surroundings): readonly Mark[] {
  if (notices === undefined) return [];
  return results.flatMap(({ result, method, testedOn: on }) => {
    const values = { result, method: method.standard, on };
    const about = notices.filter(({ standard }) => standardKey(standard) === standardKey(method.standard));
    const last = lastOn(about, on);
    if (last === undefined) {
      // A first notice that is still to come says that the edition was not there yet.
      const status = about.length === 0 ? undefined : 'not yet in force';
      return [
        status === undefined ? mark('METHOD_NOT_KNOWN', values) : mark('METHOD_NOT_IN_FORCE', { ...values, status }),
      ];
    }
    const status = last.status === 'in-force' && !isDayWithin(on, last) ? 'no longer in force' : last.status;
    return status === 'in-force' ? [] : [mark('METHOD_NOT_IN_FORCE', { ...values, status })];
  });
}

function lastOn(notices: readonly Notice[], on: Notice['from']): Notice | undefined {
  return notices
    .filter(({ from }) => from <= on)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
}
