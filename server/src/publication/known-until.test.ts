// SPDX-License-Identifier: Apache-2.0
import {
  EMPTY_RANGE,
  encodeBase64,
  formatVkey,
  parsePolicy,
  rootOfRange,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSignedBy, knownUntil } from './known-until.ts';

const NAME = 'abroad.test/log';
const keyed = (name: string, fill: number, type: 'ed25519' | 'ed25519-cosignature' = 'ed25519') =>
  nodeNoteKey({ name, type, seed: new Uint8Array(32).fill(fill) }).signer;
const log = keyed(NAME, 1);
const impostor = keyed(NAME, 2);
const witnesses = [3, 4].map((fill) => keyed(`w${fill}.test`, fill, 'ed25519-cosignature'));
const TEXT = `${NAME}\n0\n${encodeBase64(rootOfRange(suite, EMPTY_RANGE))}\n`;
const BEGUN = '2026-12-22T12:00:00Z';
const acceptedAt = '2026-11-22T12:00:00Z';
const policy = (quorum: string) =>
  parsePolicy(
    suite,
    `log ${formatVkey(log.key)}\n${witnesses.map(({ key }, at) => `witness w${at} ${formatVkey(key)}`).join('\n')}\ngroup both 2 w0 w1\nquorum ${quorum}\n`,
  );

let note: string;
beforeAll(async () => {
  note = await signNote(TEXT, [log]);
});
/** The note with the words of so many witnesses, at these times. */
async function cosigned(...times: readonly string[]): Promise<string> {
  let whole = note;
  for (const [at, time] of times.entries()) {
    const signed = await signNote(TEXT, [witnesses[at] as (typeof witnesses)[0]], { time: Date.parse(time) / 1_000 });
    whole += signed.slice(TEXT.length + 1);
  }
  return whole;
}
const until = (shown: string, quorum?: string, begun = BEGUN, accepted = acceptedAt) =>
  knownUntil(
    { note, range: EMPTY_RANGE, acceptedAt: accepted },
    { key: log.key, policies: quorum === undefined ? [] : [policy(quorum)], shown, begun },
  );

describe('knownUntil()', () => {
  it('is what the quorum has dated, and no later than the question', async () => {
    const old = '2026-11-22T12:00:05Z';
    expect(until(await cosigned(old, '2026-12-22T11:59:00Z'), 'both')).toBe(old);
    expect(until(await cosigned('2026-12-22T11:58:00Z', '2026-12-22T11:59:00Z'), 'both')).toBe('2026-12-22T11:58:00Z');
    expect(until(await cosigned('2026-12-22T12:05:00Z', '2026-12-22T12:05:00Z'), 'both')).toBe(BEGUN);
  });

  it('is unknown where a policy asks for a quorum that nobody meets: an old checkpoint can be shown for ever', async () => {
    expect(until(note, 'both')).toBeUndefined();
    expect(until(await cosigned('2026-12-22T11:58:00Z'), 'both')).toBeUndefined();
    expect(until('no note', 'both')).toBeUndefined();
    expect(until(await signNote(TEXT, [impostor]), 'both')).toBeUndefined();
  });

  it('is a day after the log was seen to grow, where nobody is asked to date it', () => {
    expect(until(note)).toBe('2026-11-23T12:00:00Z');
    expect(until(note, 'none')).toBe('2026-11-23T12:00:00Z');
    expect(until(note, undefined, '2026-11-22T18:00:00Z')).toBe('2026-11-22T18:00:00Z');
  });
});

describe('knownUntil() of a tree that was accepted at a time that is yet to come', () => {
  const [ahead, begun] = ['2027-11-22T12:00:00Z', '2026-11-22T12:00:01Z'];

  it('is unknown: the clock ran ahead then, and when it was seen to grow nobody knows', () => {
    expect(until(note, undefined, begun, ahead)).toBeUndefined();
    expect(until(note, 'none', begun, begun)).toBe(begun);
  });

  it('is what the quorum has dated all the same', async () => {
    const old = '2026-11-22T11:59:00Z';
    expect(until(await cosigned(old, old), 'both', begun, ahead)).toBe(old);
  });
});

describe('isSignedBy()', () => {
  it('tells a key from another of the same name', async () => {
    expect(isSignedBy(log.key, note)).toBe(true);
    expect(isSignedBy(impostor.key, note)).toBe(false);
  });
});
