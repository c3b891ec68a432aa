// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { halfWidth, hasBadCharacter, wordKey } from './characters.ts';

test('halfWidth() changes width, spaces and minus, and nothing else', () => {
  expect(halfWidth('　＜０．１０　ｍｇ ')).toBe('<0.10 mg');
  expect(halfWidth('−5')).toBe('-5');
  expect(halfWidth('10²')).toBe('10²');
});

test('wordKey() makes one key of one word', () => {
  expect(new Set(['Não detectado', 'NAO DETECTADO', 'não-detectado.'].map(wordKey)).size).toBe(1);
  expect(wordKey('\ufeff批　号')).toBe('批号');
});

test('hasBadCharacter() finds controls and halves of pairs, and leaves line ends and emoji', () => {
  expect(hasBadCharacter('a\u0000b')).toBe(true);
  expect(hasBadCharacter('a\ud83d')).toBe(true);
  expect(hasBadCharacter('a\r\n\tb 😀')).toBe(false);
});
