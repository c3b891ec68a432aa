// SPDX-License-Identifier: Apache-2.0
import { placeCovers } from '@touchstone/identifiers';
import type { RulePlace } from './requirement.ts';

/** Whether a rule of the outer place holds in the inner one: that of CN in CN-GD; that of Codex in none. */
export function coversPlace(outer: RulePlace, inner: RulePlace): boolean {
  return outer === inner || (outer !== 'CODEX' && inner !== 'CODEX' && placeCovers(outer, inner));
}
