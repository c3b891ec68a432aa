// SPDX-License-Identifier: Apache-2.0
import { formatVkey, makeNoteKey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { parseLogKey } from './log-options.ts';

describe('parseLogKey()', () => {
  const vkeyOf = (type: 'ml-dsa-44-cosignature' | 'ed25519-cosignature' | 'rfc6962-tree-head') => {
    const publicKey = type === 'ml-dsa-44-cosignature' ? new Uint8Array(1_312) : new Uint8Array(32).fill(3);
    return formatVkey(makeNoteKey(suite, { name: 'log.example', type, publicKey }));
  };

  it('takes the ML-DSA-44 key of a log, and neither that of a witness nor one that verifies nothing here', () => {
    expect(parseLogKey(vkeyOf('ml-dsa-44-cosignature'))).toMatchObject({ name: 'log.example' });
    for (const type of ['ed25519-cosignature', 'rfc6962-tree-head'] as const) {
      expect(() => parseLogKey(vkeyOf(type))).toThrow(CommandError);
    }
  });
});
