// SPDX-License-Identifier: Apache-2.0

/**
 * NFKC, lower case, single spaces, without what is not drawn (DefaultIgnorable_Code_Point): key of a party, a site or a thing by its
 * name alone. Unicode Standard Annex #15; Technical Standard #39, 4 (recalled). A letter that nobody sees hides nobody from a list.
 * It asks whether it is that one, and answers nothing: names are written in many ways, and firms are named alike.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}
