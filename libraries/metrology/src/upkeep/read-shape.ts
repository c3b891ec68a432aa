// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** An object at a place of a file. */
export function object(given: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw fault(at, 'an object', given);
  return given as Readonly<Record<string, unknown>>;
}

/** A list at a place of a file. */
export function list(given: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(given)) throw fault(at, 'a list', given);
  return given;
}

/** A text that is not blank. */
export function text(given: unknown, at: string): string {
  if (typeof given !== 'string' || given.trim() === '') throw fault(at, 'a text', given);
  return given;
}

/** One of some words. */
export function word<const W extends string>(given: unknown, words: readonly W[], at: string): W {
  const found = words.find((one) => one === given);
  if (found === undefined) throw fault(at, `one of ${words.join(', ')}`, given);
  return found;
}

/** What is wrong at a place of a file, and what would be right. */
export function fault(at: string, right: string, given: unknown): MetrologyError {
  const shown = String(JSON.stringify(given)).slice(0, 60);
  return new MetrologyError('BAD_INPUT', `${at} must be ${right}, not ${shown}`, {
    given: shown,
  });
}
