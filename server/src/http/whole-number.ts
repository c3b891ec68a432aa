// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The decimal digits of a whole number within limits, as they stand in an address: no sign, no fraction, no 0x10, not nothing. */
export function wholeNumber({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
}: {
  readonly min?: number;
  readonly max?: number;
}) {
  // Number('') is 0, and Number('0x10') is 16: neither is what anybody meant.
  const digits = (given: unknown): unknown =>
    typeof given === 'string' && /^(0|[1-9][0-9]{0,15})$/.test(given) ? Number(given) : given;
  return z.preprocess(digits, z.number().int().min(min).max(max)).meta({ type: 'integer', minimum: min, maximum: max });
}

/** The same, where it may be left out; its description has to say what then counts. */
export function wholeNumberOr(fallback: number, limits: Parameters<typeof wholeNumber>[0] = {}) {
  return wholeNumber(limits).default(fallback);
}
