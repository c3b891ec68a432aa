// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueNames } from '../compile.ts';
import { reasonsPt } from './pt.ts';
import type { ReasonCatalog } from './reason-code.ts';
import { reasonsZhHans } from './zh-hans.ts';
import { reasonsZhHant } from './zh-hant.ts';

const HERE = import.meta.dirname;
const CHECKS = join(HERE, '..', '..', '..', '..', 'libraries', 'evidence', 'src', 'checks');
const WHOLE = { 'zh-hans': reasonsZhHans, 'zh-hant': reasonsZhHant, pt: reasonsPt };
const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));
const rooms = folders(HERE);

async function catalogOf(room: string, language: string): Promise<ReasonCatalog> {
  const module = (await import(`./${room}/${language}.ts`)) as Readonly<Record<string, ReasonCatalog>>;
  const [catalog, ...more] = Object.values(module);
  if (catalog === undefined || more.length > 0) throw new Error(`${room}/${language}.ts has one catalog`);
  return catalog;
}

describe('the rooms of reasons', () => {
  it('are those of the checks, and a few beside them', () => {
    const checks = folders(CHECKS);
    expect(checks.length).toBeGreaterThan(9);
    expect(checks.filter((room) => !rooms.includes(room))).toEqual([]);
  });

  it.each(Object.entries(WHOLE))(
    'of %s are all in the whole, and no code is in two of them',
    async (language, whole) => {
      const catalogs = await Promise.all(rooms.map((room) => catalogOf(room, language)));
      const codes = catalogs.flatMap((catalog) => Object.keys(catalog));
      expect(codes.toSorted()).toEqual(Object.keys(whole).toSorted());
      expect(new Set(codes).size).toBe(codes.length);
    },
  );

  it.each(rooms)('%s has the same codes and values in each language', async (room) => {
    const [first, ...others] = await Promise.all(
      Object.keys(WHOLE).map(async (language) => {
        const entries = Object.entries(await catalogOf(room, language));
        return Object.fromEntries(entries.map(([code, message]) => [code, valueNames(message)]));
      }),
    );
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});
