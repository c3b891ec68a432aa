// SPDX-License-Identifier: Apache-2.0
// Words that lie in rooms, each room with a file for each language: reasons as the checks have them, refusals as the registers.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueNames } from './compile.ts';
import { reasonsPt } from './reasons/pt.ts';
import { reasonsZhHans } from './reasons/zh-hans.ts';
import { reasonsZhHant } from './reasons/zh-hant.ts';
import { refusalsPt } from './refusals/pt.ts';
import { refusalsZhHans } from './refusals/zh-hans.ts';
import { refusalsZhHant } from './refusals/zh-hant.ts';

type Catalog = Readonly<Record<string, string>>;

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..', '..');
const CHECKS = join(ROOT, 'libraries', 'evidence', 'src', 'checks');
const HOUSES = [
  { house: 'reasons', whole: { 'zh-hans': reasonsZhHans, 'zh-hant': reasonsZhHant, pt: reasonsPt } },
  { house: 'refusals', whole: { 'zh-hans': refusalsZhHans, 'zh-hant': refusalsZhHant, pt: refusalsPt } },
] as const;
const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []));

async function catalogOf(house: string, room: string, language: string): Promise<Catalog> {
  const module = (await import(`./${house}/${room}/${language}.ts`)) as Readonly<Record<string, Catalog>>;
  const [catalog, ...more] = Object.values(module);
  if (catalog === undefined || more.length > 0) throw new Error(`${house}/${room}/${language}.ts has one catalog`);
  return catalog;
}

it('the rooms of reasons are those of the checks, and a few beside them', () => {
  const checks = folders(CHECKS);
  const rooms = folders(join(HERE, 'reasons'));
  expect(checks.length).toBeGreaterThan(9);
  expect(checks.filter((room) => !rooms.includes(room))).toEqual([]);
});

describe.each(HOUSES)('the rooms of $house', ({ house, whole }) => {
  const rooms = folders(join(HERE, house));

  it.each(Object.entries(whole))('of %s are all in the whole, and no code is in two of them', async (language, all) => {
    const catalogs = await Promise.all(rooms.map((room) => catalogOf(house, room, language)));
    const codes = catalogs.flatMap((catalog) => Object.keys(catalog));
    expect(codes.toSorted()).toEqual(Object.keys(all).toSorted());
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(rooms)('%s has the same codes and values in each language', async (room) => {
    const [first, ...others] = await Promise.all(
      Object.keys(whole).map(async (language) => {
        const entries = Object.entries(await catalogOf(house, room, language));
        return Object.fromEntries(entries.map(([code, message]) => [code, valueNames(message)]));
      }),
    );
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });
});
