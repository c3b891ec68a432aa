// SPDX-License-Identifier: Apache-2.0
import { type Members, members, oneOf, text } from '../../api/narrow.ts';

export const OUTCOMES = ['quantified', 'below-loq', 'not-detected'] as const;

/** value unit, or < limit unit, as a report states a result. */
export function statedValue(given: Members, path: string): string {
  const outcome = oneOf(OUTCOMES)(given.outcome, `${path}/outcome`);
  const name = { quantified: 'quantity', 'below-loq': 'limitOfQuantification', 'not-detected': 'limitOfDetection' }[
    outcome
  ];
  const stated = members(given[name], `${path}/${name}`);
  const figure = `${text(stated.value, `${path}/${name}/value`)} ${text(stated.unit, `${path}/${name}/unit`)}`;
  return outcome === 'quantified' ? figure : `< ${figure}`;
}
