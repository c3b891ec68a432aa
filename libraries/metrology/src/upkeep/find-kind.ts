// SPDX-License-Identifier: Apache-2.0
import type { InstrumentKind, InstrumentRules } from './rules.ts';

/** The kind that a firm's word names, or contains: of several the one with the longest name, "electronic price scale" being a scale. */
export function findKind({ kinds }: InstrumentRules, type: string): InstrumentKind | undefined {
  const given = keyOf(type);
  let best: { readonly kind: InstrumentKind; readonly length: number } | undefined;
  for (const kind of kinds) {
    for (const name of [kind.id, ...Object.values(kind.names).flat()].map(keyOf)) {
      if (given.includes(name) && name.length > (best?.length ?? 0)) best = { kind, length: name.length };
    }
  }
  return best?.kind;
}

/** Letters and digits alone, of one width and case. */
function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
