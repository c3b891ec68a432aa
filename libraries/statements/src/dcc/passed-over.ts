// SPDX-License-Identifier: Apache-2.0
import type { Dcc } from '@touchstone/metrology/calibration';
import type { GapList } from './gap-list.ts';

const BEFORE: readonly string[] = ['basic_beforeAdjustment', 'basic_beforeRepair'];

/** Whether something was measured before an adjustment or a repair: it is no result of what the thing does now. */
export function isBefore({ refType }: { readonly refType?: readonly string[] }): boolean {
  return refType?.some((one) => BEFORE.includes(one)) === true;
}

interface Node {
  readonly [name: string]: unknown;
}

/**
 * Names what no member of ours takes up, wherever it stands: a decision about conformity, and what was before an
 * adjustment or a repair. DCC 3.3.0: dcc:conformity and dcc:conformityXMLList of any statement, refType, dcc:status.
 */
export function namePassedOver({ administrativeData, measurementResults }: Dcc, list: GapList): void {
  for (const [at, value] of Object.entries({ administrativeData, measurementResults })) walk(value, at, list);
}

function walk(value: unknown, at: string, list: GapList): void {
  if (Array.isArray(value)) for (const one of value) walk(one, at, list);
  else if (typeof value === 'object' && value !== null) {
    nameOne(value as Node, at, list);
    for (const [name, inner] of Object.entries(value)) walk(inner, `${at}/${name}`, list);
  }
}

function nameOne(node: Node, at: string, list: GapList): void {
  const said = [...new Set([node.conformity ?? node.conformities ?? []].flat())].join(', ');
  if (said !== '') {
    const message = `a decision about conformity says ${said}; it is not taken up`;
    list.add('CONFORMITY_NOT_READ', 'unreadable', at, message);
  }
  const before = isBefore(node) || (typeof node.status === 'string' && node.status.startsWith('before'));
  if (before) {
    const message = 'it was measured before an adjustment or a repair, and is not read among the results';
    list.add('BEFORE_ADJUSTMENT', 'unreadable', at, message);
  }
}
