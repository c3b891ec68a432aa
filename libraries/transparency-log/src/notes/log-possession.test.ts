// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { nodeLogSuite as suite } from '../suites/node-suite.ts';
import { parseCheckpoint } from './checkpoint.ts';
import {
  openPossession,
  type PossessionChallenge,
  parsePossessionChallenge,
  possessionAnswerText,
  possessionChallengeText,
} from './log-possession.ts';
import { formatVkey, isKeyName, makeNoteKey } from './note-key.ts';
import { type NoteSigner, signNote } from './sign-note.ts';

const asker = witness('national.test/log/laboratories', 1);
const laboratory = signer('laboratory.test/log', 2);
const expected = {
  asker: asker.key,
  party: 'did:web:laboratory.example',
  key: laboratory.key,
  notBefore: '2026-11-21T12:00:00Z',
  notAfter: '2026-11-22T12:00:00Z',
};
const asked: PossessionChallenge = {
  ...{ asker: asker.key.name, party: expected.party, vkey: formatVkey(laboratory.key), at: '2026-11-22T11:00:00Z' },
};
const askOf = (more: Partial<PossessionChallenge> = {}, by: NoteSigner = asker) =>
  signNote(possessionChallengeText({ ...asked, ...more }), [by], { time: 7 });
const answerOf = (challenge: string, by: NoteSigner = laboratory) =>
  signNote(possessionAnswerText(suite, challenge), [by], { time: 7 });

describe('openPossession()', () => {
  it('takes the answer of the key to what was asked of it for this party', async () => {
    const challenge = await askOf();
    const verdict = openPossession(suite, { challenge, answer: await answerOf(challenge) }, expected);
    expect(verdict).toEqual({ outcome: 'accepted', challenge: asked });
  });

  it('takes that of an ML-DSA-44 key, which signs nothing but checkpoints', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const key = makeNoteKey(suite, { name: 'newer.test/log', type: 'ml-dsa-44-cosignature', publicKey });
    const newer: NoteSigner = { key, sign: (message) => new Uint8Array(sign(null, message, pair.privateKey)) };
    const challenge = await askOf({ vkey: formatVkey(key) });
    const answer = await answerOf(challenge, newer);
    expect(openPossession(suite, { challenge, answer }, { ...expected, key }).outcome).toBe('accepted');
    // An extension line is not signed by such a key: the answer is read to its end.
    const longer = answer.replace('\n\n', '\nmore\n\n');
    expect(openPossession(suite, { challenge, answer: longer }, { ...expected, key })).toMatchObject({
      code: 'NO_POSSESSION',
    });
  });

  it.each<[string, Partial<PossessionChallenge>, string]>([
    ['another party', { party: 'did:web:rival.example' }, 'OTHER_PARTY'],
    ['another key', { vkey: formatVkey(signer('laboratory.test/log', 3).key) }, 'OTHER_KEY'],
    ['the same key under another name', { vkey: formatVkey(signer('rival.test/log', 2).key) }, 'OTHER_KEY'],
    ['another node, signed with the key of this one', { asker: 'other.test/log/laboratories' }, 'NO_CHALLENGE'],
    ['a day before', { at: '2026-11-21T11:59:59Z' }, 'EXPIRED'],
    ['an hour to come', { at: '2026-11-22T13:00:00Z' }, 'EXPIRED'],
    ['a day that does not exist', { at: '2026-13-41T13:00:00Z' }, 'EXPIRED'],
  ])('refuses a challenge of %s, though the key has answered it', async (_, more, code) => {
    const challenge = await askOf(more);
    const verdict = openPossession(suite, { challenge, answer: await answerOf(challenge) }, expected);
    expect(verdict).toMatchObject({ outcome: 'rejected', code });
  });

  it('refuses a challenge that the asker has not signed', async () => {
    const strange = await askOf({}, witness(asker.key.name, 9));
    const none = await signNote('another text\n', [asker], { time: 7 });
    for (const challenge of [strange, none, 'no note', '']) {
      const answer = await answerOf(await askOf());
      expect(openPossession(suite, { challenge, answer }, expected)).toMatchObject({ code: 'NO_CHALLENGE' });
    }
    const longer = await signNote(`${possessionChallengeText(asked)}more\n`, [asker], { time: 7 });
    expect(openPossession(suite, { challenge: longer, answer: await answerOf(longer) }, expected)).toMatchObject({
      code: 'NO_CHALLENGE',
    });
  });

  it('refuses an answer that is of nobody, of another key, or to another challenge', async () => {
    const challenge = await askOf();
    const earlier = await askOf({ at: '2026-11-22T10:00:00Z' });
    const answers = [
      'no note',
      await answerOf(challenge, signer('laboratory.test/log', 3)),
      await answerOf(challenge, asker),
      await answerOf(earlier),
      // What the log signs all the time: its trees, and the challenge itself is none of them.
      await signNote(possessionChallengeText(asked), [laboratory]),
      await signNote(`laboratory.test/log\n0\n${'A'.repeat(43)}=\n`, [laboratory]),
    ];
    for (const answer of answers) {
      expect(openPossession(suite, { challenge, answer }, expected)).toMatchObject({ code: 'NO_POSSESSION' });
    }
  });

  it('lets nobody sign the answer beforehand: the signature of the asker is in it', async () => {
    const foreseen = await signNote(possessionChallengeText(asked), [witness(asker.key.name, 9)], { time: 7 });
    const answer = await answerOf(foreseen);
    expect(openPossession(suite, { challenge: await askOf(), answer }, expected)).toMatchObject({
      code: 'NO_POSSESSION',
    });
  });
});

describe('the notes of possession', () => {
  it('are no checkpoints of any log', async () => {
    expect(() => parseCheckpoint(possessionChallengeText(asked))).toThrow();
    const { origin } = parseCheckpoint(possessionAnswerText(suite, await askOf()));
    expect(isKeyName(origin)).toBe(false);
  });

  it.each<[string, Partial<PossessionChallenge>]>([
    ['a party of two lines', { party: 'a\nb' }],
    ['no party', { party: '' }],
    ['an asker of two lines', { asker: 'a\u2028b' }],
    ['a day alone', { at: '2026-11-22' }],
  ])('are never made with %s', (_, more) => {
    expect(caught(() => possessionChallengeText({ ...asked, ...more }))).toMatchObject({ code: 'BAD_NOTE' });
  });

  it('are read back as they were written, and nothing else is', async () => {
    expect(parsePossessionChallenge(await askOf())).toEqual(asked);
    const others = [`touchstone/promise/v1\na\nb\nc\n2026-11-22T11:00:00Z\n`, 'touchstone/log-possession/v1\n'];
    for (const text of others) {
      const note = await signNote(text, [asker], { time: 7 });
      expect(caught(() => parsePossessionChallenge(note))).toMatchObject({ code: 'BAD_NOTE' });
    }
  });
});
