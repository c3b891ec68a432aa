// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { CompletenessLog } from './completeness-file.ts';
import { formatCompletenessFile } from './format-completeness-file.ts';
import { isCompletenessFile, parseCompletenessFile } from './parse-completeness-file.ts';
import { AT, show, sampleLog, refusalOf } from '../testing/shown-by-logs.ts';

describe('parseCompletenessFile()', () => {
  it('reads what formatCompletenessFile() writes, secrets and all', async () => {
    const { log } = sampleLog();
    const file = await show(log, { thing: 'x y', secret: new Uint8Array(32), tombstones: ['{}'] });
    const { log: other } = sampleLog();
    const opened = await show(other);
    const [part] = opened.logs as readonly [CompletenessLog];
    const secrets = [{ name: 'n', secret: new Uint8Array(32) }];
    const leaves = part.leaves.map((leaf) => ({
      ...leaf,
      opening: { statement: 's', salt: new Uint8Array(32), secrets },
    }));
    const ended = [{ log: 'other.example/log', until: AT as Instant }];
    for (const each of [file, opened, { ...file, ended }, { ...opened, logs: [{ ...part, leaves }] }]) {
      const text = formatCompletenessFile(each);
      expect(isCompletenessFile(text)).toBe(true);
      expect(parseCompletenessFile(text)).toEqual(each);
    }
    expect(isCompletenessFile('{"format": "other"}')).toBe(false);
  });

  it('refuses what is no such file, one defect each, and says where', async () => {
    const { log } = sampleLog();
    const sound = JSON.parse(formatCompletenessFile(await show(log)));
    const cases: readonly (readonly [string, (file: ReturnType<typeof JSON.parse>) => void])[] = [
      ['format', (file) => Object.assign(file, { format: 'touchstone/completeness/v2' })],
      ['', (file) => Object.assign(file, { more: 1 })],
      ['subject', (file) => Object.assign(file, { subject: [] })],
      ['subject.names', (file) => Object.assign(file.subject, { names: [] })],
      ['subject.names[0].name', (file) => Object.assign(file.subject.names[0], { name: '\ud800' })],
      ['subject.names[0].secret', (file) => Object.assign(file.subject.names[0], { secret: 'AA==' })],
      ['subject.thing', (file) => Object.assign(file.subject, { thing: 1 })],
      ['logs', (file) => Object.assign(file, { logs: {} })],
      ['logs[0].first.entry', (file) => Object.assign(file.logs[0].first, { entry: 1 })],
      ['', (file) => Object.assign(file.logs[0].first, { entry: 'A' })],
      ['logs[0].first.proof[0]', (file) => Object.assign(file.logs[0].first.proof, ['AA=='])],
      ['logs[0].lists[0].keys[0].leaves', (file) => Object.assign(file.logs[0].lists[0].keys[0], { leaves: [] })],
      ['logs[0].lists[0].keys[0].leaves', (file) => Object.assign(file.logs[0].lists[0].keys[0], { leaves: [-1] })],
      ['logs[0].leaves[0].index', (file) => Object.assign(file.logs[0].leaves[0], { index: 0.5 })],
      ['logs[0].leaves[0].opening.salt', (file) => Object.assign(file.logs[0].leaves[0].opening, { salt: 'AA==' })],
      [
        'logs[0].leaves[0].opening.secrets[0].secret',
        (file) => Object.assign(file.logs[0].leaves[0].opening, { secrets: [{ name: 'n' }] }),
      ],
      ['tombstones[0]', (file) => Object.assign(file, { tombstones: [''] })],
    ];
    for (const [at, change] of cases) {
      const file = structuredClone(sound);
      change(file);
      expect(refusalOf(JSON.stringify(file))).toEqual(['NOT_A_COMPLETENESS_FILE', at]);
    }
    for (const [at, ended] of [
      ['ended', 'x'],
      ['ended[0]', [1]],
      ['ended[0]', [{ log: 'a', until: AT, more: 1 }]],
      ['ended[0].log', [{ until: AT }]],
      ['ended[0].until', [{ log: 'a' }]],
      ['ended[0].until', [{ log: 'a', until: 'soon' }]],
    ] as const) {
      expect(refusalOf(JSON.stringify({ ...sound, ended }))).toEqual(['NOT_A_COMPLETENESS_FILE', at]);
    }
    expect(refusalOf('{')).toEqual(['NOT_A_COMPLETENESS_FILE', '']);
    const many = { ...sound, tombstones: new Array(10_001).fill('x') };
    expect(refusalOf(JSON.stringify(many))).toEqual(['TOO_LARGE', 'tombstones']);
    expect(refusalOf(JSON.stringify({ ...sound, tombstones: ['x'.repeat(2 ** 20 + 1)] }))).toEqual([
      'TOO_LARGE',
      'tombstones[0]',
    ]);
    expect(refusalOf(' '.repeat(64 * 2 ** 20 + 1))).toEqual(['TOO_LARGE', '']);
  });
});
