// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { PLACES } from '../ask/place-picker.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { LimitTable, ResultTable } from './check-tables.tsx';
import { type CheckAsked, type OwnStandard, type OwnStandardCheck, requestCheck } from './own-standard.ts';

/** One standard against the law of a place, and against results of its products. */
export function CheckOfStandard({ standard }: { readonly standard: OwnStandard }) {
  const { say, sayOr } = useWords();
  const [place, setPlace] = useState<string>(PLACES[0]);
  const [on, setOn] = useState('');
  const { run, start } = useRun<CheckAsked, OwnStandardCheck>(requestCheck);
  const ask = (more: Partial<CheckAsked> = {}) => void start({ standard, place, on, ...more });
  const first = useEffectEvent(() => ask());
  useEffect(() => first(), []);
  return (
    <>
      <h3 className="mt-4 font-semibold wrap-anywhere">
        {standard.standard} · {standard.title}
      </h3>
      <div className="mt-2 flex flex-wrap gap-3">
        <label>
          <span className="block text-sm">{say('own-standards.place')}</span>
          <select
            className={FIELD}
            value={place}
            onChange={({ target }) => {
              setPlace(target.value);
              ask({ place: target.value });
            }}
          >
            {PLACES.map((each) => (
              <option key={each} value={each}>
                {sayOr(`place.${each}`, each)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="block text-sm">{say('switching.on')}</span>
          <input
            type="date"
            className={FIELD}
            value={on}
            onChange={({ target }) => {
              setOn(target.value);
              ask({ on: target.value });
            }}
          />
        </label>
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
        <ProblemView problem={run.problem} onAgain={() => ask()} />
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
