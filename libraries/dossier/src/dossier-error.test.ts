// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { DossierError, expected } from './dossier-error.ts';

test('expected() gives back the error that it is asked for and throws any other again', () => {
  const error = new DossierError('BAD_WORKBOOK', 'x');
  expect(expected(error, DossierError)).toBe(error);
  expect(() => expected(new RangeError('ours'), DossierError)).toThrow(RangeError);
});
