// SPDX-License-Identifier: Apache-2.0
import type { DccText } from '@touchstone/metrology/calibration';
import { DCC_GAPS_MAX, type DccGap, type DccGapCode } from './dcc-gap.ts';

/** Notes gaps while a certificate is read. */
export interface GapList {
  readonly gaps: DccGap[];
  add(code: DccGapCode, grade: DccGap['grade'], at: string, message: string): void;
}

/** An empty list; beyond its limit nothing is added. */
export function createGapList(): GapList {
  const gaps: DccGap[] = [];
  return {
    gaps,
    add: (code, grade, at, message) => {
      if (gaps.length < DCC_GAPS_MAX) gaps.push({ code, grade, at: at.slice(0, 200), message });
    },
  };
}

/** The text in the first language that it has; a certificate says which languages count, and a name is for people. */
export function plainName(text: DccText | undefined): string | undefined {
  const said = text?.content[0]?.text.trim();
  return said === '' ? undefined : said;
}
