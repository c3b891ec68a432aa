// SPDX-License-Identifier: Apache-2.0
export {
  type CalibratedPoint,
  faultsOfFindings,
  type FindingFault,
  type FindingFaultCode,
  type FindingMember,
  type FoundPoint,
} from './faults-of-findings.ts';
export { shiftFound } from './shift-found.ts';
export { type UnitMisfit, unitMisfit } from './unit-of-quantity.ts';
