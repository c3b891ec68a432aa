// SPDX-License-Identifier: Apache-2.0
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { HttpError } from '../../http/http-error.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { devices, oddityOf, type ReadingRow, readings, thousands } from './fold.ts';

/** Most readings of which one chart, or one digest, is made. */
const SPAN_READINGS_MAX = 10_000;

/** A reading with everything that is odd about it. */
export interface LookedReading extends ReadingRow {
  readonly isDistrusted: boolean;
}

type Thousand = RowOf<(typeof thousands)['columns']>;

/** Adds what no thousand knows by itself: gaps between thousands, and keys that are not relied upon. Two queries. */
export async function lookAt(reads: Reads, rows: readonly ReadingRow[]): Promise<readonly LookedReading[]> {
  const named = [...new Set(rows.map(({ device }) => device))];
  if (named.length === 0) return [];
  const registered = await reads.rows(devices).selectAll().where('stream', 'in', named).execute();
  const distrusted = new Map(registered.map(({ stream, distrustedFrom }) => [stream, distrustedFrom]));
  const before = precedingOf(await readThousands(reads, named));
  return rows.map((row) => {
    const previous = before.get(`${row.device} ${row.sequence}`);
    const from = distrusted.get(row.device) ?? null;
    return {
      ...row,
      ...(previous === undefined ? {} : oddityOf(row, { sequence: previous.last, takenAt: previous.lastTakenAt })),
      isDistrusted: from !== null && dayAt(row.takenAt) >= from,
    };
  });
}

/** The thousands of devices in their order. */
export function readThousands(reads: Reads, named: readonly string[]): Promise<readonly Thousand[]> {
  return reads
    .rows(thousands)
    .selectAll()
    .where('device', 'in', [...named])
    .orderBy('device')
    .orderBy('first')
    .execute();
}

/** By device and first number of a thousand, the thousand before it. */
function precedingOf(inOrder: readonly Thousand[]): ReadonlyMap<string, Thousand> {
  return new Map(
    inOrder.flatMap((one, index): [string, Thousand][] => {
      const previous = inOrder[index - 1];
      return previous?.device === one.device ? [[`${one.device} ${one.first}`, previous]] : [];
    }),
  );
}

/** Whole runs of missing numbers of one device, and how often time went backwards. */
export function summarise(inOrder: readonly Thousand[]) {
  const missing: { from: number; to: number }[] = [];
  let [count, behind] = [0, 0];
  inOrder.forEach((one, index) => {
    const previous = inOrder[index - 1];
    if (previous !== undefined) {
      const odd = oddityOf(
        { sequence: one.first, takenAt: one.firstTakenAt },
        { sequence: previous.last, takenAt: previous.lastTakenAt },
      );
      if (odd.missingBefore > 0) missing.push({ from: previous.last + 1, to: one.first - 1 });
      if (odd.isBehind) behind += 1;
    }
    missing.push(...(one.missing as unknown as readonly { from: number; to: number }[]));
    count += one.count;
    behind += one.behind;
  });
  const [first = null, last = null] = [inOrder[0]?.first, inOrder.at(-1)?.last];
  return { readings: count, first, last, behind, missing };
}

/** What is asked of one device. */
export interface Span {
  readonly device: string;
  readonly from: string;
  readonly to: string;
  readonly specimen?: string | undefined;
}

/** Every reading of a span in the order of its times; throws `BAD_INPUT` where there are none, or too many. */
export async function readSpan(reads: Reads, { device, from, to, specimen }: Span): Promise<readonly LookedReading[]> {
  let rows = reads
    .rows(readings)
    .selectAll()
    .where('device', '=', device)
    .where('takenAt', '>=', from)
    .where('takenAt', '<=', to);
  if (specimen !== undefined) rows = rows.where('specimen', '=', specimen);
  const found = await rows
    .orderBy('takenAt')
    .orderBy('sequence')
    .limit(SPAN_READINGS_MAX + 1)
    .execute();
  if (found.length > SPAN_READINGS_MAX)
    refuse('to', `there are more than ${SPAN_READINGS_MAX} readings in this span; ask for a shorter one`);
  if (found.length === 0) refuse('from', 'there is no reading in this span; ask for one in which the device read');
  return lookAt(reads, found);
}

/** Refuses a part of the query: what it is, and what would be right. */
export function refuse(name: string, detail: string): never {
  throw new HttpError('BAD_INPUT', `${name}: ${detail}`, {
    errors: [{ pointer: `/query/${name}`, code: 'custom', detail }],
  });
}

/** SHA-256 of JCS([{ sequence, takenAt, value, unit, specimen? }, …]) by number: what names a span as raw data. RFC 8785. */
export function digestOf(rows: readonly ReadingRow[]): Digest {
  const inOrder = [...rows].sort((one, other) => one.sequence - other.sequence);
  const plain = inOrder.map(({ sequence, takenAt, value, unit, specimen }) => ({
    ...{ sequence, takenAt, value, unit },
    ...(specimen === null ? {} : { specimen }),
  }));
  return digestFromSha256(nodeSuite.sha256(canonicalize(plain as unknown as JsonValue)));
}
