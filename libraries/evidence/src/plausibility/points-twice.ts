// SPDX-License-Identifier: Apache-2.0
import { groupBy, nameKey } from '@touchstone/identifiers';
import { type Mark, mark } from './marks.ts';
import { quantityKey } from './quantity-key.ts';
import type { CalibratedPoint, ExaminedReport } from './report.ts';

/**
 * A point of a calibration that is stated twice with different values. Up and down, over two ranges or with two set-ups it is
 * found differently, which the certificate says by the condition of each; what is stated twice alike contradicts nothing.
 * ISO/IEC 17025:2017, 7.8.4.1 b (recalled): the conditions under which calibrations were made.
 */
export function pointMarks({ points = [] }: ExaminedReport): readonly Mark[] {
  const alike = groupBy(points, ({ quantity, condition = '', at }) =>
    JSON.stringify([nameKey(quantity), nameKey(condition), quantityKey(at)]),
  );
  return [...alike.values()].flatMap(([first, ...more]) => {
    const other = more.find((one) => first !== undefined && saidOf(one) !== saidOf(first));
    if (first === undefined || other === undefined) return [];
    return [mark('POINT_STATED_TWICE', { result: first.result, one: shown(first), other: shown(other) })];
  });
}

/** Without a value that was found there, what is stated is the point itself. */
const foundAt = ({ at, found = at }: CalibratedPoint) => found;
const saidOf = (point: CalibratedPoint) =>
  `${quantityKey(foundAt(point))} ± ${quantityKey(point.uncertainty, 'difference')}`;
const shown = (point: CalibratedPoint) =>
  [foundAt(point), point.uncertainty].map(({ value, unit }) => `${value} ${unit}`).join(' ± ');
