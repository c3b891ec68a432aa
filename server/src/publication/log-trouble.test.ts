// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { describe, expect, it } from 'vitest';
import { LOG_TROUBLES, logTroubleOf } from './log-trouble.ts';
import { PublicationError } from './publication-error.ts';

describe('logTroubleOf()', () => {
  it('names the code, the numbers that are known, and nothing of this machine', () => {
    const where = { at: '/var/log/secret', counts: { seen: 12, here: 10 } };
    expect(logTroubleOf(new LogKeepingError('ROLLED_BACK', 'x', where))).toEqual({
      code: 'ROLLED_BACK',
      values: { seen: 12, here: 10 },
      text: expect.stringMatching(/^ROLLED_BACK: an older state/),
    });
    const behind = new PublicationError('DATABASE_BEHIND', '/x', { covered: 9, last: 4, path: '/secret' });
    expect(logTroubleOf(behind).values).toEqual({ covered: 9, last: 4 });
    expect(logTroubleOf(new PublicationError('BAD_MARK', '/x'))).not.toHaveProperty('values');
  });

  it.each([new Error('connect ECONNREFUSED /tmp/x'), Object.assign(new Error('x'), { code: '57P01' }), 'a word', null])(
    'has one word for whatever else fails: %s',
    (error) => expect(logTroubleOf(error)).toEqual({ code: 'OTHER', text: expect.stringMatching(/^OTHER: the log/) }),
  );

  it('has a meaning for every code, each another', () => {
    const texts = LOG_TROUBLES.map((code) => (code === 'OTHER' ? logTroubleOf(0) : textOf(code)));
    expect(new Set(texts).size).toBe(LOG_TROUBLES.length);
    expect(LOG_TROUBLES).toContain('NO_CONDITIONAL_WRITES');
  });
});

function textOf(code: (typeof LOG_TROUBLES)[number]): unknown {
  return logTroubleOf(new LogKeepingError(code as LogKeepingError['code'], 'x')).text;
}
