// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { LogError } from '@touchstone/transparency-log';
import { describe, expect, it } from 'vitest';
import { troubleOf } from './follow-state.ts';

describe('troubleOf()', () => {
  it.each([
    [new LogError('MISSING_TILE', 'not there', { at: 'tile/0/000' }), 'missing-file'],
    [new LogError('BAD_TILE', 'cut', { at: 'tile/0/000' }), 'damaged'],
    [new LogKeepingError('CORRUPT', 'other bytes'), 'damaged'],
    [new LogKeepingError('UNREACHABLE', 'silent'), 'unreachable'],
    [new LogKeepingError('WRONG_LOG', 'not signed'), 'not-signed'],
    [new LogKeepingError('BUSY', 'busy'), 'other'],
    [new TypeError('fetch failed'), 'unreachable'],
    [new DOMException('late', 'TimeoutError'), 'unreachable'],
    [new Error('something'), 'other'],
    ['a word', 'other'],
  ])('takes %s as %s', (error, kind) => {
    expect(troubleOf(error).kind).toBe(kind);
  });

  it('keeps the words', () => {
    expect(troubleOf('a word').text).toBe('a word');
    expect(troubleOf(new LogKeepingError('UNREACHABLE', 'it answers 500')).text).toBe('it answers 500');
  });
});
