// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256, parsePlace } from '@touchstone/identifiers';
import { commitmentOf, statementKey, subjectsOf } from '@touchstone/statements';
import { formatVkey, parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { believe, LoggedStatements, testSigner, type Unsigned, unsigned } from '../testing/logged.ts';
import { makeCompletenessFile } from './make-completeness-file.ts';
import { isPenaltyWithdrawalOrRecall, noneKnown } from './none-known.ts';
import type { ExpiryRule } from './tombstones.ts';
import { verifyCompleteness } from './verify-completeness.ts';

const AUTHORITY = 'did:web:authority.test.touchstone.example';
const OTHER = 'did:web:other.test.touchstone.example';
const FIRM = 'did:web:firm.test.touchstone.example';
const LAW = { instrument: 'Test law', certainty: 'read', demonstration: true } as const;
const WITNESS = testSigner('w.example/w', 11, 'ed25519-cosignature');
/** 2026-11-18 in the place. */
const WITNESSED = 1_795_000_000;
const ADVERSE = { isOfSort: isPenaltyWithdrawalOrRecall };
const sha256 = (message: Uint8Array) => suite.sha256(message);
const MACAO: ExpiryRule = { authorities: [AUTHORITY], place: parsePlace('MO') };

interface Tombstone {
  readonly expiredOn?: string;
  readonly place?: string;
}

/** A log with a penalty against the firm, and the tombstone that its authority has issued for that leaf. */
function fined({ expiredOn = '2026-10-01', place = 'MO' }: Tombstone = {}) {
  const log = new LoggedStatements('log.test.touchstone.example/2026');
  const index = log.add(
    unsigned('Penalty', {
      ...{ number: 1, issuer: AUTHORITY },
      subject: {
        ...{ id: 'urn:x', authority: { id: AUTHORITY, name: 'A' }, place: 'MO', decisionNumber: '1' },
        ...{ party: { name: 'P', did: FIRM }, ground: 'g', legalBasis: LAW, measures: [{ measure: 'warning' }] },
        ...{ decidedOn: '2025-01-01', publishedUntil: '2026-09-30' },
      } as never,
    }),
  );
  const { statement, salt } = log.openings.get(index) as { statement: string; salt: Uint8Array };
  const checked = believe(statement);
  if (checked.outcome === 'rejected') throw new Error(checked.reason.detail);
  const commitments = [digestFromSha256(commitmentOf(sha256, salt, checked.digest))];
  log.openings.delete(index);
  const authority = { id: AUTHORITY, name: 'A' };
  const tombstone = unsigned('ExpiryTombstone', {
    ...{ number: 2, issuer: AUTHORITY },
    subject: { id: 'urn:y', authority, place, commitments, legalBasis: LAW, expiredOn } as never,
  });
  return { log, tombstone };
}

function changeOf({ statement: { id, issuer }, digest }: Unsigned, status = 'withdrawn', by = AUTHORITY): Unsigned {
  const changes = { id, issuer, digest };
  return unsigned('StatusChange', {
    ...{ number: 3, issuer: by },
    subject: { id, changes, status, from: '2026-11-01T00:00:00Z', reason: 'r' } as never,
  });
}

/** Closes the log once, for files about whomever. */
function closed(log: LoggedStatements) {
  const map = log.map();
  log.close(map);
  const keys = [`log ${formatVkey(log.signer.key)}`, `witness w ${formatVkey(WITNESS.key)}`];
  return async (names: readonly string[], tombstones: readonly Unsigned[] = [], more: More = {}) => {
    const { quorum = 'quorum w', cosigners = [WITNESS], expiry = MACAO, thing } = more;
    const checkpoint = await log.checkpoint(cosigners.map((signer) => ({ signer, time: WITNESSED })));
    const file = await makeCompletenessFile(suite, {
      subject: { names: names.map((name) => ({ name })), ...(thing === undefined ? {} : { thing }) },
      logs: [{ read: log.read, checkpoint, map: { source: log.store, root: map } }],
      openingOf: ({ index }) => log.openings.get(index),
      tombstones: tombstones.map(({ text }) => text),
    });
    const policies = [parsePolicy(suite, [...keys, quorum, ''].join('\n'))];
    return verifyCompleteness(file, { suite, policies, verifyStatement: believe, expiry });
  };
}
interface More {
  readonly quorum?: string;
  readonly cosigners?: readonly (typeof WITNESS)[];
  readonly expiry?: ExpiryRule;
  readonly thing?: string;
}

const codes = ({ faults }: { faults: readonly { code: string }[] }) => faults.map(({ code }) => code);
const NOT_COVERED = ['TOMBSTONE_NOT_ACCEPTED', 'NOT_OPENED'];

describe('verifyCompleteness(), of leaves covered by tombstones', () => {
  const outcome = async (made: Tombstone, more: More = {}) => {
    const { log, tombstone } = fined(made);
    const verdict = await closed(log)([FIRM, AUTHORITY], [tombstone], more);
    return [verdict.outcome, noneKnown(verdict, ADVERSE).outcome, ...codes(verdict)];
  };

  it('takes no term for ended that ends after the day that the answer is of', async () => {
    expect(await outcome({ expiredOn: '2026-11-18' })).toEqual(['complete', 'none-known']);
    for (const expiredOn of ['2026-11-19', '2029-01-01', '9999-12-31']) {
      expect(await outcome({ expiredOn })).toEqual(['incomplete', 'unknown', ...NOT_COVERED]);
    }
    // Whoever has not dated the tree has not said either that it is later than the end of the term.
    const undated = await outcome({}, { quorum: 'quorum none', cosigners: [] });
    expect(undated).toEqual(['incomplete', 'unknown', ...NOT_COVERED]);
  });

  it('takes no term for ended in a place by one that has ended elsewhere, or in a part of it', async () => {
    const asked = async (place: string, about: string) =>
      (await outcome({ place }, { expiry: { ...MACAO, place: parsePlace(about) } }))[0];
    expect(await asked('HK', 'MO')).toBe('incomplete');
    expect(await asked('CN-GD', 'CN')).toBe('incomplete');
    expect(await asked('CN', 'CN-GD')).toBe('complete');
  });

  it('counts no tombstone that its issuer has taken back, as the file or the reader knows', async () => {
    const taken = fined();
    const target = subjectsOf(taken.tombstone.statement);
    taken.log.add(taken.tombstone);
    taken.log.add(changeOf(taken.tombstone), { target });
    const verdict = await closed(taken.log)([FIRM, AUTHORITY], [taken.tombstone]);
    expect([verdict.outcome, ...codes(verdict)]).toEqual(['incomplete', ...NOT_COVERED]);
    expect(noneKnown(verdict, { isOfSort: () => false })).toMatchObject({
      outcome: 'unknown',
      because: ['NOT_OPENED'],
    });
    expect(await outcome({}, { expiry: { ...MACAO, isTakenBack: () => true } })).toContain('TOMBSTONE_NOT_ACCEPTED');
    expect(await outcome({}, { expiry: { ...MACAO, isTakenBack: () => false } })).toEqual(['complete', 'none-known']);

    // A change that leaves it active, one of another statement, and one by somebody else take nothing back.
    for (const change of [
      (of: Unsigned) => changeOf(of, 'active'),
      (of: Unsigned) => changeOf({ ...of, statement: { ...of.statement, id: `${of.statement.id.slice(0, -1)}9` } }),
      (of: Unsigned) => changeOf(of, 'withdrawn', OTHER),
    ]) {
      const { log, tombstone } = fined();
      log.add(change(tombstone), { subjects: subjectsOf(change(tombstone).statement) });
      const kept = await closed(log)([FIRM, AUTHORITY], [tombstone]);
      expect(kept).toMatchObject({ outcome: 'complete', opened: [{}], covered: [{ index: 0 }] });
    }
  });
});

describe('noneKnown(), of leaves covered by tombstones', () => {
  it('asks for the list of whoever issued the tombstone, and takes it from another file', async () => {
    const { log, tombstone } = fined();
    const show = closed(log);
    const alone = await show([FIRM], [tombstone]);
    expect(alone).toMatchObject({ outcome: 'complete', covered: [{ index: 0 }] });
    expect(noneKnown(alone, ADVERSE)).toMatchObject({
      ...{ outcome: 'unknown', because: ['ISSUERS_NOT_COVERED'], reasons: [{ values: { issuers: AUTHORITY } }] },
    });
    const issuers = { ...(await show([AUTHORITY])), asOf: '2026-11-01T00:00:00Z' as never };
    expect(noneKnown(alone, { ...ADVERSE, others: [issuers] })).toMatchObject({
      ...{ outcome: 'none-known', asOf: '2026-11-01T00:00:00Z' },
    });
    const own = await show([FIRM, AUTHORITY], [tombstone]);
    expect(noneKnown(own, { ...ADVERSE, others: [issuers] })).toMatchObject({ asOf: own.asOf });
  });

  it('finds in another file that the tombstone was taken back', async () => {
    const { log, tombstone } = fined();
    log.add(tombstone);
    log.add(changeOf(tombstone), { target: subjectsOf(tombstone.statement) });
    const show = closed(log);
    const alone = await show([FIRM], [tombstone]);
    expect(noneKnown(alone, { isOfSort: () => false, others: [await show([AUTHORITY])] })).toMatchObject({
      ...{ outcome: 'unknown', because: ['TOMBSTONE_TAKEN_BACK'], reasons: [{ values: { issuers: AUTHORITY } }] },
    });
  });

  it('does not take a file about one thing for the list of whoever issued the tombstone', async () => {
    const { log, tombstone } = fined();
    const penalised = `${AUTHORITY} urn:uuid:01990000-0000-7000-8000-000000000001`;
    log.add(tombstone);
    log.add(changeOf(tombstone), { target: subjectsOf(tombstone.statement) });
    const show = closed(log);
    const thing = await show([FIRM, AUTHORITY], [tombstone], { thing: penalised });
    expect(thing).toMatchObject({ outcome: 'complete', covered: [{ index: 0 }] });
    const asked = { isOfSort: () => false, thing: penalised };
    expect(noneKnown(thing, asked)).toMatchObject({ outcome: 'unknown', because: ['ISSUERS_NOT_COVERED'] });
    const ofTombstone = await show([FIRM, AUTHORITY], [], { thing: statementKey(tombstone.statement) });
    expect(ofTombstone.opened).toHaveLength(2);
    expect(noneKnown(thing, { ...asked, others: [ofTombstone] })).toMatchObject({
      because: ['ISSUERS_NOT_COVERED', 'TOMBSTONE_TAKEN_BACK'],
    });
  });
});
