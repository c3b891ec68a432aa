// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { IdentifierError, requireText } from './identifier-error.ts';

describe('IdentifierError', () => {
  test('carries the code and the offending text', () => {
    const error = new IdentifierError('BAD_FORMAT', 'Say what', 'given');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'IdentifierError', code: 'BAD_FORMAT', text: 'given' });
  });

  test('cuts hostile text short, and escapes it in the message', () => {
    const error = new IdentifierError('BAD_FORMAT', 'Say what', `\u001b[31m${'x'.repeat(1_000_000)}`);
    expect(error.text.length).toBeLessThan(200);
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).not.toContain('\u001b');
  });

  test.each([
    [null, '<null>'],
    [undefined, '<undefined>'],
    [{}, '<object>'],
    [5, '<number>'],
  ])('names the type of %s, which is no text', (given, text) => {
    expect(new IdentifierError('NOT_TEXT', 'Say what', given).text).toBe(text);
  });
});

describe('requireText()', () => {
  test('lets text of the allowed length through', () => {
    expect(requireText('abc', 'It', 3)).toBe('abc');
    expect(() => requireText('abcd', 'It', 3)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
    expect(() => requireText(3, 'It', 3)).toThrow(expect.objectContaining({ code: 'NOT_TEXT' }));
  });
});
