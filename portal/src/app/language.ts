// SPDX-License-Identifier: Apache-2.0
import type { I18n } from '@lingui/core';
import { LANGUAGES, type Language, loadWords, preferredLanguage } from '../messages/languages.ts';
import { toMessages } from '../messages/use-words.ts';

const KEPT_AS = 'touchstone-language';

/** The language chosen before, else the first of the browser's that the page has. */
export function firstLanguage(): Language {
  const kept = readKept();
  return LANGUAGES.find(({ code }) => code === kept)?.code ?? preferredLanguage(navigator.languages);
}

/** Fetches the words, switches to them and tells the document, for voices, fonts and hyphens. */
export async function speakIn(i18n: I18n, language: Language): Promise<void> {
  i18n.loadAndActivate({ locale: language, messages: toMessages(await loadWords(language)) });
  document.documentElement.lang = language;
}

/** Remembers a choice made by hand. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser may forbid storage; the choice then lasts as long as the page.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}
