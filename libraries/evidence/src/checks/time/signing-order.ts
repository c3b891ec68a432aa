// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, localDaysOf } from '@touchstone/identifiers';
import type { StatementOf } from '@touchstone/statements';
import type { Reason } from '../../check.ts';

/**
 * Articles to compare, not decisions. SAMR Order 39 (2021), content read on pages that reproduce it (secondary):
 * art. 13 counts inaccurate reports (1 samples, 2 instruments, 3 methods, 4 raw data kept), art. 14 false ones
 * (1 not tested, 2 raw data, 3 items and conditions, 4 sample swapped, 5 signatures and times).
 */
export const INACCURATE = 'SAMR Order 39, art. 13';
export const FALSE = 'SAMR Order 39, art. 14';

type Report = Pick<StatementOf<'TestReport'>, 'subject' | 'validFrom'>;

/** Nobody signs a report on a day before the one that it is dated with. */
export function signedBeforeIssued({ subject, validFrom }: Report): readonly Reason[] {
  const { last: signed } = localDaysOf(validFrom, subject.laboratory.place);
  return outOfOrder('SIGNED_BEFORE_ISSUED', { later: ['signed', signed], earlier: ['dated', subject.issuedOn] });
}

/** ISO/IEC 17025:2017, 7.8.2.1 o): a report says who authorised it. */
export function noSignatory({ subject }: Pick<Report, 'subject'>): readonly Reason[] {
  if (subject.signatory !== undefined) return [];
  return [{ code: 'NO_SIGNATORY', detail: 'no authorised signatory is named', article: INACCURATE }];
}

/** An indicator where what must come later comes earlier. */
export function outOfOrder(
  code: string,
  order: { readonly later: readonly [string, CalendarDay]; readonly earlier: readonly [string, CalendarDay] },
): readonly Reason[] {
  const [later, laterOn] = order.later;
  const [earlier, earlierOn] = order.earlier;
  if (laterOn >= earlierOn) return [];
  const detail = `${later} ${laterOn}, but ${earlier} ${earlierOn}`;
  return [{ code, detail, article: FALSE, values: { later: laterOn, earlier: earlierOn } }];
}
