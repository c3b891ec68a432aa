// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type ForeignAsked, type ForeignPage, type ForeignStatement, requestForeign } from './logs.ts';

/** Statements that came from a followed log, each with a way to its page; more on demand. */
export function ForeignList({ origin }: { readonly origin: string }) {
  const { say, sayOr } = useWords();
  const { run, start } = useRun<ForeignAsked, ForeignPage>(requestForeign);
  const [items, setItems] = useState<readonly ForeignStatement[]>([]);
  const look = useEffectEvent(() => void start({ origin }));
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setItems((before) => [...before, ...run.answer.items]);
  }, [run]);
  const next = run.state === 'answered' ? run.answer.next : undefined;
  return (
    <>
      <p className="text-sm text-stone-600">{say('logs.foreign.lead', { origin })}</p>
      <ul className="mt-1 divide-y divide-stone-200">
        {items.map(({ issuer, id, kind, erasedAt }) => (
          <li key={`${issuer} ${id}`} data-foreign={id} className="py-1">
            <a
              href={`/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`}
              className="inline-flex min-h-9 items-center underline wrap-anywhere"
            >
              {sayOr(`document-kind.${kind}`, kind)}
            </a>{' '}
            <span className="text-sm wrap-anywhere text-stone-600">
              {issuer}
              {erasedAt === undefined ? null : ` · ${say('logs.foreign.erased')}`}
            </span>
          </li>
        ))}
      </ul>
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start({ origin })} /> : null}
      {next === undefined ? null : (
        <Button className="mt-2" onClick={() => void start({ origin, cursor: next })}>
          {say('logs.foreign.more')}
        </Button>
      )}
    </>
  );
}
