// SPDX-License-Identifier: Apache-2.0
import { RecordError } from './record-error.ts';

/** What was known: everything up to a local position, under one state of the reference data and of each log. */
export interface Cut {
  /** The last local position that counts; 0 means that nothing was known. */
  readonly position: number;
  /** Digest of the reference data in force at the node, where the answer depends on it. */
  readonly referenceData?: string;
  /** For each followed log, by its origin, the size that counts. */
  readonly logs?: Readonly<Record<string, number>>;
}

/** The two clocks of a read: the day asked about, and what was known. Either may be left open. */
export interface AsOf {
  /** The day asked about; rows without a validity interval answer for every day. */
  readonly on?: string;
  /** The cut; left out, the answer rests on everything committed, and is therefore not reprintable. */
  readonly knownAt?: Cut;
}

const POSITION = /^(0|[1-9][0-9]{0,15})$/;
const DIGEST = /^u[A-Za-z0-9_-]{46}$/;
const LOG_SIZE = /^([A-Za-z0-9./+-]{1,128})=(0|[1-9][0-9]{0,15})$/;
const PARTS_MAX = 64;

/**
 * cut = position [ "~" digest ] *( "~" origin "=" size ), as in `1042~uEiB…~cn.example/log=77`
 *
 * The written form of `knownAt`: readable in an address bar, and equal cuts are equal text.
 */
export function formatCut(cut: Cut): string {
  const logs = Object.entries(cut.logs ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([origin, size]) => `${origin}=${size}`);
  return [String(cut.position), ...(cut.referenceData === undefined ? [] : [cut.referenceData]), ...logs].join('~');
}

/** Reads the written form of a cut; throws `BAD_CUT` naming the part that is wrong. */
export function parseCut(text: string): Cut {
  const [position, ...rest] = text.split('~', PARTS_MAX + 1);
  if (position === undefined || !POSITION.test(position) || !Number.isSafeInteger(Number(position))) {
    throw badCut(text, `"${(position ?? '').slice(0, 40)}" is not a position; a cut starts with one, such as 1042`);
  }
  if (rest.length >= PARTS_MAX) throw badCut(text, `a cut names at most ${PARTS_MAX} parts`);
  const referenceData = rest[0] !== undefined && DIGEST.test(rest[0]) ? rest.shift() : undefined;
  const logs: Record<string, number> = {};
  for (const part of rest) {
    const match = LOG_SIZE.exec(part);
    const origin = match?.[1];
    if (match === null || origin === undefined || Object.hasOwn(logs, origin)) {
      throw badCut(
        text,
        `"${part.slice(0, 80)}" is neither a digest in second place nor a log named once as origin=size`,
      );
    }
    logs[origin] = Number(match[2]);
  }
  return {
    position: Number(position),
    ...(referenceData === undefined ? {} : { referenceData }),
    ...(Object.keys(logs).length === 0 ? {} : { logs }),
  };
}

function badCut(text: string, message: string): RecordError {
  return new RecordError('BAD_CUT', `knownAt: ${message}`, { text: text.slice(0, 200) });
}
