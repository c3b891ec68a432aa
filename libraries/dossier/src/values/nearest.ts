// SPDX-License-Identifier: Apache-2.0

const COMPARED_CHARACTERS = 64;

/** The candidate with the fewest single-character edits to the text, case aside. Requires one candidate or more. */
export function nearest(text: string, candidates: readonly string[]): string {
  return closest(text, candidates).candidate;
}

/** Edits for each character up to which a text is taken for a slip of the pen: `onn` for `on`, no `Sheet9`. */
const SLIP_MAX = 0.4;

/** As `nearest`, where the text is like enough to a candidate that it was probably meant; else undefined. */
export function nearEnough(text: string, candidates: readonly string[]): string | undefined {
  const { candidate, distance } = closest(text, candidates);
  return distance <= SLIP_MAX ? candidate : undefined;
}

function closest(
  text: string,
  candidates: readonly string[],
): { readonly candidate: string; readonly distance: number } {
  const wanted = text.slice(0, COMPARED_CHARACTERS).toLowerCase();
  let best = { candidate: candidates[0] ?? '', distance: Number.POSITIVE_INFINITY };
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.slice(0, COMPARED_CHARACTERS).toLowerCase());
    // Relative to the length, so that a two-letter candidate is not near to every short word.
    const relative = distance / Math.max(wanted.length, candidate.length, 1);
    if (relative < best.distance) best = { candidate, distance: relative };
  }
  return best;
}

// d(i, j) = min(d(i−1, j) + 1, d(i, j−1) + 1, d(i−1, j−1) + [aᵢ ≠ bⱼ]).
// Levenshtein distance, by the two-row scheme of Wagner and Fischer (1974).
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + change));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
