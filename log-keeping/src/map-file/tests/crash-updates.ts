// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { MapEntry } from '@touchstone/transparency-log/map';

const KEYS = 3_000;
const UPDATES_EACH = 250;

/** The updates of one batch of the crash rounds, the same each time; some keys are new, most have been set before. */
export function updatesOfBatch(covers: number): readonly MapEntry[] {
  return Array.from({ length: UPDATES_EACH }, (_, index) => {
    const number = (covers * 7_919 + index * index * 31) % KEYS;
    return { key: digest(`key ${number}`), value: digest(`value ${covers} ${index}`) };
  });
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
