// SPDX-License-Identifier: Apache-2.0
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shardOrigin } from '@touchstone/log-keeping/appender';
import type { NoteKey } from '@touchstone/transparency-log';
import { z } from 'zod';
import type { LogPlace } from './log-place.ts';
import { type Shard, type ShardEnd, type Sharding, yearOf } from './log-shards.ts';
import { PublicationError } from './publication-error.ts';

const FORMAT = 'touchstone/log-shards/v1';
const hash = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const listFile = z.strictObject({
  format: z.literal(FORMAT),
  shards: z
    .array(
      z.strictObject({
        name: z.string().regex(/^(?:\d{4})?$/),
        year: z.int().min(1).max(9_999),
        end: z
          .strictObject({
            size: z.int().nonnegative(),
            root: hash,
            mapRoot: hash,
            covered: z.string().optional(),
            closedAt: z.string(),
          })
          .optional(),
      }),
    )
    .min(1),
});
interface Listed {
  readonly name: string;
  readonly year: number;
  readonly end?: ShardEnd | undefined;
}

/** What a chain of shards is made of. */
export interface ShardChain {
  /** Where the list of shards is kept. */
  readonly folder: string;
  /** The name of the log, to which each year is added. */
  readonly origin: string;
  /** True where a log without a year in its name is there already: it is the first of the chain. */
  readonly isBegun: () => Promise<boolean>;
  /** Where the log of a name below the origin is kept; its key is made where there is none. */
  readonly placeOf: (name: string, origin: string) => Promise<LogPlace>;
}

/**
 * The yearly shards of a log, listed in a file of its folder: written beside, synchronised and renamed, before anything
 * is written to the shard that goes on. Decision record 0044.
 */
export function openShards(chain: ShardChain): Sharding {
  const path = join(chain.folder, 'shards.json');
  const places = new Map<string, Promise<LogPlace>>();
  const originOf = (name: string) => (name === '' ? chain.origin : shardOrigin(chain.origin, Number(name)));
  const placeOf = (name: string): Promise<LogPlace> => {
    const known = places.get(name) ?? chain.placeOf(name, originOf(name));
    places.set(name, known);
    // What failed is tried again the next time.
    known.catch(() => places.delete(name));
    return known;
  };
  const shardOf = async (listed: Listed): Promise<Shard> => {
    const { name, year, end } = listed;
    return { ...(await placeOf(name)), name, year, ...(end === undefined ? {} : { end }) };
  };
  return {
    async list(now) {
      const kept = await readList(path);
      if (kept !== undefined) return Promise.all(kept.map(shardOf));
      const year = yearOf(now);
      const first: Listed = { name: (await chain.isBegun()) ? '' : nameOf(year), year };
      await writeList(path, [first]);
      return [await shardOf(first)];
    },
    async goOn(year, end) {
      const kept = (await readList(path)) ?? [];
      const last = kept.at(-1);
      const ended = end === undefined || last === undefined ? [] : [{ ...last, end }];
      await writeList(path, [...kept.slice(0, -1), ...ended, { name: nameOf(year), year }]);
    },
    keyOf: async (year): Promise<NoteKey> => (await placeOf(nameOf(year))).signer.key,
  };
}

function nameOf(year: number): string {
  return String(year).padStart(4, '0');
}

async function readList(path: string): Promise<readonly Listed[] | undefined> {
  try {
    return listFile.parse(JSON.parse(await readFile(path, 'utf8'))).shards;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const what = `${path} does not list the shards of a log; put back the file as it was`;
    throw new PublicationError('BAD_SHARDS', what, { path }, cause);
  }
}

async function writeList(path: string, shards: readonly Listed[]): Promise<void> {
  const encoded = shards.map(({ end, ...shard }) =>
    end === undefined ? shard : { ...shard, end: { ...end, root: base64(end.root), mapRoot: base64(end.mapRoot) } },
  );
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ format: FORMAT, shards: encoded }, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
