// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogError } from '../log-error.ts';
import { caught } from '../tests/caught.ts';
import { formatNote, formatSignatureLines, parseNote, parseSignatureLines } from './note.ts';
import { formatKeyId } from './note-key.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;

describe('parseNote()', () => {
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

  it('splits at the last empty line', () => {
    expect(parseNote(`first\n\nsecond\n\n\n${line}`)).toMatchObject({ text: 'first\n\nsecond\n\n' });
    expect(parseNote(utf8Bytes(`\ufefftext\n\n${line}`)).text).toBe('\ufefftext\n');
  });

  it('reads 100 signatures, and back they are the same', () => {
    const note = `text\n\n${line.repeat(100)}`;
    expect(formatNote(parseNote(note))).toBe(note);
    expect(code(() => parseNote(`text\n\n${line.repeat(101)}`))).toBe('TOO_LARGE');
  });

  it.each([
    ['nothing at all', '', 'BAD_NOTE'],
    ['no signature', 'text\n\n', 'BAD_NOTE'],
    ['no empty line', `text\n${line}`, 'BAD_NOTE'],
    ['no newline at its end', `text\n\n${line.slice(0, -1)}`, 'BAD_NOTE'],
    ['an empty line after the signatures', `text\n\n${line}\n`, 'BAD_NOTE'],
    ['text after the signatures', `text\n\n${line}more\n`, 'BAD_NOTE'],
    ['a hyphen for the em dash', `text\n\n${line.replace('—', '-')}`, 'BAD_NOTE'],
    ['two spaces', `text\n\n${line.replace(' U', '  U')}`, 'BAD_NOTE'],
    ['a space at the end of a line', `text\n\n${line.replace('\n', ' \n')}`, 'BAD_NOTE'],
    ['a name with a plus', `text\n\n${line.replace('foo', 'f+o')}`, 'BAD_NOTE'],
    ['a name with a Unicode space', `text\n\n${line.replace('foo', 'f\u2003o')}`, 'BAD_NOTE'],
    ['no name', `text\n\n${line.replace('example.com/foo ', '')}`, 'BAD_NOTE'],
    ['a carriage return', `text\r\n\n${line}`, 'BAD_NOTE'],
    ['a tab', `te\txt\n\n${line}`, 'BAD_NOTE'],
    ['a null character', `te\0xt\n\n${line}`, 'BAD_NOTE'],
    ['half a surrogate pair', `te\ud800xt\n\n${line}`, 'BAD_NOTE'],
    ['a signature of four bytes', 'text\n\n— a AAAAAA==\n', 'BAD_NOTE'],
    ['base64 that is not canonical', 'text\n\n— a AAAAAAB=\n', 'NOT_CANONICAL'],
    ['base64 of the other alphabet', 'text\n\n— a AAAAAA-_\n', 'NOT_CANONICAL'],
    ['base64 without padding', 'text\n\n— a AAAAAAA\n', 'NOT_CANONICAL'],
    ['no base64', 'text\n\n— a \n', 'BAD_NOTE'],
    ['a million bytes and more', `${'x'.repeat(1_000_000)}\n\n${line}`, 'TOO_LARGE'],
  ])('refuses a note with %s', (_, note, expected) => {
    expect(code(() => parseNote(note))).toBe(expected);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(code(() => parseNote(Uint8Array.of(0xc0, 0x80, 10, 10)))).toBe('BAD_NOTE');
  });

  it('throws nothing but errors of its own, whatever the bytes', () => {
    const pieces = fc.constantFrom('text\n', '\n', '— ', 'a ', 'AAAAAAAA', '=', '\u0000', 'é', line, '+', '\ud800');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          const given = parts.join('');
          expect(formatNote(parseNote(given))).toBe(given);
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
    );
  });
});

describe('formatNote()', () => {
  const signature = { name: 'a', id: 0xffffffff, signature: Uint8Array.of(1) };

  it('writes ids of 32 bits', () => {
    expect(parseSignatureLines(formatSignatureLines([signature]))).toEqual([signature]);
    expect(formatKeyId(0xfedcba98)).toBe('fedcba98');
  });

  it.each([
    ['no signature', 'text\n', []],
    ['a text without a newline', 'text', [signature]],
    ['a text that begins with one', '\ntext\n', [signature]],
    ['a control character', 'te\u0007xt\n', [signature]],
    ['a signature without bytes', 'text\n', [{ ...signature, signature: new Uint8Array(0) }]],
    ['a name that is none', 'text\n', [{ ...signature, name: 'a b' }]],
  ])('refuses %s with BAD_NOTE', (_, noteText, signatures) => {
    expect(code(() => formatNote({ text: noteText, signatures }))).toBe('BAD_NOTE');
  });
});
