// SPDX-License-Identifier: Apache-2.0
import { parsePlace } from '@touchstone/identifiers';
import { mapKeysOf, partyKey, type StatementKind, subjectsOf } from '@touchstone/statements';
import { formatVkey, parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import type { MapRoot } from '@touchstone/transparency-log/map';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CompletenessError } from '../completeness/completeness-error.ts';
import type { CompletenessFile, CompletenessLog } from '../completeness/completeness-file.ts';
import { makeCompletenessFile } from '../completeness/make-completeness-file.ts';
import { isPenaltyWithdrawalOrRecall } from '../completeness/none-known.ts';
import { parseCompletenessFile } from '../completeness/parse-completeness-file.ts';
import { verifyCompleteness } from '../completeness/verify-completeness.ts';
import { believe, LoggedStatements, testSigner, type Unsigned, unsigned } from './logged.ts';

/** Who penalises. */
export const AUTHORITY = 'did:web:authority.test.touchstone.example';

/** Whom a file is about. */
export const LAB = 'did:web:lab.test.touchstone.example';

/** Somebody else. */
export const OTHER = 'did:web:other.test.touchstone.example';

/** A number of a firm. */
export const IDENTIFIER = '91440000MA5TEST000';

/** The name of the log. */
export const ORIGIN = 'log.test.touchstone.example/2026';

/** A legal basis. */
export const LAW = { instrument: 'Test law', certainty: 'read', demonstration: true } as const;

/** The hash of the suite. */
export const sha256 = (message: Uint8Array) => suite.sha256(message);

/** What is asked of a file. */
export const ADVERSE = { isOfSort: isPenaltyWithdrawalOrRecall };

/** Three witnesses. */
export const witnesses = {
  g: testSigner('g.example/w', 11, 'ed25519-cosignature'),
  i: testSigner('i.example/w', 12, 'ed25519-cosignature'),
  c: testSigner('c.example/w', 13, 'ed25519-cosignature'),
};

/** When they cosign, in seconds. */
export const T = 1_795_000_000;

/** The same as an instant. */
export const AT = '2026-11-18T11:06:40Z';

/** The policy of a log and its witnesses. */
export function policyOf(log: LoggedStatements, quorum = 'group all-three all g i c\nquorum all-three'): TlogPolicy {
  const lines = Object.entries(witnesses).map(([name, { key }]) => `witness ${name} ${formatVkey(key)}`);
  return parsePolicy(suite, [`log ${formatVkey(log.signer.key)}`, ...lines, quorum, ''].join('\n'));
}

/** A penalty about a party. */
export function penalty(number: number, party: { did?: string; identifier?: string }): Unsigned {
  const subject = {
    ...{
      id: `urn:uuid:${number}`,
      authority: { id: AUTHORITY, name: 'A' },
      place: 'MO',
      decisionNumber: String(number),
    },
    ...{ party: { name: 'P', ...party }, ground: 'g', legalBasis: LAW, measures: [{ measure: 'warning' as const }] },
    ...{ decidedOn: '2026-01-01', publishedUntil: '2029-01-01' },
  };
  return unsigned('Penalty', { number, issuer: AUTHORITY, subject });
}

/** A statement that nobody signed. */
export function statement<K extends StatementKind>(
  kind: K,
  number: number,
  subject: unknown,
  issuer = AUTHORITY,
): Unsigned {
  return unsigned(kind, { number, issuer, subject: subject as never });
}

/** A designation of a party. */
export const designation = (number: number, id = LAB) =>
  statement('Designation', number, {
    ...{ id, name: 'Lab', place: 'MO', tasks: ['t'] },
    legalBasis: LAW,
    from: '2026-01-01',
  });

/** The withdrawal of a statement. */
export function withdrawal(number: number, of: Unsigned): Unsigned {
  const { id, issuer } = of.statement;
  const changes = { id, issuer, digest: of.digest };
  return statement('StatusChange', number, {
    ...{ id, changes, status: 'withdrawn' },
    from: '2026-02-01T00:00:00Z',
    reason: 'r',
  });
}

/** How a file is shown. */
export interface Show {
  readonly names?: readonly string[];
  readonly thing?: string;
  readonly map?: MapRoot;
  readonly hide?: readonly number[];
  readonly tombstones?: readonly string[];
  readonly cosigners?: readonly (keyof typeof witnesses)[];
  readonly secret?: Uint8Array;
}

/** All witnesses. */
const everybody = ['g', 'i', 'c'] as const;

/** Those who cosign. */
export const cosignersOf = (names: readonly (keyof typeof witnesses)[]) =>
  names.map((name, at) => ({ signer: witnesses[name], time: T + at * 100 }));

/** The file of a log that is closed already; without `map` the log is closed with its honest map now. */
export async function show(log: LoggedStatements, options: Show = {}): Promise<CompletenessFile> {
  const map = options.map ?? log.map();
  if (options.map === undefined) log.close(map);
  const { names = [LAB], hide = [], thing, tombstones = [], cosigners = everybody, secret } = options;
  return makeCompletenessFile(suite, {
    subject: {
      names: names.flatMap((name) => (secret === undefined ? [{ name }] : [{ name }, { name, secret }])),
      ...(thing === undefined ? {} : { thing }),
    },
    logs: [
      {
        read: log.read,
        checkpoint: await log.checkpoint(cosignersOf(cosigners)),
        map: { source: log.store, root: map },
      },
    ],
    openingOf: ({ index }) => (hide.includes(index) ? undefined : log.openings.get(index)),
    tombstones,
  });
}

/** What a file shows under a policy. */
export function verify(
  file: CompletenessFile,
  log: LoggedStatements,
  more: { expiryAuthorities?: string[]; quorum?: string } = {},
) {
  const { quorum, expiryAuthorities: authorities } = more;
  const expiry = authorities === undefined ? {} : { expiry: { authorities, place: parsePlace('MO') } };
  return verifyCompleteness(file, { suite, policies: [policyOf(log, quorum)], verifyStatement: believe, ...expiry });
}

/** The codes of the faults of a verdict. */
export const codes = ({ faults }: { faults: readonly { code: string }[] }) => faults.map(({ code }) => code);

/** A designation, the withdrawal of it, somebody else's penalty, and a penalty by identifier. */
export function sampleLog() {
  const log = new LoggedStatements(ORIGIN);
  const granted = designation(1);
  log.add(granted);
  log.add(penalty(2, { did: OTHER }));
  log.add(withdrawal(3, granted), { target: subjectsOf(granted.statement) });
  log.add(penalty(4, { identifier: IDENTIFIER }));
  return { log, granted };
}

/** The digest of a statement that is believed. */
export function believedDigest(text: string) {
  const checked = believe(text);
  if (checked.outcome === 'rejected') throw new Error(checked.reason.detail);
  return checked.digest;
}

/** What a file has of its only log. */
export async function showPart(log: LoggedStatements, map: MapRoot | 'close'): Promise<CompletenessLog> {
  const file = await show(log, map === 'close' ? {} : { map });
  return file.logs[0] as CompletenessLog;
}

/** A file made by a keeper who does not hold its own map against its own log. */
export async function showRaw(
  log: LoggedStatements,
  map: MapRoot,
  lists: readonly (readonly [Uint8Array, readonly number[]])[],
  names: readonly string[] = [LAB],
): Promise<CompletenessFile> {
  const { proveInclusion } = await import('@touchstone/transparency-log');
  const { provePrefix, recordsBelow } = await import('@touchstone/transparency-log/map');
  const checkpoint = await log.checkpoint(cosignersOf(everybody));
  const size = log.entries.length;
  const prove = async (index: number) => ({
    entry: log.entries[index] as Uint8Array,
    proof: await proveInclusion(suite, { index, size }, log.read),
  });
  const indexesOf = (key: Uint8Array) =>
    lists.find(([each]) => each.join() === key.join())?.[1] ??
    log.entries.flatMap((entry, index) => (mapKeysOf(entry).some((each) => each.join() === key.join()) ? [index] : []));
  const shown = names.map((name) => {
    const prefix = partyKey(sha256, name);
    const keys = [...recordsBelow(log.store, map, prefix)].map(({ key }) => ({ key, leaves: indexesOf(key) }));
    return { proof: provePrefix(suite, { source: log.store, root: map }, prefix).proof, keys };
  });
  const indexes = [...new Set(shown.flatMap(({ keys }) => keys.flatMap(({ leaves }) => leaves)))].sort((a, b) => a - b);
  const leaves = await Promise.all(
    indexes.map(async (index) => {
      const opening = log.openings.get(index);
      return { index, ...(await prove(index)), ...(opening === undefined ? {} : { opening }) };
    }),
  );
  const part = { checkpoint, first: await prove(0), indexRoot: await prove(size - 1), lists: shown, leaves };
  return { subject: { names: names.map((name) => ({ name })) }, logs: [part], tombstones: [] };
}

/** The code with which something is refused. */
export async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'nothing was thrown';
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    return error.code;
  }
}

/** Why a text is no file, and where. */
export function refusalOf(text: string): readonly string[] {
  try {
    parseCompletenessFile(text);
    return [];
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    return [error.code, error.at];
  }
}
