// SPDX-License-Identifier: Apache-2.0
// Whoever hands in a file wants it to say that nothing is known against them. A penalty is in the log; each file below
// hides it in another way, and none may say that nothing is known.
import { digestFromSha256, parsePlace } from '@touchstone/identifiers';
import { commitmentOf, subjectsOf } from '@touchstone/statements';
import { formatVkey, parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { believe, LoggedStatements, testSigner, type Unsigned, unsigned } from '../testing/logged.ts';
import type { CompletenessFile, CompletenessLog, SubjectName } from './completeness-file.ts';
import { formatCompletenessFile } from './format-completeness-file.ts';
import { makeCompletenessFile } from './make-completeness-file.ts';
import { isPenaltyWithdrawalOrRecall, noneKnown } from './none-known.ts';
import { parseCompletenessFile } from './parse-completeness-file.ts';
import { verifyCompleteness } from './verify-completeness.ts';

const AUTHORITY = 'did:web:authority.test.touchstone.example';
const FIRM = 'did:web:firm.test.touchstone.example';
const OTHER = 'did:web:other.test.touchstone.example';
const LAW = { instrument: 'Test law', certainty: 'read', demonstration: true } as const;
const WITNESS = testSigner('w.example/w', 11, 'ed25519-cosignature');
const sha256 = (message: Uint8Array) => suite.sha256(message);

function penalty(number: number, did: string): Unsigned {
  const subject = {
    ...{ id: `urn:uuid:${number}`, authority: { id: AUTHORITY, name: 'A' }, place: 'MO', decisionNumber: `${number}` },
    ...{ party: { name: 'P', did }, ground: 'g', legalBasis: LAW, measures: [{ measure: 'warning' as const }] },
    ...{ decidedOn: '2026-01-01', publishedUntil: '2029-01-01' },
  };
  return unsigned('Penalty', { number, issuer: AUTHORITY, subject });
}

const designation = (number: number, id: string) =>
  unsigned('Designation', {
    ...{ number, issuer: AUTHORITY },
    subject: { id, name: 'F', place: 'MO', tasks: ['t'], legalBasis: LAW, from: '2026-01-01' } as never,
  });

/** The firm is designated at 0 and fined at 2; before the fine the log was closed once, at 1. */
async function fined(origin = 'log.test.touchstone.example/2026', number = 1) {
  const log = new LoggedStatements(origin, number);
  log.add(designation(1, FIRM));
  const before = await show(log, [FIRM, AUTHORITY]);
  log.add(penalty(3, FIRM));
  log.add(penalty(4, OTHER));
  return { log, before, file: await show(log, [FIRM, AUTHORITY]) };
}

async function show(log: LoggedStatements, names: readonly (string | SubjectName)[]): Promise<CompletenessFile> {
  const map = log.map();
  log.close(map);
  return makeCompletenessFile(suite, {
    subject: { names: names.map((name) => (typeof name === 'string' ? { name } : name)) },
    logs: [
      {
        read: log.read,
        checkpoint: await log.checkpoint([{ signer: WITNESS, time: 1_795_000_000 }]),
        map: { source: log.store, root: map },
      },
    ],
    openingOf: ({ index }) => log.openings.get(index),
  });
}

/** What a reader who asks about the firm is told by a file, as it came over the wire. */
function told(file: CompletenessFile, logs: readonly LoggedStatements[], about = [FIRM]) {
  const keys = logs.map(({ signer }) => `log ${formatVkey(signer.key)}`);
  const policy = [...keys, `witness w ${formatVkey(WITNESS.key)}`, 'quorum w', ''].join('\n');
  const verdict = verifyCompleteness(parseCompletenessFile(formatCompletenessFile(file)), {
    ...{ suite, policies: [parsePolicy(suite, policy)], verifyStatement: believe },
    expiry: { authorities: [AUTHORITY], place: parsePlace('MO') },
  });
  const known = noneKnown(verdict, { isOfSort: isPenaltyWithdrawalOrRecall, about });
  return [verdict.outcome, known.outcome, ...(known.outcome === 'unknown' ? known.because : [])];
}

const partOf = ({ logs }: CompletenessFile) => logs[0] as CompletenessLog;
const withPart = (file: CompletenessFile, part: Partial<CompletenessLog>): CompletenessFile => ({
  ...file,
  logs: [{ ...partOf(file), ...part }],
});

describe('a file that hides a penalty', () => {
  it('is heard where it is honest, about who was fined and about who was not', async () => {
    const { log, file } = await fined();
    expect(told(file, [log])).toEqual(['complete', 'known']);
    const { log: clean } = await fined();
    const none = 'did:web:nobody.test.touchstone.example';
    expect(told(await show(clean, [none]), [clean], [none])).toEqual(['complete', 'none-known']);
  });

  it('has a list that was shortened', async () => {
    const { log, file } = await fined();
    const { lists, leaves } = partOf(file);
    const kept = leaves.filter(({ index }) => index !== 2);
    const shorter = lists.map(({ proof, keys }) => ({ proof, keys: keys.filter((key) => !key.leaves.includes(2)) }));
    expect(told(withPart(file, { lists: shorter, leaves: kept }), [log])).toEqual([
      'rejected',
      'unknown',
      'LIST_NOT_PROVED',
    ]);
    expect(told(withPart(file, { leaves: kept }), [log])).toEqual(['rejected', 'unknown', 'LEAVES_DIFFER']);
  });

  it('has the lists and proofs of an earlier root of the map', async () => {
    const { log, before, file } = await fined();
    const { lists, leaves, indexRoot } = partOf(before);
    const now = partOf(file);
    const moved = leaves.map((leaf) => ({
      ...leaf,
      proof: now.leaves.find(({ index }) => index === leaf.index)?.proof ?? [],
    }));
    expect(told(withPart(file, { lists, leaves: moved }), [log])).toEqual(['rejected', 'unknown', 'LIST_NOT_PROVED']);
    expect(told(withPart(file, { lists, leaves: moved, indexRoot }), [log])).toEqual([
      'rejected',
      'unknown',
      'INDEX_ROOT_NOT_INCLUDED',
    ]);
  });

  it('has the checkpoint of another log that counts', async () => {
    const { log, file } = await fined();
    const other = new LoggedStatements('other.test.touchstone.example/2026', 2);
    other.add(designation(9, OTHER));
    const clean = await show(other, [FIRM, AUTHORITY]);
    const both = [log, other];
    expect(told(withPart(clean, { checkpoint: partOf(file).checkpoint }), both)).toEqual([
      'rejected',
      'unknown',
      'FIRST_NOT_INCLUDED',
    ]);
    expect(told(withPart(file, { checkpoint: partOf(clean).checkpoint }), both)).toEqual([
      'rejected',
      'unknown',
      'FIRST_NOT_INCLUDED',
    ]);
  });

  it('covers the leaf by a tombstone of somebody else, or by one for another leaf', async () => {
    const { log, file } = await fined();
    const commitment = (index: number) => {
      const { statement, salt } = log.openings.get(index) as { statement: string; salt: Uint8Array };
      const checked = believe(statement);
      if (checked.outcome === 'rejected') throw new Error(checked.reason.detail);
      return digestFromSha256(commitmentOf(sha256, salt, checked.digest));
    };
    const closed = withPart(file, {
      leaves: partOf(file).leaves.map(({ opening: _, ...leaf }) =>
        leaf.index === 2 || _ === undefined ? leaf : { ...leaf, opening: _ },
      ),
    });
    const tombstone = (issuer: string, authority: string, index: number) => {
      const subject = {
        ...{ id: 'urn:x', authority: { id: authority, name: 'A' }, place: 'MO', legalBasis: LAW },
        ...{ commitments: [commitment(index)], expiredOn: '2026-10-01' },
      };
      return unsigned('ExpiryTombstone', { number: 90, issuer, subject: subject as never }).text;
    };
    const toldWith = (text: string) => told({ ...closed, tombstones: [text] }, [log]);
    for (const text of [
      tombstone(OTHER, OTHER, 2),
      tombstone(OTHER, AUTHORITY, 2),
      tombstone(AUTHORITY, AUTHORITY, 3),
    ]) {
      expect(toldWith(text)).toEqual(['incomplete', 'unknown', 'NOT_OPENED']);
    }
    expect(toldWith(tombstone(AUTHORITY, AUTHORITY, 2))).toEqual(['complete', 'none-known']);
  });

  it('opens the leaf with the opening of another', async () => {
    const { log, file } = await fined();
    const swapped = partOf(file).leaves.map((leaf) => {
      const opening = leaf.index === 2 ? log.openings.get(0) : leaf.opening;
      return opening === undefined ? leaf : { ...leaf, opening };
    });
    expect(told(withPart(file, { leaves: swapped }), [log])).toEqual(['incomplete', 'unknown', 'OPENING_DIFFERS']);
  });

  it('is about a party whose name is spelled alike', async () => {
    for (const alike of [
      FIRM.replace('firm', 'f\u0456rm'),
      FIRM.replace('firm', 'firrn'),
      FIRM.toUpperCase(),
      `${FIRM} `,
    ]) {
      const { log } = await fined();
      expect(told(await show(log, [alike]), [log])).toEqual(['complete', 'unknown', 'SUBJECT_NOT_NAMED']);
    }
  });

  it('looks for the party under a secret that it does not have, or for a person without the secret', async () => {
    const secret = sha256(Uint8Array.of(1));
    for (const names of [[{ name: FIRM, secret }], [{ name: 'did:web:nobody.test' }, { name: FIRM, secret }]]) {
      const { log } = await fined();
      expect(told(await show(log, names), [log])).toEqual(['incomplete', 'unknown', 'BLINDED_NOT_COVERED']);
    }
    for (const person of ['92440300MA5TERT000', '110101199003070134', 'A123456(3)']) {
      const { log } = await fined();
      const outcome = told(await show(log, [person]), [log], [person]);
      expect(outcome).toEqual(['incomplete', 'unknown', 'BLINDED_NOT_COVERED']);
    }
  });

  it('gives a secret under which one log has something and another nothing', async () => {
    const secret = sha256(Uint8Array.of(7));
    const held = penalty(3, FIRM);
    const make = async (origin: string, number: number, isBlinded: boolean) => {
      const log = new LoggedStatements(origin, number);
      log.add(held, { subjects: subjectsOf(held.statement), ...(isBlinded ? { secretOf: () => secret } : {}) });
      return { log, file: await show(log, [FIRM, { name: FIRM, secret }]) };
    };
    const blinding = await make('log.test.touchstone.example/2026', 1, true);
    expect(told(blinding.file, [blinding.log])).toEqual(['complete', 'known']);
    const plain = await make('other.test.touchstone.example/2026', 2, false);
    const joined = { ...blinding.file, logs: [...blinding.file.logs, ...plain.file.logs] };
    expect(told(joined, [blinding.log, plain.log])).toEqual(['incomplete', 'known']);
  });
});
