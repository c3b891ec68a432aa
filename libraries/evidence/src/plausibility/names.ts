// SPDX-License-Identifier: Apache-2.0
import { namesNotSeen } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';

/**
 * Names in a signed paper that are not what they look like. Nothing of the kind is signed here; what was signed elsewhere, or
 * earlier, is read all the same, and says so. It accuses nobody: a program may have put the character there. Decision record 0093.
 */
export function nameMarks(statement: { readonly subject: unknown }): readonly Mark[] {
  return namesNotSeen(statement).map(({ at, fault: { why, character, codePoint } }) =>
    mark(CODES[why], { at, character: String(character), codePoint }),
  );
}

const CODES = { hidden: 'NAME_WITH_HIDDEN_CHARACTER', 'other-script': 'NAME_IN_TWO_SCRIPTS' } as const;
