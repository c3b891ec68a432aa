// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * name = 1*max( any character but Cc, Cf, Zl, Zp ); spaces around it are taken off.
 * Unicode 16, 4.5 (general category) and UAX #9, 2: what turns the order of the letters round, or is not seen at all,
 * lets one name look like another wherever names are listed.
 */
export function shownName(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .superRefine((given, context) => {
      const hidden = HIDDEN.exec(given)?.[0];
      if (hidden === undefined) return;
      const point = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      const message = `holds a character that nobody sees, U+${point}; write the name without it`;
      context.addIssue({ code: 'custom', message, params: { code: 'HIDDEN_CHARACTER' } });
    });
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
