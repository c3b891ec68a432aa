// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { useWords } from '../../messages/use-words.ts';
import { PlaceAndDay, type PlaceOnDay } from '../ask/place-and-day.tsx';
import { PLACES } from '../ask/place-picker.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { LimitTable, ResultTable } from './check-tables.tsx';
import { type CheckAsked, type OwnStandard, type OwnStandardCheck, requestCheck } from './own-standard.ts';

/** One standard against the law of a place, and against results of its products. */
export function CheckOfStandard({ standard }: { readonly standard: OwnStandard }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<PlaceOnDay>({ place: PLACES[0], on: '' });
  const { run, start } = useRun<CheckAsked, OwnStandardCheck>(requestCheck);
  const ask = (wanted: PlaceOnDay) => {
    setAsked(wanted);
    void start({ standard, ...wanted });
  };
  const first = useEffectEvent(() => ask(asked));
  useEffect(() => first(), []);
  return (
    <>
      <h3 className="mt-4 font-semibold wrap-anywhere">
        {standard.standard} · {standard.title}
      </h3>
      <div className="mt-2 flex flex-wrap gap-3">
        <PlaceAndDay
          asked={asked}
          places={PLACES}
          labels={{ place: say('own-standards.place'), on: say('switching.on') }}
          onAsked={ask}
        />
      </div>
      <div role="status">
        {run.state === 'running' ? <p className="mt-3 text-stone-600">{say('own-standards.running')}</p> : null}
      </div>
      {run.state === 'failed' && run.problem.status !== undefined && [403, 404].includes(run.problem.status) ? (
        <p role="alert" className="mt-3" data-testid="not-for-you">
          {say('own-standards.not-yours')}
        </p>
      ) : null}
      {run.state === 'failed' && ![403, 404].includes(run.problem.status ?? 0) ? (
        <ProblemView problem={run.problem} onAgain={() => ask(asked)} />
      ) : null}
      {run.state === 'answered' ? (
        <div data-check={run.answer.limits.outcome}>
          <LimitTable check={run.answer} />
          <ResultTable check={run.answer} />
        </div>
      ) : null}
    </>
  );
}
