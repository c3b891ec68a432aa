// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest';
import type { RecordKeeping } from '../src/record-keeping/record-keeping.ts';

/** Builds the tables of these registers (all, unless named) from the sources of truth again and expects equal rows. */
export async function expectRebuildEquals(record: RecordKeeping, ...registers: readonly string[]): Promise<void> {
  const names = registers.length === 0 ? record.registers.map((register) => register.name) : registers;
  for (const name of names) expect(await record.compareRebuild(name), `rebuild of ${name}`).toEqual([]);
  expect(await record.compareShared(), 'streams and grants').toEqual([]);
}
