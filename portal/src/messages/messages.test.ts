// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_GROUPS } from '@touchstone/contract/check-groups';
import { describe, expect, it } from 'vitest';
import { compileMessage, valueNames } from './compile.ts';
import { en } from './en.ts';
import { LANGUAGES, loadWords, preferredLanguage } from './languages.ts';
import { ENGLISH_ONLY } from './reasons/reason-code.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const words = new Map(await Promise.all(LANGUAGES.map(async ({ code }) => [code, await loadWords(code)] as const)));
const translated = [...words].filter(([code]) => code !== 'en');

describe('the catalogs of the page', () => {
  it.each([...words])('%s has the keys of English', (_, { page }) => {
    expect(Object.keys(page).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(translated)('%s speaks of the same values as English', (_, { page }) => {
    const named = (messages: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, valueNames(message)]));
    expect(named(page)).toEqual(named(en));
  });

  it.each(translated)('%s leaves nothing empty and says that it awaits review', (_, { page }) => {
    expect(Object.entries(page).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it.each([...words])('%s never calls anything approved or fit for sale', (_, { page }) => {
    const all = Object.values(page).join('\n');
    expect(all).not.toMatch(/sellable|may be sold|\bapproved\b|aprovado|vendável|可以?销售|可以?銷售|已批准/i);
  });

  it.each([...words])('%s says itself that roles do not permit what was asked', (code, { page }) => {
    const said: Readonly<Record<string, string | undefined>> = page;
    expect(said['problem.NOT_PERMITTED']).toBeDefined();
    const english: Readonly<Record<string, string>> = en;
    if (code !== 'en') expect(said['problem.NOT_PERMITTED']).not.toBe(english['problem.NOT_PERMITTED']);
  });

  it.each(translated.filter(([code]) => code.startsWith('zh')))(
    '%s has one word for whoever reads, and one for a standard that measures',
    (_, { page }) => {
      const rivals = /[贵貴][组組][织織]|[贵貴]方|[组組][织織]成[员員]|[参參]考[标標][准準]/;
      expect(Object.entries<string>(page).filter(([, message]) => rivals.test(message))).toEqual([]);
    },
  );

  it('name every example dossier', () => {
    const examples = join(ROOT, 'examples');
    const dossiers = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'expected.json')));
    expect(dossiers.length).toBeGreaterThan(10);
    expect(dossiers.filter((name) => !(`example.${name}` in en))).toEqual([]);
  });

  it('has no message that the page does not use', () => {
    const sources = textOf(join(ROOT, 'portal', 'src'), /(?<!\.test)\.tsx?$/, /messages$/);
    const made = [...sources.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const valued = ['group.', 'document-kind.', 'kind.', 'place.', 'decided.'];
    const unused = Object.keys(en).filter(
      (id) => !sources.includes(`'${id}'`) && ![...made, ...valued].some((prefix) => id.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

describe('the catalogs of reasons', () => {
  const codes = codesInEvidence();

  it('are held against the codes that the engine uses', () => {
    expect(codes.size).toBeGreaterThan(120);
    for (const known of ['BAD_SIGNATURE', 'SAMPLE_AS_RECEIVED', 'EXPIRED', 'SETTLE_OBJECT_LINK']) {
      expect(codes).toContain(known);
    }
  });

  it.each(translated)('%s has an entry for every code that is not left in English on purpose', (_, { reasons }) => {
    expect([...codes].filter((code) => !(code in reasons) && !ENGLISH_ONLY.has(code)).sort()).toEqual([]);
  });

  it.each(translated)('%s has the codes and values of the other translations', (_, { reasons }) => {
    const [, first] = translated[0] ?? [];
    const named = (messages: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(Object.entries(messages).map(([code, message]) => [code, valueNames(message)]));
    expect(named(reasons)).toEqual(named(first?.reasons));
  });

  it.each(translated)('%s has the names and numbers of a reason of a chain, and what cures it', (_, { reasons }) => {
    const chains = textOf(join(ROOT, 'libraries', 'evidence', 'src', 'traceability'), /(?<!\.test)\.ts$/, /tests?$/);
    const said = [...chains.matchAll(/\bbecause\(\s*'([A-Z_]+)'/g)].map(([, code]) => code ?? '');
    expect(new Set(said).size).toBeGreaterThan(15);
    for (const code of said) {
      expect(valueNames(reasons[`${code}_IN_FULL`] ?? reasons[code] ?? '').length, code).toBeGreaterThan(0);
      expect(reasons[`CURE_${code}`], code).toBeTruthy();
    }
  });

  it('list as English-only no code that is translated', () => {
    const [, first] = translated[0] ?? [];
    expect([...ENGLISH_ONLY].filter((code) => code in (first?.reasons ?? {}))).toEqual([]);
  });
});

describe('compileMessage()', () => {
  it('gives text and values in their order', () => {
    expect(compileMessage('{a} of {b}')).toEqual([['a'], ' of ', ['b']]);
    expect(compileMessage('plain {not closed')).toEqual(['plain {not closed']);
  });
});

describe('preferredLanguage()', () => {
  it.each([
    [['zh-HK'], 'zh-Hant'],
    [['zh-MO', 'pt'], 'zh-Hant'],
    [['zh-Hant-TW'], 'zh-Hant'],
    [['yue'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['pt-PT'], 'pt'],
    [['fr', 'pt-BR'], 'pt'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('takes %j as %s', (wanted, language) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });
});

/** Codes as the engine writes them: the first words of its reasons, the closed set of decisions, statuses, remedies. */
function codesInEvidence(): ReadonlySet<string> {
  const evidence = textOf(join(ROOT, 'libraries', 'evidence', 'src'), /(?<!\.test)\.ts$/, /tests?$|vectors$/);
  const decisions = readFileSync(
    join(ROOT, 'libraries', 'metrology', 'src', 'decision', 'conformity-decision.ts'),
    'utf8',
  );
  const quoted = [...`${evidence}\n${decisions}`.matchAll(/'([A-Z]{2,}(?:_[A-Z0-9]+)+)'/g)];
  const made = [...evidence.matchAll(/\b(?:reason|fault|indicator|failed|scopeReason|part)\(\s*'([A-Z_0-9]+)'/g)];
  const statuses = ['SUSPENDED', 'WITHDRAWN', 'REVOKED', 'REPLACED', 'DETECTED'];
  const remedies = CHECK_GROUPS.map((group) => `SETTLE_${group.toUpperCase().replaceAll('-', '_')}`);
  return new Set([...[...quoted, ...made].map(([, code]) => code ?? ''), ...statuses, ...remedies]);
}

function textOf(folder: string, wanted: RegExp, skipped: RegExp): string {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.test(entry.name) ? [] : [textOf(path, wanted, skipped)];
      return wanted.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
    })
    .join('\n');
}
