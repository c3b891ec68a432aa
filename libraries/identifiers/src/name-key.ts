// SPDX-License-Identifier: Apache-2.0

/**
 * NFKC, lower case, single spaces: key of a party, a site or a thing by its name alone. Unicode Standard Annex #15.
 * It asks whether it is that one, and answers nothing: names are written in many ways, and firms are named alike.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
