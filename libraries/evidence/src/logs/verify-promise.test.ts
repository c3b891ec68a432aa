// SPDX-License-Identifier: Apache-2.0
import { type Digest, digestFromSha256, parseInstant } from '@touchstone/identifiers';
import { commitmentOf, encodeOpening } from '@touchstone/statements';
import { encodeBase64, formatVkey, parsePolicy, signNote } from '@touchstone/transparency-log';
import { nobleLogSuite } from '@touchstone/transparency-log/noble';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { testSigner } from '../testing/logged.ts';
import { PROMISE_HEADER } from './promise-lines.ts';
import { verifyPromise } from './verify-promise.ts';

const sha256 = (message: Uint8Array) => suite.sha256(message);
const digest: Digest = digestFromSha256(sha256(Uint8Array.of(1)));
const salt = new Uint8Array(32).fill(4);
const log = testSigner('log.test/1', 3, 'ed25519');
const policy = parsePolicy(suite, `log ${formatVkey(log.key)}\nquorum none\n`);
const opening = encodeOpening(salt);
const commitment = encodeBase64(commitmentOf(sha256, salt, digest));
const LINES = [PROMISE_HEADER, commitment, 'log.test/1', '2026-11-22T08:00:00Z', '2026-11-22T09:00:00Z'];
const signed = (lines: readonly string[] = LINES, by = log) => signNote(`${lines.join('\n')}\n`, [by]);
const at = (knownAt: string) => ({ policy, digest, knownAt: parseInstant(knownAt) });
const NOON = at('2026-11-22T12:00:00Z');

describe('verifyPromise()', () => {
  it('says what was promised and by when, until that time has come', async () => {
    const promise = { note: await signed(), opening };
    for (const each of [suite, nobleLogSuite]) {
      expect(verifyPromise(each, promise, at('2026-11-22T09:00:00Z'))).toMatchObject({
        code: 'LOG_PROMISED',
        values: { log: 'log.test/1', mergeBy: '2026-11-22T09:00:00Z', seconds: '3600' },
      });
    }
    expect(verifyPromise(suite, promise, at('2026-11-22T09:00:01Z')).code).toBe('LOG_PROMISE_OVERDUE');
  });

  it.each<[string, readonly string[]]>([
    ['a note of another kind', LINES.with(0, 'touchstone/promise/v2')],
    ['a line more', [...LINES, 'more']],
    ['a line less', LINES.slice(0, 4)],
    ['a time that is none', LINES.with(4, 'soon')],
    ['a beginning that is none', LINES.with(3, '')],
    ['a commitment that is none', LINES.with(1, 'x')],
    ['another statement', LINES.with(1, encodeBase64(new Uint8Array(32)))],
    ['a log that the policy does not know', LINES.with(2, 'other.test/1')],
  ])('charges no log with %s', async (_, lines) => {
    expect(verifyPromise(suite, { note: await signed(lines), opening }, NOON).code).toBe('LOG_PROMISE_NOT_PROVED');
  });

  it('takes keys that the asker gave with it, with a policy or without one', async () => {
    const promise = { note: await signed(), opening, keys: [log.key] };
    const other = parsePolicy(suite, `log ${formatVkey(testSigner('other.test/1', 5, 'ed25519').key)}\nquorum none\n`);
    for (const known of [undefined, other]) {
      expect(verifyPromise(suite, promise, { ...NOON, policy: known }).code).toBe('LOG_PROMISE_OVERDUE');
    }
    const strange = { ...promise, keys: [testSigner('log.test/1', 4, 'ed25519').key] };
    expect(verifyPromise(suite, strange, { ...NOON, policy: undefined }).code).toBe('LOG_PROMISE_NOT_PROVED');
  });

  it('says how keys are given where the one of the log is wanting or is another', async () => {
    const other = parsePolicy(suite, `log ${formatVkey(testSigner('log.test/1', 4, 'ed25519').key)}\nquorum none\n`);
    for (const known of [undefined, other]) {
      const { detail } = verifyPromise(suite, { note: await signed(), opening }, { ...NOON, policy: known });
      expect(detail).toContain('log-policies/');
      expect(detail).toContain('--log VKEY');
    }
  });

  it('charges no log with what it has not signed, nor for bytes that open nothing', async () => {
    const forged = await signed(LINES, testSigner('log.test/1', 4, 'ed25519'));
    for (const promise of [
      { note: forged, opening },
      { note: 'nothing', opening },
      { note: await signed(), opening: new Uint8Array(5) },
      { note: await signed(), opening: encodeOpening(new Uint8Array(32)) },
    ]) {
      expect(verifyPromise(suite, promise, NOON).code).toBe('LOG_PROMISE_NOT_PROVED');
    }
  });
});
