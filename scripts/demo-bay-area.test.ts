// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('demo:bay-area', () => {
  it('judges on one node by what was issued on another, and goes on without the third', {
    timeout: 400_000,
  }, async () => {
    const script = join(import.meta.dirname, 'demo-bay-area.ts');
    const child = spawn(process.execPath, [script, '--once'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said += String(part);
      });
    }
    const [code] = await once(child, 'exit');
    expect([code, said]).toEqual([0, expect.stringContaining('HK still answers: proved; MO is stopped')]);
    const [before = '', after = ''] = said.split('Stopping MO');
    expect(before).toMatch(/HK on the dossier \S+: unknown:/);
    expect(before).toMatch(/CN-GD: .*\n.*cosigned by hk\S+ .*\n.*cosigned by mo\S+ /);
    expect(after).toMatch(/cosigned by hk\S+ .*Z\n.*cosigned by mo\S+ .*; now: /);
    expect(after).toMatch(/follows mo\S+, \d+ entries; now: /);
  });
});
