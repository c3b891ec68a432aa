// SPDX-License-Identifier: Apache-2.0

/**
 * U+FF01…U+FF5E → U+0021…U+007E, ideographic and no-break spaces → space, every dash and minus → "-".
 * Unicode 16.0, Halfwidth and Fullwidth Forms. Nothing else is changed, unlike NFKC, which would also turn "①" into 1.
 */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u00A0\u2002-\u200A\u202F\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, '-');
}
