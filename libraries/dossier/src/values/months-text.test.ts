// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readMonthsText } from './months-text.ts';

describe('readMonthsText()', () => {
  test.each([
    [
      12,
      ['12', '12 months', '12个月', '12個月', '12 meses', '１２月', '1 year', '1年', '１ 年', '一年', '每年', '1 ano'],
    ],
    [
      12,
      [
        'every year',
        'yearly',
        'annual',
        'anual',
        '每1年',
        '1年一次',
        '一年一次',
        '每年一次',
        'cada ano',
        'Every 12 months',
      ],
    ],
    [6, ['半年', '每半年', 'semestral', '6 mês', '0.5年', '0,5 anos', '六个月', 'every 6 months']],
    [3, ['每季度', 'trimestral', 'quarterly', '三个月', '3月']],
    [24, ['两年', '兩年', '二年', '2 anos', 'a cada 2 anos', 'every two years', '每2年', '每两年一次', 'bienal']],
    [1, ['每月', '一个月', 'mensal', '1 month']],
    [18, ['一年半', '1.5年', 'um ano e meio']],
  ])('reads %i months', (months, texts) => {
    expect(texts.map((text) => readMonthsText(text)).map((one) => one.ok && Number(one.value.value))).toEqual(
      texts.map(() => months),
    );
  });

  test.each(['biannual', '365天', 'soon', '年年', '-1年半', '1年2月', '十二月', '一二年', ''])(
    'does not guess %j',
    (text) => {
      expect(readMonthsText(text)).toMatchObject({ ok: false, code: 'BAD_NUMBER' });
    },
  );

  test('asks of 1,234', () => {
    expect(readMonthsText('1,234 months')).toMatchObject({ ok: false, code: 'AMBIGUOUS_NUMBER' });
  });
});
