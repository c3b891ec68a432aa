// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const here = new URL('.', import.meta.url);
const vectors = new URL('../vectors/', here);
const table = readFileSync(new URL('README.md', vectors), 'utf8');
const files = readdirSync(vectors).filter((name) => name.endsWith('.json'));

describe('vectors/README.md', () => {
  it.each(files)('names %s and a test that reads it', (file) => {
    const row = table.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${file}\``)) ?? '';
    const tests = [...row.matchAll(/`([a-z0-9/-]+\.test\.ts)`/g)].map(([, name]) => name as string);
    const reading = tests.filter((name) => {
      const text = readFileSync(new URL(name, here), 'utf8');
      return text.includes(`vectors/${file}`) || text.includes(`'${file.replace('.json', '')}'`);
    });
    expect([file, reading]).toEqual([file, tests]);
    expect(tests).not.toEqual([]);
  });
});
