// SPDX-License-Identifier: Apache-2.0
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { QuantityValue } from '@touchstone/statements';
import { unlessIncomparable } from '../figures/incomparable.ts';
import type { PaperView, TracedPaper } from './traced-paper.ts';

/**
 * min(points) ≤ value ≤ max(points) for a calibration, value ≤ max(values) for a material: it is diluted to what lies below,
 * and never made stronger. What does not compare, a value per litre and one per kilogram, does not reach.
 * ISO/IEC 17025:2017, 6.5; ILAC P10:07/2020.
 */
export function reaches({ statement }: TracedPaper, points: PaperView['values'], value: QuantityValue): boolean {
  return unlessIncomparable(
    () => {
      const wanted = parseQuantity(value);
      const order = points.map(({ at }) => compareQuantities(parseQuantity(at), wanted, { temperature: 'point' }));
      const isDiluted = statement.kind === 'ReferenceMaterialCertificate';
      return order.some((one) => one >= 0) && (isDiluted || order.some((one) => one <= 0));
    },
    () => false,
  );
}
