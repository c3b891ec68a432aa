// SPDX-License-Identifier: Apache-2.0
import type { Mark, MarkCode } from './marks.ts';

/** Marks that only say that nothing is known: of use to whoever is about to sign, and held against nobody later. */
const NOTHING_KNOWN: ReadonlySet<string> = new Set<MarkCode>([
  'SAMPLE_NOT_TRACED',
  'SEAL_NOT_RECORDED',
  'SAMPLE_FOOD_NOT_COMPARED',
  'CUSTODY_NOT_SHOWN',
  'CUSTODY_END_NOT_SHOWN',
  'METHOD_NOT_KNOWN',
  'SCOPE_NOT_READ',
  'PROVIDER_REPORT_NOT_HERE',
  'PROVIDER_HAD_IT_FROM_NOBODY_KNOWN',
  'PROVIDER_SCOPE_NOT_READ',
  'INSTRUMENT_NOT_NAMED',
  'INSTRUMENT_NOT_KEPT',
  'INSTRUMENT_LEFT_THAT_DAY',
  'WORK_NOT_RECORDED',
  'NO_CONDITION_RECORDED',
  'RAW_DATA_MISSING',
  'READINGS_NOT_GIVEN',
]);

/** Whether a mark says something of a paper that somebody signed. */
export const saysSomething = ({ code }: Pick<Mark, 'code'>): boolean => !NOTHING_KNOWN.has(code);
