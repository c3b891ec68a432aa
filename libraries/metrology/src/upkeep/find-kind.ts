// SPDX-License-Identifier: Apache-2.0
import type { InstrumentKind, InstrumentRules } from './rules.ts';

/**
 * The kind that a firm's words name or contain: of several the one with the longest name, "electronic price scale" being
 * a scale. Where words are set apart only whole ones count, one or many: an "upscale display" is no scale.
 */
export function findKind({ kinds }: InstrumentRules, type: string): InstrumentKind | undefined {
  const given = wordsOf(type);
  let best: { readonly kind: InstrumentKind; readonly length: number } | undefined;
  for (const kind of kinds) {
    for (const name of [kind.id, ...Object.values(kind.names).flat()].map(wordsOf)) {
      if (name.length > (best?.length ?? 0) && contains(given, name)) best = { kind, length: name.length };
    }
  }
  return best?.kind;
}

function contains(given: string, name: string): boolean {
  for (let at = given.indexOf(name); at >= 0; at = given.indexOf(name, at + 1)) {
    if (!isWithinWord(given, at) && PLURALS.some((plural) => endsWord(given, at + name.length, plural))) return true;
  }
  return false;
}

const PLURALS = ['', 's', 'es'];

function endsWord(given: string, at: number, plural: string): boolean {
  return given.startsWith(plural, at) && !isWithinWord(given, at + plural.length);
}

// Only Latin letters run together in words of their own; Chinese stands next to anything.
function isWithinWord(text: string, at: number): boolean {
  return LATIN.test(text.charAt(at - 1)) && LATIN.test(text.charAt(at));
}

const LATIN = /\p{Script=Latin}/u;

/** Letters and digits of one width and case; a space where Latin words are set apart, nothing between others. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<!\p{Script=Latin}) | (?!\p{Script=Latin})/gu, '');
}
