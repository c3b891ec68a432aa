// SPDX-License-Identifier: Apache-2.0
import type { Catalog } from './en.ts';
import type { ReasonCatalog } from './reasons/reason-code.ts';
import type { RefusalCatalog } from './refusals/refusal-code.ts';

/** The languages of the page, each under its own name. */
export const LANGUAGES = [
  { code: 'en', name: 'English', short: 'EN' },
  { code: 'zh-Hans', name: '简体中文', short: '简' },
  { code: 'zh-Hant', name: '繁體中文', short: '繁' },
  { code: 'pt', name: 'Português', short: 'PT' },
] as const;
export type Language = (typeof LANGUAGES)[number]['code'];

/** Everything said in one language; reasons and refusals without an entry keep the English sentence of whoever gave them. */
export interface Words {
  readonly page: Catalog;
  readonly reasons: ReasonCatalog;
  readonly refusals: RefusalCatalog;
}

/** Fetches one language's words; the page loads only the one in use. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'en':
      return { page: (await import('./en.ts')).en, reasons: {}, refusals: {} };
    case 'zh-Hans':
      return {
        page: (await import('./zh-hans.ts')).zhHans,
        reasons: (await import('./reasons/zh-hans.ts')).reasonsZhHans,
        refusals: (await import('./refusals/zh-hans.ts')).refusalsZhHans,
      };
    case 'zh-Hant':
      return {
        page: (await import('./zh-hant.ts')).zhHant,
        reasons: (await import('./reasons/zh-hant.ts')).reasonsZhHant,
        refusals: (await import('./refusals/zh-hant.ts')).refusalsZhHant,
      };
    case 'pt':
      return {
        page: (await import('./pt.ts')).pt,
        reasons: (await import('./reasons/pt.ts')).reasonsPt,
        refusals: (await import('./refusals/pt.ts')).refusalsPt,
      };
  }
}

/** The first language of the browser that the page has: Chinese of Hong Kong, Macao and Taiwan is written in 繁體. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [primary, ...rest] = tag.toLowerCase().split('-');
    if (primary === 'en' || primary === 'pt') return primary;
    if (primary === 'zh') return rest.some((part) => ['hant', 'hk', 'mo', 'tw'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
    if (primary === 'yue') return 'zh-Hant';
  }
  return 'en';
}
