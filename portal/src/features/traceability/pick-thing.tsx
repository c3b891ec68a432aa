// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { traceabilityPage } from './graph.ts';
import { requestThings, type Things } from './things.ts';

/** Public reports, certificates and standards to start from. */
export function PickThing() {
  const { say } = useWords();
  const { run, start } = useRun<undefined, Things>(requestThings);
  const ask = useEffectEvent(() => void start(undefined));
  useEffect(() => ask(), []);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={() => void start(undefined)} />;
  if (run.state !== 'answered') return <p role="status">{say('trace.loading')}</p>;
  return (
    <div className="grid gap-4 md:grid-cols-3">
      {(['reports', 'certificates', 'standards'] as const).map((group) => (
        <div key={group}>
          <h3 className="font-semibold">{say(`trace.pick.${group}`)}</h3>
          {run.answer[group].length === 0 ? <p className="text-sm text-stone-600">{say('trace.pick.none')}</p> : null}
          <ul className="mt-1 max-h-80 overflow-y-auto">
            {run.answer[group].map((thing) => (
              <li key={thing.name.id}>
                <a
                  href={traceabilityPage(thing.name)}
                  className="flex min-h-11 flex-col justify-center border-b border-stone-200 py-1 underline wrap-anywhere hover:bg-stone-100"
                >
                  {thing.title}
                  {thing.more === undefined ? null : <span className="text-sm text-stone-600">{thing.more}</span>}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
