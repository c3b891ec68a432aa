// SPDX-License-Identifier: Apache-2.0
import { examineMaking } from './examine-making.ts';
import type { UsedPaper } from './references.ts';
import type { Surroundings } from './vouching.ts';

/**
 * A certificate that its keeper signed for a thing of its own, where neither an accreditation nor an attested standard covers
 * what it calibrated: as good as no certificate. ILAC P10:07/2020, 2 (recalled).
 */
export function isKeepersWord(
  { statement: { issuer, subject } }: UsedPaper,
  keeper: string | undefined,
  around: Surroundings,
): boolean {
  if (issuer !== keeper || !('calibratedOn' in subject)) return false;
  return examineMaking(subject, around).onRecord.some(({ code }) => code === 'CALIBRATOR_NOT_VOUCHED');
}
