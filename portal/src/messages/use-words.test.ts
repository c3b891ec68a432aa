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

describe('pickName()', () => {
  it('never takes a mainland name for a Hong Kong one', async () => {
    const names = { en: 'Lead', 'zh-Hans': '铅' };
    expect((await speech('zh-Hant')).pickName(names)).toEqual({ text: 'Lead', language: 'en' });
    expect((await speech('zh-Hans')).pickName(names)).toEqual({ text: '铅', language: 'zh-Hans' });
    expect((await speech('pt')).pickName({ 'zh-Hans': '铅' })).toEqual({ text: '铅', language: 'zh-Hans' });
    expect((await speech('en')).pickName({})).toEqual({ text: '', language: 'en' });
  });
});
