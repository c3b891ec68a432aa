// SPDX-License-Identifier: Apache-2.0

/** A name as it is compared: compatibility forms, case and spaces make no other name of it. UAX #15, NFKC. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
