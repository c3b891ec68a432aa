// SPDX-License-Identifier: Apache-2.0
import { parseStandardNumber, sameStandard } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import type { Bench } from '../../judge/bench.ts';
import { standardOf } from './scope-line-faults.ts';

/**
 * Activity → the standards whose accreditation attests competence for it, in any edition, with China's identical
 * adoptions (GB/T 27025, 27020, 27065). ISO/IEC 17025:2017, 1 and 3.6 (testing, calibration, sampling); ISO/IEC
 * 17020:2012, 1 (inspection, and samples taken for it); ISO/IEC 17065:2012, 1 (certification of products); ISO
 * 17034:2016, 1 (production of reference materials; CNAS-CL04 is China's adoption of it, recalled); the same division as
 * in the ILAC and IAF arrangements. ISO/IEC 17043:2023, 1 (proficiency testing; GB/T 27043 is its
 * adoption, recalled). No line is of medical examination (ISO 15189) yet, so that it attests none of the activities, nor
 * does a management system (ISO 9001).
 */
const STANDARDS: Readonly<Record<ScopeLine['activity'], readonly string[]>> = {
  testing: ['ISO/IEC 17025', 'GB/T 27025'],
  calibration: ['ISO/IEC 17025', 'GB/T 27025'],
  sampling: ['ISO/IEC 17025', 'GB/T 27025', 'ISO/IEC 17020', 'GB/T 27020'],
  inspection: ['ISO/IEC 17020', 'GB/T 27020'],
  certification: ['ISO/IEC 17065', 'GB/T 27065'],
  'reference-materials': ['ISO 17034'],
  'proficiency-testing': ['ISO/IEC 17043', 'GB/T 27043'],
};

/** Whether an accreditation to this standard attests competence for the activity. */
export function attestsActivity(
  standard: string,
  activity: ScopeLine['activity'],
  bench: Pick<Bench, 'remember' | 'set'>,
): boolean {
  const given = standardOf(standard, bench);
  return given !== undefined && STANDARDS[activity].some((one) => sameStandard(parseStandardNumber(one), given));
}
