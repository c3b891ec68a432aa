// SPDX-License-Identifier: Apache-2.0
// The keeper of a log answers a node that asks whose it is, and signs for nobody else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatVkey,
  openPossession,
  parseCheckpoint,
  possessionChallengeText,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const PARTY = 'did:web:laboratory.example';
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-possession-'));
const at = (name: string) => join(scratch, name);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const seed = (number: number) => new Uint8Array(32).fill(number);
const keyOf = (name: string, number: number) => nodeNoteKey({ name, type: 'ed25519', seed: seed(number) });
const asker = nodeNoteKey({ name: 'node.test/log/laboratories', type: 'ed25519-cosignature', seed: seed(1) }).signer;
const [older, log] = [keyOf('laboratory.test/log/2025', 2), keyOf('laboratory.test/log/2026', 3)];
const vkey = formatVkey(log.signer.key);
const text = possessionChallengeText({ asker: asker.key.name, party: PARTY, vkey, at: '2026-11-22T12:00:00Z' });
const challenge = await signNote(text, [asker], { time: 7 });
writeFileSync(at('challenge.json'), JSON.stringify({ challenge, until: '2026-11-23T12:00:00Z' }));
writeFileSync(at('challenge.note'), challenge);
writeFileSync(at('keys'), `${older.skey}\n${log.skey}\n`);
writeFileSync(at('older'), `${older.skey}\n`);
writeFileSync(at('spoilt'), 'PRIVATE+KEY+secret\n');
writeFileSync(at('other.json'), '{"note": 1}');
writeFileSync(at('broken.json'), '{');
writeFileSync(at('promise'), await signNote('touchstone/promise/v1\na\nb\n', [asker], { time: 7 }));

function run(...args: readonly string[]) {
  const command = ['cli/src/main.ts', 'possession', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' as const });
  return { code: status, out: stdout, err: stderr };
}
const verdictOf = (answer: string) =>
  openPossession(
    suite,
    { challenge, answer },
    {
      ...{ asker: asker.key, party: PARTY, key: log.signer.key },
      ...{ notBefore: '2026-11-22T00:00:00Z', notAfter: '2026-11-23T00:00:00Z' },
    },
  ).outcome;

describe('touchstone possession', () => {
  it.each(['challenge.json', 'challenge.note'])('answers %s with the key that was asked, and says for whom', (name) => {
    const { code, out, err } = run(at(name), '--party', PARTY, '--key', at('keys'));
    expect([code, verdictOf(out)]).toEqual([0, 'accepted']);
    expect(err).toContain(`signed: the log laboratory.test/log/2026 is that of ${PARTY}, for ${asker.key.name}`);
  });

  it('writes the answer into a file', () => {
    const out = at('answer.note');
    expect(run(at('challenge.json'), '--party', PARTY, '--key', at('keys'), '--out', out)).toMatchObject({
      ...{ code: 0, out: '' },
    });
    expect(verdictOf(readFileSync(out, 'utf8'))).toBe('accepted');
  });

  it('writes what another program is to sign, where the key is not in a file', async () => {
    const { code, out } = run(at('challenge.json'), '--party', PARTY);
    expect([code, parseCheckpoint(out).size]).toEqual([0, 0]);
    expect(verdictOf(await signNote(out, [log.signer]))).toBe('accepted');
  });

  it.each([
    ['for another party', ['challenge.json', '--party', 'did:web:rival.example', '--key', 'keys'], 'sign nothing'],
    ['for no party', ['challenge.json', '--key', 'keys'], 'the party it must be about'],
    ['with another key', ['challenge.json', '--party', PARTY, '--key', 'older'], 'laboratory.test/log/2025'],
    ['with a key that is none', ['challenge.json', '--party', PARTY, '--key', 'spoilt'], 'a secret key'],
    ['what is no challenge', ['promise', '--party', PARTY, '--key', 'keys'], 'touchstone/log-possession/v1'],
    ['what has no challenge', ['other.json', '--party', PARTY, '--key', 'keys'], 'no "challenge"'],
    ['what is no JSON', ['broken.json', '--party', PARTY, '--key', 'keys'], 'neither a challenge'],
    ['what is not there', ['nothing', '--party', PARTY, '--key', 'keys'], 'ENOENT'],
  ])('signs nothing %s', (_, args, why) => {
    const files = ['challenge.json', 'other.json', 'broken.json', 'promise', 'nothing', 'keys', 'older', 'spoilt'];
    const { code, out, err } = run(...args.map((each) => (files.includes(each) ? at(each) : each)));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(why);
    expect(err).not.toContain('PRIVATE+KEY+secret');
  });
});
