// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** The code of the error that this ends with; another error as it is, and undefined where there is none. */
export function codeOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error instanceof MetrologyError ? error.code : error;
  }
  return undefined;
}
