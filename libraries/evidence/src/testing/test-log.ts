// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import { parsePlace } from '@touchstone/identifiers';
import { encodeOpening, type Statement } from '@touchstone/statements';
import { formatTlogProof, formatVkey, type NoteSigner, proveInclusion } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { formatCompletenessFile } from '../completeness/format-completeness-file.ts';
import { makeCompletenessFile } from '../completeness/make-completeness-file.ts';
import type { LogOptions } from '../logs/log-evidence.ts';
import { LoggedStatements, testSigner } from './logged.ts';
import type { Made } from './parties.ts';
import { READ } from './world.ts';

export const ORIGIN = 'log.test.touchstone.example/2026';
/** 2026-11-14T00:00:00Z: the day after the report was signed. */
export const WITNESSED = 1_794_614_400;
export const WITNESSES: readonly NoteSigner[] = ['government', 'industry'].map((name, at) =>
  testSigner(`${name}.example/w`, 11 + at, 'ed25519-cosignature'),
);

/** Policies of Macao: the logs given, and both witnesses. */
export function logOptions(logs: readonly LoggedStatements[], more: Partial<LogOptions> = {}): LogOptions {
  const lines = [
    ...logs.map(({ signer }) => `log ${formatVkey(signer.key)}`),
    ...WITNESSES.map(({ key }, at) => `witness w${at} ${formatVkey(key)}`),
    'group both all w0 w1',
    'quorum both',
    '',
  ];
  return { suite: nodeLogSuite, policies: [{ place: parsePlace('MO'), text: lines.join('\n') }], ...more };
}

/** A closed log with these statements, in their order. */
export function logOf(statements: readonly Made[], origin = ORIGIN): LoggedStatements {
  const log = new LoggedStatements(origin, origin.length);
  for (const { text } of statements) {
    const { statement, digest } = READ(text);
    log.add({ text, statement: statement as Statement, digest: digest as Digest });
  }
  log.close(log.map());
  return log;
}

/** How a receipt or a file is witnessed. */
export interface Witnessing {
  readonly time?: number;
  readonly witnesses?: readonly NoteSigner[];
}

/** The checkpoint of a log, the witnesses a minute apart. */
export function cosigned(log: LoggedStatements, { time = WITNESSED, witnesses = WITNESSES }: Witnessing = {}) {
  return log.checkpoint(witnesses.map((signer, at) => ({ signer, time: time + 60 * at })));
}

/** The receipt of one entry. */
export async function receiptFor(log: LoggedStatements, index: number, more: Witnessing = {}): Promise<string> {
  const checkpoint = await cosigned(log, more);
  return formatTlogProof({
    index,
    hashes: await proveInclusion(nodeLogSuite, { index, size: log.entries.length }, log.read),
    checkpoint,
    extra: encodeOpening((log.openings.get(index) as { salt: Uint8Array }).salt),
  });
}

/** Receipts for all statements of a log, by their texts. */
export async function receiptsOf(log: LoggedStatements, more: Witnessing = {}): Promise<ReadonlyMap<string, string>> {
  const each = [...log.openings].map(
    async ([index, { statement }]) => [statement, await receiptFor(log, index, more)] as const,
  );
  return new Map(await Promise.all(each));
}

/** The completeness file about names in a log that is closed already. */
export async function fileAbout(
  names: readonly string[],
  log: LoggedStatements,
  more: Witnessing & {
    readonly hide?: readonly number[];
    readonly map?: ReturnType<LoggedStatements['map']>;
    readonly thing?: string;
    readonly tombstones?: readonly Made[];
  } = {},
): Promise<string> {
  const open = log.entries.splice(-1);
  const map = more.map ?? log.map();
  log.entries.push(...open);
  const file = await makeCompletenessFile(nodeLogSuite, {
    subject: { names: names.map((name) => ({ name })), ...(more.thing === undefined ? {} : { thing: more.thing }) },
    logs: [{ read: log.read, checkpoint: await cosigned(log, more), map: { source: log.store, root: map } }],
    openingOf: ({ index }) => (more.hide?.includes(index) ? undefined : log.openings.get(index)),
    tombstones: (more.tombstones ?? []).map(({ text }) => text),
  });
  return formatCompletenessFile(file);
}
