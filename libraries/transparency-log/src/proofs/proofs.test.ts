// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import { utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../base64.ts';
import { LogError } from '../log-error.ts';
import { rootOfRange } from '../merkle/compact-range.ts';
import { hashLeaf } from '../merkle/hashing.ts';
import { formatCheckpoint } from '../notes/checkpoint.ts';
import { formatNote, parseNote } from '../notes/note.ts';
import { formatVkey, makeNoteKey } from '../notes/note-key.ts';
import { signNote, signText } from '../notes/sign-note.ts';
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { proveInclusion } from '../tiles/prove.ts';
import { type QuorumEvaluation, unmetMembers, verifyCheckpoint } from './evaluate-policy.ts';
import { parsePolicy } from './policy.ts';
import { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.ts';
import { verifyTlogProof } from './verify-tlog-proof.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const log = signer('example.com/log', 1);
const sides = {
  g1: witness('government.example/1', 11),
  g2: witness('government.example/2', 12),
  i1: witness('industry.example/1', 21),
  i2: witness('industry.example/2', 22),
  c1: witness('consumer.example/1', 31),
};
const vkeys = Object.fromEntries(Object.entries(sides).map(([name, { key }]) => [name, formatVkey(key)]));
const POLICY = `# Government AND industry AND consumers
log ${formatVkey(log.key)} https://log.example/
witness g1 ${vkeys.g1}
witness g2 ${vkeys.g2} https://g2.example/
group government any g1 g2

\twitness  i1\t${vkeys.i1}
witness i2 ${vkeys.i2}
group industry 2 i1 i2
witness c1 ${vkeys.c1}
group all-three all government industry c1
quorum all-three
`;
const policy = parsePolicy(suite, POLICY);

const directory = new LogDirectory();
const entries = entriesOf(600);
directory.append(entries);
const text = formatCheckpoint({
  origin: 'example.com/log',
  size: 600,
  root: rootOfRange(suite, directory.state.range),
});
const leafHash = hashLeaf(suite, entries[300] as Uint8Array);

async function proofBy(names: readonly (keyof typeof sides)[]): Promise<TlogProof> {
  const checkpoint = await signNote(text, [log, ...names.map((name) => sides[name])], { time: 1_700_000_000 });
  return { index: 300, hashes: await proveInclusion(suite, { index: 300, size: 600 }, directory.read), checkpoint };
}

describe('verifyTlogProof()', () => {
  it('accepts, in every suite, an entry of a log that all sides have witnessed', async () => {
    const proof = await proofBy(['g2', 'i1', 'i2', 'c1']);
    for (const each of [suite, nobleLogSuite]) {
      const read = parseTlogProof(formatTlogProof(proof));
      expect(verifyTlogProof(each, { proof: read, leafHash }, parsePolicy(each, POLICY))).toMatchObject({
        outcome: 'accepted',
        index: 300,
        checkpoint: { origin: 'example.com/log', size: 600 },
        log: { name: 'example.com/log' },
        missing: ['g1'],
      });
    }
  });

  it('rejects what does not include the entry', async () => {
    const proof = await proofBy(['g1', 'i1', 'i2', 'c1']);
    const [first = leafHash, ...rest] = proof.hashes;
    const defects: readonly TlogProof[] = [
      { ...proof, index: 301 },
      { ...proof, index: 600 },
      { ...proof, hashes: rest },
      { ...proof, hashes: [...proof.hashes, first] },
      { ...proof, hashes: [leafHash, ...rest] },
    ];
    for (const defect of defects) {
      expect(verifyTlogProof(suite, { proof: defect, leafHash }, policy)).toMatchObject({ code: 'NOT_INCLUDED' });
    }
    const other = hashLeaf(suite, entries[301] as Uint8Array);
    expect(verifyTlogProof(suite, { proof, leafHash: other }, policy)).toMatchObject({ code: 'NOT_INCLUDED' });
  });

  it('says which sides have not witnessed', async () => {
    const proof = await proofBy(['g1', 'i2']);
    expect(verifyTlogProof(suite, { proof, leafHash }, policy)).toMatchObject({
      outcome: 'rejected',
      code: 'QUORUM_NOT_MET',
      missing: ['all-three', 'g2', 'industry', 'i1', 'c1'],
      quorum: {
        name: 'all-three',
        met: false,
        threshold: 3,
        members: [
          { name: 'government', met: true, members: [{ name: 'g1', met: true, time: 1_700_000_000 }, { met: false }] },
          { name: 'industry', met: false, threshold: 2 },
          { name: 'c1', met: false },
        ],
      },
    });
  });
});

describe('unmetMembers()', () => {
  const yes = { name: 'w', met: true, time: 1 };
  const no = (name: string) => ({ name, met: false });
  const group = (name: string, threshold: number, members: readonly QuorumEvaluation[]): QuorumEvaluation => ({
    ...{ name, threshold, members },
    met: members.filter(({ met }) => met).length >= threshold,
  });

  it.each<[string, QuorumEvaluation, readonly string[]]>([
    ['nothing of a quorum that is met', group('all', 1, [yes, no('b')]), []],
    ['a single witness', no('b'), ['b']],
    ['the group in which any suffices', group('any', 1, [no('b'), no('c')]), ['any']],
    ['the group of which two of three suffice', group('two', 2, [yes, no('b'), no('c')]), ['two']],
    ['the witnesses of a group that all are needed of', group('all', 2, [yes, no('b')]), ['b']],
    [
      'the groups below, and not the witnesses that another stands in for',
      group('all', 3, [group('g', 1, [yes, no('g2')]), group('i', 1, [no('i1')]), group('c', 2, [yes, no('c2')])]),
      ['i', 'c2'],
    ],
  ])('names %s', (_, quorum, names) => {
    expect(unmetMembers(quorum)).toEqual(names);
  });
});

describe('verifyCheckpoint()', () => {
  it('lets a side that is left out hold up the quorum, whichever it is', async () => {
    const sets: readonly (readonly [readonly (keyof typeof sides)[], boolean])[] = [
      [['g1', 'i1', 'i2', 'c1'], true],
      [['g1', 'g2', 'i1', 'i2', 'c1'], true],
      [['i1', 'i2', 'c1'], false],
      [['g1', 'i1', 'c1'], false],
      [['g1', 'g2', 'i1', 'i2'], false],
      [[], false],
    ];
    for (const [names, isMet] of sets) {
      const { checkpoint } = await proofBy(names);
      expect(verifyCheckpoint(suite, checkpoint, policy).outcome).toBe(isMet ? 'accepted' : 'rejected');
    }
  });

  it('does not take one witness for two, nor an old cosignature for a new one', async () => {
    const old = await signText(text.replace('600', '599'), sides.i2, { time: 5 });
    const { signatures } = parseNote((await proofBy(['g1', 'i1', 'c1'])).checkpoint);
    const again = await signText(text, sides.i1, { time: 6 });
    const twice = formatNote({ text, signatures: [...signatures, again] });
    expect(verifyCheckpoint(suite, twice, policy)).toMatchObject({ code: 'QUORUM_NOT_MET' });
    const stale = formatNote({ text, signatures: [...signatures, old] });
    expect(verifyCheckpoint(suite, stale, policy)).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('needs a log that the policy knows, and its signature', async () => {
    const { checkpoint } = await proofBy(['g1', 'i1', 'i2', 'c1']);
    const others = parsePolicy(suite, `log ${formatVkey(signer('example.com/other', 1).key)}\nquorum none\n`);
    expect(verifyCheckpoint(suite, checkpoint, others)).toMatchObject({ code: 'UNKNOWN_LOG' });
    const unsigned = formatNote({ text, signatures: parseNote(checkpoint).signatures.slice(1) });
    expect(verifyCheckpoint(suite, unsigned, policy)).toMatchObject({ code: 'NO_LOG_SIGNATURE' });
    const alone = parsePolicy(suite, `log ${formatVkey(log.key)}\nquorum none\n`);
    expect(verifyCheckpoint(suite, checkpoint, alone)).toMatchObject({
      outcome: 'accepted',
      quorum: 'none',
      missing: [],
    });
  });

  it('takes a single witness for a quorum, and either key of a log that changes its key', async () => {
    const { checkpoint } = await proofBy(['g1']);
    const next = signer('example.com/log', 2);
    const one = `log ${formatVkey(log.key)}\nlog ${formatVkey(next.key)}\nwitness g1 ${vkeys.g1}\nquorum g1\n`;
    expect(verifyCheckpoint(suite, checkpoint, parsePolicy(suite, one))).toMatchObject({
      outcome: 'accepted',
      quorum: { name: 'g1', met: true, time: 1_700_000_000 },
    });
    const byNext = await signNote(text, [next, sides.g1], { time: 5 });
    expect(verifyCheckpoint(suite, byNext, parsePolicy(suite, one))).toMatchObject({ log: { id: next.key.id } });
  });
});

describe('parsePolicy()', () => {
  it('reads logs, witnesses and nested groups', () => {
    expect(policy.logs).toEqual([{ key: log.key, url: 'https://log.example/' }]);
    expect(policy.witnesses.map(({ name, url }) => [name, url])).toEqual([
      ['g1', undefined],
      ['g2', 'https://g2.example/'],
      ['i1', undefined],
      ['i2', undefined],
      ['c1', undefined],
    ]);
    expect(policy.quorum).toMatchObject({
      name: 'all-three',
      threshold: 3,
      members: [{ threshold: 1 }, { name: 'industry', threshold: 2 }, { kind: 'witness', name: 'c1' }],
    });
    expect(parsePolicy(suite, utf8Bytes(POLICY))).toEqual(policy);
  });

  it('keeps names apart byte by byte, and reads keys with names that are not ASCII', () => {
    const named = witness('证人.example', 40);
    const lines = `witness K ${vkeys.g1}\nwitness \u212a ${formatVkey(named.key)}\nquorum K\n`;
    const { witnesses, quorum } = parsePolicy(suite, lines);
    expect(witnesses).toHaveLength(2);
    expect(witnesses[1]?.key).toEqual(named.key);
    expect(quorum).toMatchObject({ name: 'K' });
  });

  const w = (name: string, key = 'g1') => `witness ${name} ${vkeys[key]}\n`;
  const l = `log ${formatVkey(log.key)}\n`;
  it.each([
    ['nothing', '', 'BAD_POLICY'],
    ['no quorum', l, 'BAD_POLICY'],
    ['two quorums', 'quorum none\nquorum none\n', 'BAD_POLICY'],
    ['a quorum of a name that comes later', `quorum a\n${w('a')}`, 'BAD_POLICY'],
    ['a quorum without a name', 'quorum\n', 'BAD_POLICY'],
    ['a quorum of two names', `${w('a')}${w('b', 'g2')}quorum a b\n`, 'BAD_POLICY'],
    ['a keyword that is none', 'quorum none\nwitnesses a\n', 'BAD_POLICY'],
    ['no newline at its end', 'quorum none', 'BAD_POLICY'],
    ['a carriage return', 'quorum none\r\n', 'BAD_POLICY'],
    ['a DEL', '#\x7f\nquorum none\n', 'BAD_POLICY'],
    ['a log without a key', 'log\nquorum none\n', 'BAD_POLICY'],
    ['a log with too many items', `${l.trim()} a b\nquorum none\n`, 'BAD_POLICY'],
    ['the same log twice', `${l}${l}quorum none\n`, 'BAD_POLICY'],
    ['a log whose key is none', 'log abc\nquorum none\n', 'BAD_KEY'],
    ['a log that cosigns', `log ${vkeys.g1}\nquorum none\n`, 'BAD_POLICY'],
    ['a witness without a key', 'witness a\nquorum none\n', 'BAD_POLICY'],
    ['a witness without a name', 'witness\nquorum none\n', 'BAD_POLICY'],
    ['a witness with too many items', `${w('a').trim()} u v\nquorum none\n`, 'BAD_POLICY'],
    ['the same witness twice', `${w('a')}${w('b')}quorum none\n`, 'BAD_POLICY'],
    ['two witnesses of one name', `${w('a')}${w('a', 'g2')}quorum none\n`, 'BAD_POLICY'],
    ['a witness that does not cosign', `witness a ${formatVkey(log.key)}\nquorum none\n`, 'BAD_POLICY'],
    ['a witness called none', `${w('none')}quorum none\n`, 'BAD_POLICY'],
    ['a group without members', `${w('a')}group g any\nquorum none\n`, 'BAD_POLICY'],
    ['a group without a name', 'group\nquorum none\n', 'BAD_POLICY'],
    ['a group without a number', 'group g\nquorum none\n', 'BAD_POLICY'],
    ['a group that needs nobody', `${w('a')}group g 0 a\nquorum none\n`, 'BAD_POLICY'],
    ['a group that needs more than it has', `${w('a')}group g 2 a\nquorum none\n`, 'BAD_POLICY'],
    ['a group with a number that is none', `${w('a')}group g 1.0 a\nquorum none\n`, 'BAD_POLICY'],
    ['a group of itself', 'group g any g\nquorum g\n', 'BAD_POLICY'],
    ['a member twice in a group', `${w('a')}group g any a a\nquorum g\n`, 'BAD_POLICY'],
    ['a member in two groups', `${w('a')}group g any a\ngroup h any a\nquorum h\n`, 'BAD_POLICY'],
    ['none as a member', 'group g any none\nquorum g\n', 'BAD_POLICY'],
    ['a group with the name of a witness', `${w('a')}${w('b', 'g2')}group a any b\nquorum a\n`, 'BAD_POLICY'],
    ['a million bytes and more', `#${'x'.repeat(1_000_000)}\nquorum none\n`, 'TOO_LARGE'],
  ])('refuses a policy with %s', (_, given, expected) => {
    expect(code(() => parsePolicy(suite, given))).toBe(expected);
  });

  it('takes the keys that a log may have: an ML-DSA-44 cosignature of its own, RFC 6962 tree heads beside Ed25519', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const name = log.key.name;
    const key = makeNoteKey(suite, { name, type: 'ml-dsa-44-cosignature', publicKey });
    const own = { key, sign: (message: Uint8Array) => sign(null, message, pair.privateKey) };
    const newer = parsePolicy(suite, `log ${formatVkey(key)}\n${w('a')}quorum a\n`);
    const note = await signNote(text, [own, sides.g1], { time: 7 });
    expect(verifyCheckpoint(suite, note, newer)).toMatchObject({ outcome: 'accepted', log: key, quorum: { time: 7 } });
    expect(verifyCheckpoint(suite, note.replace('\n600\n', '\n601\n'), newer)).toMatchObject({ code: 'BAD_SIGNATURE' });
    // In a browser nobody verifies it: it has not signed.
    expect(verifyCheckpoint(nobleLogSuite, note, newer)).toMatchObject({ code: 'NO_LOG_SIGNATURE' });
    const treeHead = makeNoteKey(suite, { name, type: 'rfc6962-tree-head', publicKey: new Uint8Array(32).fill(3) });
    const beside = parsePolicy(suite, `log ${formatVkey(treeHead)}\n${l}quorum none\n`);
    const signed = await signNote(text, [log]);
    expect(verifyCheckpoint(suite, signed, beside)).toMatchObject({ outcome: 'accepted', log: log.key });
  });

  it('meets a quorum without the witness whose key cannot be verified, and names it where it is needed', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const key = makeNoteKey(suite, { name: 'pq.example/w', type: 'ml-dsa-44-cosignature', publicKey });
    const pq = { key, sign: (message: Uint8Array) => sign(null, message, pair.privateKey) };
    const note = await signNote(text, [log, sides.g1, pq], { time: 7 });
    const lines = `${l}${w('a')}witness b ${formatVkey(key)}\n`;
    const any = parsePolicy(suite, `${lines}group g any a b\nquorum g\n`);
    const all = parsePolicy(suite, `${lines}group g all a b\nquorum g\n`);
    for (const each of [any, all]) expect(verifyCheckpoint(suite, note, each)).toMatchObject({ outcome: 'accepted' });
    expect(verifyCheckpoint(nobleLogSuite, note, any)).toMatchObject({ outcome: 'accepted', missing: ['b'] });
    expect(verifyCheckpoint(nobleLogSuite, note, all)).toMatchObject({
      ...{ code: 'QUORUM_NOT_MET', detail: expect.stringContaining('pq.example/w, a key of type ml-dsa-44') },
    });
  });

  it('says in which line', () => {
    expect(caught(() => parsePolicy(suite, '# first\nlog\n'))).toMatchObject({ at: 'line 2' });
    const broken = { ...suite, sha256: () => expect.unreachable() as never };
    expect(caught(() => parsePolicy(broken, l))).not.toBeInstanceOf(LogError);
  });
});

describe('parseTlogProof()', () => {
  it('reads back what formatTlogProof() writes, extra data too', async () => {
    const proof = await proofBy(['g1']);
    expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
    const withExtra = { ...proof, extra: Uint8Array.of(1, 2) };
    expect(parseTlogProof(utf8Bytes(formatTlogProof(withExtra)))).toEqual(withExtra);
    expect(parseTlogProof(formatTlogProof({ ...proof, hashes: [], extra: new Uint8Array(0) }))).toMatchObject({
      hashes: [],
    });
  });

  it('refuses everything with one defect', async () => {
    const good = formatTlogProof({ ...(await proofBy(['g1'])), extra: Uint8Array.of(1, 2) });
    const line = `${encodeBase64(leafHash)}\n`;
    const defects: readonly (readonly [string | Uint8Array, string])[] = [
      ['', 'BAD_PROOF'],
      [good.replace('@v1', '@v2'), 'BAD_PROOF'],
      [good.replace('\n', '\r\n'), 'BAD_PROOF'],
      [` ${good}`, 'BAD_PROOF'],
      [good.slice(0, good.indexOf('\n\n')), 'BAD_PROOF'],
      [good.replace('index 300', 'index  300'), 'BAD_SIZE'],
      [good.replace('index 300', 'index 0300'), 'BAD_SIZE'],
      [good.replace('index 300', 'index 9007199254740992'), 'TOO_LARGE'],
      [good.replace('index 300\n', ''), 'BAD_PROOF'],
      [good.replace('extra AQI=', 'extra AQJ='), 'NOT_CANONICAL'],
      [good.replace('extra AQI=\nindex 300', 'index 300\nextra AQI='), 'NOT_CANONICAL'],
      [good.replace('index 300\n', 'index 300\nAAAA\n'), 'BAD_HASH'],
      [good.replace('index 300\n', `index 300\n${line.repeat(64)}`), 'BAD_PROOF'],
      [good.replace('\n600\n', '\n0600\n'), 'BAD_SIZE'],
      [good.slice(0, -1), 'BAD_NOTE'],
      [Uint8Array.of(0xff), 'BAD_PROOF'],
      [good + 'x'.repeat(2_100_000), 'TOO_LARGE'],
    ];
    for (const [given, expected] of defects) {
      expect(code(() => parseTlogProof(given))).toBe(expected);
    }
  });

  it('never writes what it would not read', async () => {
    const proof = await proofBy(['g1']);
    expect(code(() => formatTlogProof({ ...proof, index: -1 }))).toBe('BAD_SIZE');
    expect(code(() => formatTlogProof({ ...proof, hashes: [Uint8Array.of(1)] }))).toBe('BAD_HASH');
    expect(code(() => formatTlogProof({ ...proof, checkpoint: 'none' }))).toBe('BAD_NOTE');
  });

  it('throws nothing but errors of its own for texts that were cut, doubled and changed', async () => {
    const good = formatTlogProof(await proofBy(['g1', 'c1']));
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 3 }), (from, to, between) => {
        try {
          const proof = parseTlogProof(good.slice(0, from) + between + good.slice(to));
          expect(verifyTlogProof(suite, { proof, leafHash }, policy).outcome).toMatch(/accepted|rejected/);
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
    );
  });
});
