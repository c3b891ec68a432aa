// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeDisk } from './disk.ts';
import { Generation } from './generation.ts';
import { openFile } from './make-file.ts';

it('Generation reads what stands in a place, not what was dropped from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'map-generation-'));
  const pages = new Generation(openFile(join(folder, 'map'), 'w+'), { disk: nodeDisk, end: 0, cacheBytes: 1 << 20 });
  try {
    const offset = pages.appendPage(Buffer.alloc(500, 1), 1);
    pages.rewind(offset);
    expect(pages.appendPage(Buffer.alloc(500, 2), 0)).toBe(offset);
    await pages.flush(true);
    expect(pages.readPage({ offset, length: 500, height: 0 })).toEqual(Buffer.alloc(500, 2));
  } finally {
    pages.close();
    rmSync(folder, { recursive: true });
  }
});
