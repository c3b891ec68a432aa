// SPDX-License-Identifier: Apache-2.0

/**
 * line = number 1*( 1*SP number ). Where nothing but spaces separates, and every line below the headings holds numbers
 * alone, its numbers are cells of their own. Everything else is left as it is, so that "Run 1 10.1" is asked about.
 */
export function partAtSpaces(
  table: readonly (readonly string[])[],
  isNumeric: (text: string) => boolean,
): readonly (readonly string[])[] {
  const parted = table.map((row) => row.flatMap(wordsOf));
  const isHeaded = !(parted[0] ?? []).some(isNumeric);
  const body = isHeaded ? parted.slice(1) : parted;
  const isSpaced =
    body.length > 0 && body.every((row) => row.every(isNumeric)) && body.some(({ length }) => length > 1);
  return isSpaced ? parted : table;
}

/** Whether a cell holds a number beside something else, with nothing but a space between. */
export function isSpacedNumber(cell: string, isNumeric: (text: string) => boolean): boolean {
  const words = wordsOf(cell);
  return words.length > 1 && words.some(isNumeric);
}

/** Whether a text begins with a number, so that it heads no column without a word about it. */
export function beginsWithNumber(cell: string, isNumeric: (text: string) => boolean): boolean {
  return isNumeric(wordsOf(cell)[0] ?? '');
}

function wordsOf(cell: string): string[] {
  return cell.split(/\s+/).filter((word) => word !== '');
}
