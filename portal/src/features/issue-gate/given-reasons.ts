// SPDX-License-Identifier: Apache-2.0

/** The reasons that somebody typed, by the code of the mark that each is about. */
export function givenReasons(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([code, why]) => (why.trim() === '' ? [] : [[code, why.trim()]])),
  );
}
