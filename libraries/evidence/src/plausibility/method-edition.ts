// SPDX-License-Identifier: Apache-2.0
import { groupBy, isDayWithin } from '@touchstone/identifiers';
import { coversEdition } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import type { EditionNotice } from './who-speaks.ts';

// Controls and what has no width, and Latin letters in a word with such of other alphabets that look like them.
const DISGUISED =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/**
 * The edition that was used is in force on the test day, by the last notice of each who has a say about it: nobody's word
 * undoes another's. ISO/IEC 17025:2017, 7.2.1.3 (recalled).
 */
export function methodMarks({ results }: ExaminedReport, { notices }: Surroundings): readonly Mark[] {
  if (notices === undefined) return [];
  // What is made by no procedure of a standard, as a material is, used no edition.
  const made = results.filter(({ method }) => method.standard !== '');
  return made.flatMap(({ result, method, testedOn: on }) => {
    const values = { result, method: method.standard, on };
    if (DISGUISED.test(method.standard)) return [mark('METHOD_DISGUISED', { result, method: method.standard })];
    const about = notices.filter(({ standard }) => coversEdition(standard, method.standard));
    const said = [...groupBy(about, ({ issuer }) => issuer).values()].map((own) => lastOn(own, on));
    const words = said.flatMap((last) => (last === undefined ? [] : [stateOn(last, on)]));
    if (words.length === 0) {
      // A first notice that is still to come says that the edition was not there yet.
      const status = about.length === 0 ? undefined : 'not yet in force';
      return [
        status === undefined ? mark('METHOD_NOT_KNOWN', values) : mark('METHOD_NOT_IN_FORCE', { ...values, status }),
      ];
    }
    const status = words.find((word) => word !== 'in-force');
    return status === undefined ? [] : [mark('METHOD_NOT_IN_FORCE', { ...values, status })];
  });
}

function stateOn(last: EditionNotice, on: EditionNotice['from']): string {
  return last.status === 'in-force' && !isDayWithin(on, last) ? 'no longer in force' : last.status;
}

function lastOn(notices: readonly EditionNotice[], on: EditionNotice['from']): EditionNotice | undefined {
  return notices
    .filter(({ from }) => from <= on)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
}
