// SPDX-License-Identifier: Apache-2.0
// What may be in the way of a log or a witness, as the contract lists it, against the words that the page has for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOG_TROUBLES, TROUBLES, WITNESS_TROUBLES } from '../features/logs/logs.ts';
import { valueNames } from './compile.ts';
import { LANGUAGES, loadWords } from './languages.ts';

const contract = JSON.parse(readFileSync(join(import.meta.dirname, '../../../contract/openapi.json'), 'utf8'));
const { properties } = contract.components.schemas.LogStatus;
const CODES: readonly string[] = properties.troubleCode.enum;
const OF_WITNESSES: readonly string[] = properties.witnesses.items.properties.troubleKind.enum;
const OF_FOLLOWED: readonly string[] = properties.followed.items.properties.troubleKind.enum;
const ids = [
  ...CODES.map((code) => `logs.trouble.${code}`),
  ...OF_WITNESSES.map((kind) => `logs.witness.trouble.${kind}`),
];
const words = new Map(
  await Promise.all(
    LANGUAGES.map(
      async ({ code }) => [code, (await loadWords(code)).page as Readonly<Record<string, string>>] as const,
    ),
  ),
);

describe('the words for what is in the way of a log', () => {
  it('are held against all that the contract lists', () => {
    expect(CODES).toEqual(
      expect.arrayContaining(['FORKED', 'ROLLED_BACK', 'UNCONFIRMED', 'CORRUPT', 'DATABASE_BEHIND']),
    );
    expect(OF_WITNESSES).toContain('saw-more');
    expect([...LOG_TROUBLES].sort()).toEqual([...CODES].sort());
    expect([...WITNESS_TROUBLES].sort()).toEqual([...OF_WITNESSES].sort());
    expect([...TROUBLES].sort()).toEqual([...OF_FOLLOWED].sort());
  });

  it.each([...words])('%s has one for each, and no two the same', (_, page) => {
    expect(ids.filter((id) => (page[id] ?? '') === '')).toEqual([]);
    expect(new Set(ids.map((id) => page[id])).size).toBe(ids.length);
  });

  it.each([...words].filter(([code]) => code !== 'en'))('%s says it in its own words', (_, page) => {
    const english = words.get('en') ?? {};
    expect(ids.filter((id) => page[id] === english[id])).toEqual([]);
    expect(ids.filter((id) => valueNames(page[id] ?? '').join() !== valueNames(english[id] ?? '').join())).toEqual([]);
  });
});
