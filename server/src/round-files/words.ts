// SPDX-License-Identifier: Apache-2.0
import { enReport, type Words } from './words/en.ts';
import { ptReport } from './words/pt.ts';
import { zhHansReport } from './words/zh-hans.ts';
import { zhHantReport } from './words/zh-hant.ts';

/** Languages of a printed report. */
export const REPORT_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** The words of a report in a language. */
export const REPORT_WORDS: Readonly<Record<ReportLanguage, Words>> = {
  en: enReport,
  'zh-Hans': zhHansReport,
  'zh-Hant': zhHantReport,
  pt: ptReport,
};
export type { Words };

/** A sentence with what it is about. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
