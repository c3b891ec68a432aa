// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupI18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, loadWords } from '../languages.ts';
import { speechOf, toMessages } from '../use-words.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
// The pages import no statements; that no name is forgotten here is read off their source.
const NAMED = readFileSync(join(ROOT, 'libraries', 'statements', 'src', 'named-quantities.ts'), 'utf8');
const names = [...NAMED.matchAll(/^ {2}(?:'([^']+)'|(\w+)): '/gm)].map(([, quoted, bare]) => quoted ?? bare ?? '');

describe('the names of quantities', () => {
  it('are those that statements know, and more', () => {
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(LANGUAGES.map(({ code }) => code))('are said in %s', async (code) => {
    const words = await loadWords(code);
    const page: Readonly<Record<string, string>> = words.page;
    expect(names.filter((name) => page[`quantity.${name}`] === undefined)).toEqual([]);
    const i18n = setupI18n();
    i18n.loadAndActivate({ locale: code, messages: toMessages(words) });
    const { sayQuantity } = speechOf(i18n);
    expect(sayQuantity(' Mass ')).toBe(page['quantity.mass']);
    expect(sayQuantity('pH')).toBe('pH');
    expect(sayQuantity('hedonic score')).toBe('hedonic score');
  });
});
