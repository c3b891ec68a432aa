// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('demo:bay-area', () => {
  it('judges on one node by what was issued on another, counts nothing without consumers, and goes on without the third', {
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
    expect(said).toContain('does not count: consumer must cosign it yet');
    expect(said).toContain('it counts again');
    for (const place of ['cn-gd', 'hk', 'mo']) {
      const origin = `${place}.demonstration.touchstone.example/log/${new Date().getUTCFullYear()}`;
      expect(said, 'the log of the year').toContain(`: ${origin}, `);
    }
    const [before = '', after = ''] = said.split('Stopping MO');
    expect(before).toMatch(/HK on the dossier \S+: unknown:/);
    expect(before).toMatch(
      /CN-GD: .*\n.*cosigned by hk\S+ .*\n.*cosigned by mo\S+ .*\n.*cosigned by industry\S+ .*\n.*cosigned by consumer/,
    );
    expect(after).toMatch(/cosigned by hk\S+ .*Z\n.*cosigned by mo\S+ .*; now: /);
    expect(after).toMatch(/follows mo\S+, \d+ entries; now: /);
  });
});
