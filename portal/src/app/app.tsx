// SPDX-License-Identifier: Apache-2.0
import { Tabs } from 'radix-ui';
import { useEffect } from 'react';
import { Verify } from '../features/verify/verify.tsx';
import { useWords } from '../messages/use-words.ts';
import { goTo, useAddress } from './address.ts';
import { CheckPage } from './check-page.tsx';
import { ASKED_ON, Header } from './header.tsx';
import { NamedPage } from './pages.tsx';
import { parsePath } from './path.ts';

/** Every page: the head, what the address names, the foot. */
export function App() {
  const { say } = useWords();
  const address = parsePath(window.location.pathname);
  // Of several open pages, each says which it is.
  const title = ASKED_ON.includes(address.page) ? say('app.question') : say(`nav.${address.page as 'home'}`);
  useEffect(() => {
    document.title = `${title} · Touchstone`;
  }, [title]);
  return (
    <>
      <Header open={address.page} />
      {address.page === 'home' ? <Home /> : <NamedPage page={address} />}
      <footer className="mx-auto max-w-6xl border-t border-stone-300 px-4 py-6 text-sm text-stone-600 sm:px-6">
        <p>{say('app.footer')}</p>
        <p className="mt-1">{say('app.demonstration')}</p>
      </footer>
    </>
  );
}

/** The first page: check a dossier, or verify one document. */
function Home() {
  const { say } = useWords();
  const { tab } = useAddress();
  const look =
    '-mb-px min-h-11 rounded-t-md border border-transparent border-b-0 px-4 font-medium text-stone-600 data-[state=active]:border-stone-300 data-[state=active]:bg-stone-50 data-[state=active]:text-stone-900';
  return (
    <main>
      <Tabs.Root value={tab ?? 'check'} onValueChange={(value) => goTo(value === 'verify' ? { tab: 'verify' } : {})}>
        <Tabs.List
          className="flex gap-1 border-b border-stone-300 bg-white px-[max(1rem,calc((100vw-72rem)/2+1.5rem))] print:hidden"
          aria-label={say('app.name')}
        >
          <Tabs.Trigger value="check" className={look}>
            {say('app.tab.check')}
          </Tabs.Trigger>
          <Tabs.Trigger value="verify" className={look}>
            {say('app.tab.verify')}
          </Tabs.Trigger>
        </Tabs.List>
        <div className="mx-auto max-w-6xl px-4 py-6 sm:px-6">
          {/* Kept while the other tab is open, so that an answer is not lost by a look elsewhere. */}
          <Tabs.Content value="check" forceMount className="data-[state=inactive]:hidden" tabIndex={-1}>
            <CheckPage />
          </Tabs.Content>
          <Tabs.Content value="verify" tabIndex={-1}>
            <Verify />
          </Tabs.Content>
        </div>
      </Tabs.Root>
    </main>
  );
}
