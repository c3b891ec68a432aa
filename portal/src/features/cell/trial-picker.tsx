// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import type { Trial } from '../../api/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { titleOf } from './rests-on.tsx';

const STANDINGS: Readonly<Record<Trial['standing'], { readonly tone: Tone; readonly mark: Mark }>> = {
  accepted: { tone: 'quiet', mark: 'passed' },
  'not-accepted': { tone: 'broken', mark: 'broken' },
  contradicted: { tone: 'contradicted', mark: 'contradicted' },
};

/** The documents tried for a requirement; the chain below is that of the one shown. */
export function TrialPicker({
  trials,
  shown,
  onShow,
}: {
  readonly trials: readonly Trial[];
  readonly shown: number;
  readonly onShow: (index: number) => void;
}) {
  const { say, sayOr } = useWords();
  const id = useId();
  const trial = trials[shown];
  if (trial === undefined) return null;
  const labelOf = ({ document, result }: Trial) =>
    [titleOf(document, sayOr), ...(result === undefined ? [] : [say('cell.trial.result', { result })])].join(', ');
  return (
    <div className="rounded-md border border-stone-300 bg-white p-3">
      {trials.length === 1 ? (
        <p className="font-medium wrap-anywhere">{labelOf(trial)}</p>
      ) : (
        <label htmlFor={id} className="block">
          <span className="text-sm text-stone-600">
            {say('cell.trials.pick')} ({shown + 1}/{trials.length})
          </span>
          <select
            id={id}
            value={shown}
            onChange={(event) => onShow(Number(event.target.value))}
            className="mt-1 block min-h-11 w-full rounded-md border border-stone-400 bg-white px-3"
          >
            {trials.map((each, index) => (
              <option key={`${each.document.id} ${each.result ?? ''} ${each.document.title}`} value={index}>
                {labelOf(each)} · {say(`standing.${each.standing}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="mt-1 text-sm wrap-anywhere text-stone-600">{trial.document.issuer}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Badge {...STANDINGS[trial.standing]}>{say(`standing.${trial.standing}`)}</Badge>
        <Badge tone="quiet">{say(`outcome.${trial.outcome}`)}</Badge>
      </div>
    </div>
  );
}
