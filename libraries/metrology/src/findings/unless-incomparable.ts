// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** What `make` gives; undefined of numbers that cannot be quantities or do not compare. */
export function unlessIncomparable<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof MetrologyError) return undefined;
    throw error;
  }
}
