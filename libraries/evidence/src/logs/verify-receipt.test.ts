// SPDX-License-Identifier: Apache-2.0
import { type Digest, parsePlace } from '@touchstone/identifiers';
import { type Statement, type Subjects, subjectsOf } from '@touchstone/statements';
import {
  formatTlogProof,
  formatVkey,
  LogError,
  parsePolicy,
  parseTlogProof,
  type TlogProof,
} from '@touchstone/transparency-log';
import { nobleLogSuite } from '@touchstone/transparency-log/noble';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceSet, Held } from '../evidence-set.ts';
import { gather } from '../gather/gather.ts';
import { draft } from '../testing/drafts.ts';
import { type Made, sign } from '../testing/parties.ts';
import { logOf, logOptions, ORIGIN, receiptFor, WITNESSED, WITNESSES } from '../testing/test-log.ts';
import { CUT, claimOf, makeWorld, QUESTION, READ } from '../testing/world.ts';
import { readLogs } from './log-evidence.ts';
import { receiptOf } from './log-of-bench.ts';
import { verifyReceipt } from './verify-receipt.ts';

const LAW = { instrument: 'Test rule', certainty: 'read' };
const designation = () =>
  sign(
    draft('authority', 'Designation', 'designation', {
      ...{ id: 'did:web:lab.test.touchstone.example', name: 'Lab', place: 'MO', tasks: ['t'] },
      legalBasis: LAW,
      from: '2026-01-01',
    }),
  );
const subjectOf = ({ text }: Made) => {
  const { statement, digest } = READ(text);
  return { digest: digest as Digest, subjects: [subjectsOf(statement as Statement)] };
};

async function world(policyLines: (own: string) => readonly string[], times: readonly number[] = [0, 60]) {
  const made = await designation();
  const log = logOf([made]);
  const policy = parsePolicy(suite, [...policyLines(`log ${formatVkey(log.signer.key)}`), ''].join('\n'));
  let receipt = await receiptFor(log, 0, { witnesses: [] });
  const note = await log.checkpoint(
    WITNESSES.slice(0, times.length).map((signer, at) => ({ signer, time: WITNESSED + (times[at] as number) })),
  );
  receipt = `${receipt.slice(0, receipt.indexOf('\n\n') + 2)}${note}`;
  return { receipt, policy, subject: subjectOf(made) };
}
const witnessLines = WITNESSES.map(({ key }, at) => `witness w${at} ${formatVkey(key)}`);
const group = (rule: string) => (own: string) => [own, ...witnessLines, `group g ${rule} w0 w1`, 'quorum g'];

describe('verifyReceipt()', () => {
  it.each<[string, string, readonly number[]]>([
    ['the earlier of two, where any suffices', '2026-11-14T00:00:00Z', [0, 60]],
    ['the earlier of two, in whichever order they came', '2026-11-14T00:00:00Z', [60, 0]],
    ['the one that has cosigned, where any suffices', '2026-11-14T00:00:00Z', [0]],
  ])('dates by %s', async (_, witnessedAt, times) => {
    const { receipt, ...more } = await world(group('any'), times);
    expect(verifyReceipt(suite, receipt, more).tree?.witnessedAt).toBe(witnessedAt);
  });

  it('dates by the later of two where both are needed', async () => {
    const { receipt, ...more } = await world(group('all'), [60, 0]);
    expect(verifyReceipt(suite, receipt, more).tree?.witnessedAt).toBe('2026-11-14T00:01:00Z');
  });

  it('dates nothing by a cosignature at time 0, and by the next one where any suffices', async () => {
    const timeless = await world(group('any'), [-WITNESSED]);
    expect(verifyReceipt(suite, timeless.receipt, timeless)).toMatchObject({
      ...{ outcome: 'passed', reasons: [{ code: 'LOG_INCLUDED_UNDATED' }] },
    });
    const one = await world(group('any'), [-WITNESSED, 60]);
    expect(verifyReceipt(suite, one.receipt, one).tree?.witnessedAt).toBe('2026-11-14T00:01:00Z');
    const both = await world(group('all'), [-WITNESSED, 60]);
    expect(verifyReceipt(suite, both.receipt, both).tree).not.toHaveProperty('witnessedAt');
  });

  it('dates by a single witness, and not by a time that no calendar has', async () => {
    const single = (own: string) => [own, ...witnessLines, 'quorum w0'];
    const { receipt, ...more } = await world(single, [0]);
    expect(verifyReceipt(suite, receipt, more).tree?.witnessedAt).toBe('2026-11-14T00:00:00Z');
    const far = await world(single, [300_000_000_000]);
    const verdict = verifyReceipt(suite, far.receipt, far);
    expect(verdict.reasons.map(({ code }) => code)).toEqual(['LOG_INCLUDED_UNDATED']);
  });

  it('says that a log without witnesses dates nothing', async () => {
    const { receipt, ...more } = await world((own) => [own, 'quorum none'], []);
    const verdict = verifyReceipt(suite, receipt, more);
    expect([verdict.outcome, verdict.reasons[0]?.code]).toEqual(['passed', 'LOG_INCLUDED_UNDATED']);
    expect(verdict.tree).toMatchObject({ origin: ORIGIN, quorum: 'none' });
  });

  it('judges the checkpoint alone without a subject, and names no entry', async () => {
    const { receipt, policy } = await world(group('all'));
    const verdict = verifyReceipt(suite, receipt, { policy });
    expect(verdict).toMatchObject({ outcome: 'passed', reasons: [], tree: { origin: ORIGIN } });
    expect(verdict).not.toHaveProperty('index');
  });

  it.each<[string, (proof: TlogProof, size: number) => Partial<TlogProof>]>([
    ['an entry that the tree does not have', (_, size) => ({ index: size })],
    ['a hash too many', ({ hashes }) => ({ hashes: [...hashes, new Uint8Array(32)] })],
    ['a hash too few', ({ hashes }) => ({ hashes: hashes.slice(1) })],
  ])('fails a proof of %s, with a subject and without', async (_, change) => {
    const { receipt, ...more } = await world(group('all'));
    const size = verifyReceipt(suite, receipt, more).tree?.size as number;
    const proof = parseTlogProof(receipt);
    const text = formatTlogProof({ ...proof, ...change(proof, size) });
    for (const options of [more, { policy: more.policy }]) {
      const verdict = verifyReceipt(suite, text, options);
      expect([verdict.outcome, verdict.reasons.map(({ code }) => code)]).toEqual(['failed', ['LOG_NOT_INCLUDED']]);
      expect(verdict).not.toHaveProperty('index');
    }
  });

  it('comes to the same with the suite of a browser', async () => {
    const { receipt, ...more } = await world(group('all'));
    expect(verifyReceipt(nobleLogSuite, receipt, more)).toEqual(verifyReceipt(suite, receipt, more));
  });

  it('never throws, and never passes, for a receipt that was changed anywhere in its proof', async () => {
    const { receipt, ...more } = await world(group('all'));
    const signed = receipt.indexOf('\n\n');
    fc.assert(
      fc.property(fc.nat(signed - 1), fc.constantFrom('A', 'B', '0', '\n', ' '), (at, sign) => {
        const text = receipt.slice(0, at) + sign + receipt.slice(at + 1);
        return text === receipt || verifyReceipt(suite, text, more).outcome === 'failed';
      }),
      { numRuns: 200 },
    );
  });
});

describe('readLogs()', () => {
  it('refuses a policy that is none: it is configuration', () => {
    const options = { ...logOptions([]), policies: [{ place: 'MO' as never, text: 'nothing' }] };
    expect(() => readLogs([], { receipts: new Map(), promises: new Map() }, options)).toThrow(LogError);
  });
});

describe('receiptOf()', () => {
  const bench = (set: EvidenceSet) => ({
    set,
    place: parsePlace('MO'),
    remember: <T>(_: object, __: string, make: () => T) => make(),
  });

  /** The receipt of a change of status, logged under the subjects that `put` gives, with or without its target at hand. */
  async function receiptOfChange(put: (target: Subjects) => { target?: Subjects; subjects?: Subjects }, at: boolean) {
    const { source, sound } = await makeWorld();
    // About the laboratory, by the accreditation body: its party is not its issuer.
    const grant = sound.all.get('laboratory') as Made;
    const target = subjectsOf(READ(grant.text).statement as Statement);
    const subject = { id: 'urn:test:change', changes: grant.reference, status: 'active', reason: 'r' };
    const change = await sign(draft('body', 'StatusChange', 'change', { ...subject, from: '2026-11-14T00:00:00Z' }));
    const { statement, digest } = READ(change.text);
    const log = logOf([]);
    log.entries.pop();
    log.add({ text: change.text, statement: statement as Statement, digest: digest as Digest }, put(target));
    log.close(log.map());
    const own = { file: 'change.json', text: change.text, receipt: await receiptFor(log, 0) };
    const documents = at ? [own, { file: 'grant.json', text: grant.text }] : [own];
    const options = { read: READ, cut: CUT, food: 'leaf', logs: logOptions([log]) };
    const set = await gather(claimOf(), { documents, transcribed: [] }, QUESTION, { source, ...options });
    return receiptOf(set.presented[0] as Held, bench(set))?.outcome;
  }

  it('finds a change of status under the subjects of what it changes, and under the issuer of that', async () => {
    expect(await receiptOfChange((target) => ({ target }), true)).toBe('passed');
    expect(await receiptOfChange(() => ({}), true)).toBe('passed');
    expect(await receiptOfChange(() => ({}), false)).toBe('passed');
  });

  it('does not find it under the subjects of what is not at hand, nor under others', async () => {
    expect(await receiptOfChange((target) => ({ target }), false)).toBe('failed');
    expect(await receiptOfChange((target) => ({ subjects: { ...target, parties: ['did:x:y'] } }), true)).toBe('failed');
  });
});
