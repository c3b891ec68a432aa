// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useOnce } from '../../app/use-once.ts';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { requestReplaced, requestSwitching, type Switching } from './switching.ts';
import { SwitchingView } from './switching-view.tsx';

interface Asked {
  readonly edition: string;
  readonly on: string;
}

/** Who still works by an edition that was replaced, and until when that is allowed. The question lives in the address. */
export function SwitchingPage() {
  const { say } = useWords();
  const known = useOnce(requestReplaced);
  const { run, start } = useRun<Asked, Switching>(requestSwitching);
  const [asked, setAsked] = useState<Asked>(readHash);
  const ask = (wanted: Asked) => {
    setAsked(wanted);
    if (wanted.edition === '') return;
    window.history.replaceState(null, '', `#${new URLSearchParams({ ...wanted })}`);
    void start(wanted);
  };
  const first = useEffectEvent(() => ask(asked));
  useEffect(() => first(), []);
  const replaced = known.run.state === 'answered' ? known.run.answer : [];
  return (
    <>
      <PageTitle title={say('switching.title')}>{say('switching.lead')}</PageTitle>
      <form
        className="mt-4 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          ask({ ...asked, edition: asked.edition.trim() });
        }}
      >
        <label className="grow sm:grow-0">
          <span className="block text-sm">{say('switching.edition')}</span>
          <input
            className={`${FIELD} w-full sm:w-72`}
            required
            maxLength={200}
            placeholder="JJG 1036-2008"
            value={asked.edition}
            onChange={({ target }) => setAsked({ ...asked, edition: target.value })}
          />
        </label>
        <label>
          <span className="block text-sm">{say('switching.on')}</span>
          <input
            className={FIELD}
            type="date"
            value={asked.on}
            onChange={({ target }) => setAsked({ ...asked, on: target.value })}
          />
        </label>
        <Button type="submit" primary>
          {say('switching.ask')}
        </Button>
      </form>
      <div className="mt-3" role="status">
        {known.run.state === 'answered' && replaced.length === 0 ? <p>{say('switching.none-known')}</p> : null}
        {run.state === 'running' ? <p className="text-stone-600">{say('nav.loading')}</p> : null}
      </div>
      {known.run.state === 'failed' ? <ProblemView problem={known.run.problem} onAgain={known.again} /> : null}
      {replaced.length === 0 ? null : (
        <div>
          <p className="text-sm text-stone-600">{say('switching.known')}</p>
          <ul className="mt-1 flex flex-wrap gap-2">
            {replaced.map(({ edition, by, title }) => (
              <li key={`${edition} ${by}`}>
                <Button
                  title={title}
                  aria-pressed={asked.edition === edition}
                  className="aria-pressed:border-stone-900 aria-pressed:ring-1 aria-pressed:ring-stone-900"
                  onClick={() => ask({ ...asked, edition })}
                >
                  {edition} → {by}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => ask(asked)} /> : null}
      {run.state === 'answered' ? <SwitchingView answer={run.answer} /> : null}
    </>
  );
}

function readHash(): Asked {
  const given = new URLSearchParams(window.location.hash.slice(1));
  return { edition: given.get('edition') ?? '', on: given.get('on') ?? '' };
}
