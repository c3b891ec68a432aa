// SPDX-License-Identifier: Apache-2.0
import type { CheckGroup } from '@touchstone/statements';

/**
 * The fourteen groups of checks behind a verdict, in the order in which they are made, as every face shows them.
 * Said again here because pages take words of the contract and no schema; a test holds them to the statements.
 */
export const CHECK_GROUPS = [
  'claim',
  'classification',
  'requirements',
  'admissibility',
  'document',
  'object-link',
  'competence',
  'acceptance',
  'method',
  'measurement',
  'plausibility',
  'decision',
  'conflict',
  'restrictions',
] as const satisfies readonly CheckGroup[];
export type { CheckGroup };
