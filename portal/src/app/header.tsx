// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react';
import { ToggleGroup } from 'radix-ui';
import { LANGUAGES } from '../messages/languages.ts';
import { useWords } from '../messages/use-words.ts';
import { keepLanguage, speakIn } from './language.ts';
import { Navigation } from './navigation.tsx';
import type { Page } from './path.ts';

/** Pages that answer the one question; the others have a title of their own. */
export const ASKED_ON: readonly Page['page'][] = ['home', 'statement'];

/** The name, the pages, the languages, and the one question. */
export function Header({ open }: { readonly open: Page['page'] }) {
  const { say, language } = useWords();
  return (
    <header className="bg-white print:border-b print:border-stone-300">
      <div className="mx-auto max-w-6xl px-4 py-4 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="flex items-center gap-2 font-semibold">
            <img src="/favicon.svg" alt="" width="24" height="24" />
            {say('app.name')}
          </p>
          <LanguageSwitch />
        </div>
        <Navigation open={open} />
        {ASKED_ON.includes(open) ? (
          <>
            <h1 className="mt-2 max-w-3xl text-2xl leading-snug font-bold text-balance sm:text-3xl">
              {say('app.question')}
            </h1>
            <p className="mt-2 max-w-3xl text-stone-600 print:hidden">{say('app.lead')}</p>
          </>
        ) : null}
        {language === 'en' ? null : (
          <p className="mt-2 text-sm font-medium text-amber-900" data-testid="awaits-review">
            {say('app.review')}
          </p>
        )}
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const { i18n } = useLingui();
  const { say, language } = useWords();
  return (
    <ToggleGroup.Root
      type="single"
      value={language}
      aria-label={say('app.language')}
      onValueChange={(value) => {
        const chosen = LANGUAGES.find(({ code }) => code === value)?.code;
        if (chosen === undefined) return;
        keepLanguage(chosen);
        void speakIn(i18n, chosen);
      }}
      className="flex gap-1 print:hidden"
    >
      {LANGUAGES.map(({ code, name, short }) => (
        <ToggleGroup.Item
          key={code}
          value={code}
          lang={code}
          aria-label={name}
          className="min-h-10 rounded border border-transparent px-2 text-sm hover:bg-stone-100 data-[state=on]:border-stone-900 data-[state=on]:font-semibold"
        >
          <span className="sm:hidden">{short}</span>
          <span className="hidden sm:inline">{name}</span>
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
