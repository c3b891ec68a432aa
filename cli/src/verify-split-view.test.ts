// SPDX-License-Identifier: Apache-2.0
import { proveSplitView, type SplitViewFile } from '@touchstone/log-keeping/mirror';
import { formatCheckpoint, parsePolicy, signNote, formatVkey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSplitView, verifySplitViewFile } from './verify-split-view.ts';

const ORIGIN = 'log.example/1';
const signerOf = (name: string, number: number) =>
  nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(number) }).signer;
const signer = signerOf(ORIGIN, 1);
const other = signerOf(ORIGIN, 2);
const noteOf = (root: number, by = [signer]) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size: 7, root: new Uint8Array(32).fill(root) }), by);

async function split(): Promise<SplitViewFile> {
  const notes = [await noteOf(1), await noteOf(2)] as const;
  const read = () => undefined;
  const log = { origin: ORIGIN, keys: [signer.key] };
  return (await proveSplitView(suite, log, { notes, read })) as SplitViewFile;
}
function verified(file: SplitViewFile, of: Partial<Parameters<typeof verifySplitViewFile>[1]> = {}) {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const code = verifySplitViewFile(file, { keys: [signer.key], policies: [], ...of });
  return { code, out };
}
afterEach(() => vi.restoreAllMocks());

describe('verifySplitViewFile()', () => {
  it('says which key has signed both, by the key or by a policy of the asker', async () => {
    const file = await split();
    expect(verified(file)).toEqual({
      code: 3,
      out: expect.stringContaining(`its key ${formatVkey(signer.key)} has signed`),
    });
    const policy = parsePolicy(suite, `log ${formatVkey(signer.key)}\nquorum none\n`);
    expect(verified(file, { keys: [], policies: [policy] }).code).toBe(3);
  });

  it('charges nobody whose key is not at hand, or has not signed both', async () => {
    const file = await split();
    expect(verified(file, { keys: [] })).toEqual({ code: 2, out: expect.stringContaining('no key of this log') });
    expect(verified(file, { keys: [signerOf('log.example/2', 1).key] }).code).toBe(2);
    const framed = { ...file, larger: await noteOf(2, [other]) };
    expect(verified(framed).code).toBe(2);
    // One story of each key is no second story of either.
    expect(verified(framed, { keys: [signer.key, other.key] })).toEqual({
      code: 2,
      out: expect.stringContaining('not proved'),
    });
    expect(verified({ ...file, larger: file.smaller }).code).toBe(2);
    expect(verified({ ...file, smaller: 'no note' }).code).toBe(1);
  });
});

describe('readSplitView()', () => {
  it('reads the file by itself and in a report, and nothing else', async () => {
    const file = await split();
    expect(readSplitView(JSON.stringify(file))).toEqual(file);
    expect(readSplitView(JSON.stringify({ format: 'touchstone/mirror-report/v1', splitView: file }))).toEqual(file);
    const { larger: _, ...half } = file;
    for (const text of [
      '',
      '{',
      JSON.stringify(half),
      `"${file.format}"`,
      JSON.stringify({ splitView: 7, of: file.format }),
    ]) {
      expect(readSplitView(text)).toBeUndefined();
    }
  });
});
