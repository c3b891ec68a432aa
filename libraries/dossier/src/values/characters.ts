// SPDX-License-Identifier: Apache-2.0
import { toHalfWidth } from '@touchstone/identifiers';

/**
 * Full-width signs and digits as their half-width twins, one kind of space, of minus and of "less than", ends trimmed.
 * Not NFKC, which would turn 10² into 102.
 */
export function halfWidth(text: string): string {
  return toHalfWidth(text).replace(/\s+/g, ' ').replaceAll('\ufe64', '<').trim();
}

/** A word as a key: without case, accents, width, spaces and punctuation, so that N.D., n.d. and ＮＤ are one. */
export function wordKey(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}\p{C}\s_.:*'’"#-]/gu, '')
    .toLowerCase();
}

/** What is wrong with the characters of a cell: a control that no text holds, or half of a surrogate pair. */
export function hasBadCharacter(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) || !text.isWellFormed();
}
