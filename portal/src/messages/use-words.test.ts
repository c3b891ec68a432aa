// SPDX-License-Identifier: Apache-2.0
import { setupI18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../api/verdict.ts';
import { type Language, loadWords } from './languages.ts';
import { speechOf, toMessages } from './use-words.ts';

async function speech(language: Language) {
  const i18n = setupI18n();
  i18n.loadAndActivate({ locale: language, messages: toMessages(await loadWords(language)) });
  return speechOf(i18n);
}
const reason = (code: string, detail: string, values: Reason['values'] = {}): Reason => ({
  ...{ code, detail, values },
  article: undefined,
});

describe('sayReason()', () => {
  it('tells the values in the reader’s language, and words among them too', async () => {
    const { sayReason } = await speech('zh-Hans');
    expect(sayReason(reason('PREMISE_FAILED', 'not evaluated', { premise: 'method' }))).toEqual({
      text: '未评估：“方法”未通过',
      language: 'zh-Hans',
    });
  });

  it('keeps the engine’s sentence for a code without an entry, and in English', async () => {
    const given = reason('NEVER_HEARD_OF', 'something new');
    expect((await speech('pt')).sayReason(given)).toEqual({ text: 'something new', language: 'en' });
    const english = reason('COMPARED', '0.1 against 0.3', { result: '0.1' });
    expect((await speech('en')).sayReason(english)).toEqual({ text: '0.1 against 0.3', language: 'en' });
  });

  it('tells a quantity that stands in the place of a substance', async () => {
    const values = { result: 'mass-1', substance: 'mass', method: 'M', on: '2026-11-13' };
    const { text } = (await speech('zh-Hans')).sayReason(reason('OUTSIDE_SCOPE_LINES', 'no line covers mass', values));
    expect(text).toContain('质量');
    expect(text).not.toMatch(/mass(?!-1)/);
  });

  it('never shows a hole where a value is missing', async () => {
    const given = reason('SAMPLE_AS_RECEIVED', 'sample 1 was tested as received');
    expect((await speech('zh-Hant')).sayReason(given).language).toBe('en');
  });

  it('adds the engine’s words where the translation leaves out a number', async () => {
    const { sayReason } = await speech('pt');
    const detail = '0.39 mg/kg is beyond the upper limit 0.3 mg/kg';
    expect(sayReason(reason('ABOVE_UPPER_LIMIT', detail)).english).toBe(detail);
    expect(sayReason(reason('TRACEABILITY_SHOWN', 'every calibration is shown')).english).toBeUndefined();
    const named = reason('SECONDARY_SOURCE', 'HK-132V was read elsewhere', { requirement: 'HK-132V' });
    expect(sayReason(named).english).toBeUndefined();
  });
});

describe('the reasons of a chain', () => {
  const detail = 'B2: C-1 holds from 2026-03-02 to 2027-03-01; the day is 2025-01-05.';
  const values = { name: 'B2', number: 'C-1', from: '2026-03-02', to: '2027-03-01', on: '2025-01-05' };
  const cure = { code: 'CURE_MEND_MAKING', detail: 'Have B2 calibrated anew before it is used.' };

  it.each<[Language, string]>([
    ['zh-Hans', 'B2：C-1 的有效期为 2026-03-02 至 2027-03-01，所涉日期为 2025-01-05'],
    ['zh-Hant', 'B2：C-1 的有效期為 2026-03-02 至 2027-03-01，所涉日期為 2025-01-05'],
    ['pt', 'B2: C-1 vale de 2026-03-02 a 2027-03-01; o dia em causa é 2025-01-05'],
  ])('are told with their names and days in %s, and nothing in English', async (language, text) => {
    const { sayReason, sayCure } = await speech(language);
    const given = reason('NOT_IN_ITS_WINDOW', detail, values);
    expect(sayReason(given)).toEqual({ text, language });
    const cured = sayCure(given, cure);
    expect(cured).toMatchObject({ language });
    expect(cured.text).toContain('B2');
    // Of a record from before they had values: the sentence without them, and the engine's beside it.
    expect(sayReason(reason('NOT_IN_ITS_WINDOW', detail))).toMatchObject({ language, english: detail });
    expect(sayCure(reason('NOT_IN_ITS_WINDOW', detail), cure).text).not.toContain('B2');
  });

  it('say substances, quantities and states in words, and cures by their own code where the reason has none', async () => {
    const { sayReason, sayCure } = await speech('zh-Hans');
    expect(
      sayReason(reason('MEASURAND_NOT_TRACED', 'No certificate named is of pb.', { substance: 'pb' })).text,
    ).toContain('铅');
    const state = { number: 'C-1', status: 'withdrawn', on: '2026-01-01' };
    expect(sayReason(reason('NOT_IN_FORCE', 'C-1 was withdrawn', state)).text).not.toContain('withdrawn');
    expect(sayCure(reason('METHOD_NOT_KNOWN', ''), { code: 'CURE_LOOK_UP_METHOD', detail: 'x' }).language).toBe(
      'zh-Hans',
    );
    expect(sayCure(reason('NEVER_HEARD_OF', ''), { detail: 'do it' })).toEqual({ text: 'do it', language: 'en' });
  });
});

describe('pickName()', () => {
  it('never takes a mainland name for a Hong Kong one', async () => {
    const names = { en: 'Lead', 'zh-Hans': '铅' };
    expect((await speech('zh-Hant')).pickName(names)).toEqual({ text: 'Lead', language: 'en' });
    expect((await speech('zh-Hans')).pickName(names)).toEqual({ text: '铅', language: 'zh-Hans' });
    expect((await speech('pt')).pickName({ 'zh-Hans': '铅' })).toEqual({ text: '铅', language: 'zh-Hans' });
    expect((await speech('en')).pickName({})).toEqual({ text: '', language: 'en' });
  });
});
