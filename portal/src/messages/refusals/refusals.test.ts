// SPDX-License-Identifier: Apache-2.0
// Every code that an answer to a page may carry, as the server writes it, against the words that the page has for it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, loadWords } from '../languages.ts';
import { refusalsPt } from './pt.ts';
import { refusalsZhHans } from './zh-hans.ts';
import { refusalsZhHant } from './zh-hant.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const SERVER = join(ROOT, 'server', 'src');
const WHOLE = { 'zh-Hans': refusalsZhHans, 'zh-Hant': refusalsZhHant, pt: refusalsPt };

/** Words in capitals that are no reason of a refusal. */
const NO_REASONS: ReadonlySet<string> = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'SAMEORIGIN', 'ECONNRESET'],
  // Faults of the record itself, which are answered as another problem and say nothing of themselves.
  ...['BAD_REGISTER', 'FOLD_FAILED', 'FOLD_NOT_READY', 'BUSY', 'NOT_OWNER'],
  ...['UNKNOWN_DISCLOSURE', 'UNKNOWN_KIND', 'UNKNOWN_REGISTER'],
]);

const problems = [...read('http', 'problem-codes.ts').matchAll(/^ {2}([A-Z_]+): \{ status/gm)].map(([, code]) => code);
const rooms = [
  ...readdirSync(join(SERVER, 'registers')).map((name) => join('registers', name)),
  ...['http', 'record-keeping', 'round-files', join('publication', 'following')],
];

function read(...path: readonly string[]): string {
  return readFileSync(join(SERVER, ...path), 'utf8');
}

/** The codes that the sources of a folder write, in the order of the alphabet. */
function codesIn(folder: string): readonly string[] {
  const sources = readdirSync(join(SERVER, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .map((path) => read(folder, path));
  const written = sources.flatMap((source) =>
    [...source.matchAll(/'([A-Z]{2,}(?:_[A-Z0-9]+)*)'/g)].map(([, code]) => code ?? ''),
  );
  return [...new Set(written)].filter((code) => !NO_REASONS.has(code) && !problems.includes(code)).sort();
}

describe('the words for problems', () => {
  it.each(LANGUAGES.map(({ code }) => code))('%s has one for every problem that the server answers', async (code) => {
    const { page } = await loadWords(code);
    expect(problems.length).toBeGreaterThan(25);
    expect(problems.filter((problem) => !(`problem.${problem}` in page))).toEqual([]);
  });
});

describe('the words for refusals', () => {
  it('are held against the codes that the server uses', () => {
    expect(rooms.length).toBeGreaterThan(14);
    expect(codesIn(join('registers', 'instruments'))).toContain('NOT_AWAY');
    expect(codesIn('record-keeping')).toContain('SAME_PERSON');
  });

  it.each(rooms)('have one for every code of %s in each language', (room) => {
    for (const catalog of Object.values(WHOLE)) {
      expect(codesIn(room).filter((code) => !(code in catalog))).toEqual([]);
    }
  });

  it('have one for every fault of a file that is handed in', () => {
    const kinds = readFileSync(join(ROOT, 'libraries', 'dossier', 'src', 'fault-codes.ts'), 'utf8');
    const faults = [...kinds.matchAll(/^ {2}([A-Z_]+): (?:error|warning)\(/gm)].map(([, code]) => code ?? '');
    expect(faults.length).toBeGreaterThan(70);
    for (const catalog of Object.values(WHOLE)) expect(faults.filter((code) => !(code in catalog))).toEqual([]);
  });

  it('leave nothing empty, and say it otherwise in simplified and traditional characters where those differ', () => {
    for (const catalog of Object.values(WHOLE)) {
      expect(Object.entries(catalog).filter(([, message]) => message.trim() === '')).toEqual([]);
    }
    const same = Object.keys(refusalsZhHans).filter((code) => refusalsZhHans[code] === refusalsZhHant[code]);
    expect(same.length).toBeLessThan(Object.keys(refusalsZhHans).length / 10);
  });
});
