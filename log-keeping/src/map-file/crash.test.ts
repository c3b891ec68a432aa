// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crashRound } from './tests/crash-round.ts';

it('MapFile keeps every acknowledged state, and no half of another, when the process is killed in its batches', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'map-crash-'));
  try {
    let acknowledged = 0;
    for (let round = 0; round < 4; round += 1) {
      const found = await crashRound(join(folder, 'map'), { killAfterMilliseconds: 30 + 45 * round });
      expect(found.covers).toBeGreaterThanOrEqual(found.acknowledged);
      expect(found.root).toBe(found.expectedRoot);
      acknowledged = Math.max(acknowledged, found.acknowledged);
    }
    expect(acknowledged).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
