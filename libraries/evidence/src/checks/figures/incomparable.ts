// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '@touchstone/metrology/quantity';

/** What `make` gives, or what `otherwise` says of numbers that cannot be quantities or do not compare. */
export function unlessIncomparable<T>(make: () => T, otherwise: (error: MetrologyError) => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return otherwise(error);
  }
}
