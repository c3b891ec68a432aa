// SPDX-License-Identifier: Apache-2.0

import { today } from '../../app/today.ts';
import { useWords } from '../../messages/use-words.ts';
import type { History } from './history.ts';

/** Every status with its days, oldest first; says so where no register here keeps this kind. */
export function HistoryTable({ history }: { readonly history: History }) {
  const { say, sayOr } = useWords();
  if (history === undefined) return <p className="text-stone-600">{say('statement.history.none')}</p>;
  const day = today(new Date());
  return (
    <ol className="space-y-2">
      {history.map(({ status, from, until, reason }) => (
        <li key={`${status} ${from}`} className="rounded-md border border-stone-300 bg-white px-3 py-2">
          <p>
            <strong>{sayOr(`status.${status}`, status)}</strong>{' '}
            <span className="text-sm wrap-anywhere">
              {until === undefined ? say('statement.from', { from }) : say('statement.from-until', { from, until })}
            </span>
            {from.slice(0, 10) > day ? (
              <span className="text-sm text-stone-600"> {say('statement.to-come')}</span>
            ) : null}
          </p>
          {reason === undefined ? null : (
            <p lang="en" className="text-sm wrap-anywhere text-stone-600">
              {reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
