// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import { changesOf, type Rescored, type ScoreChange } from './round-case.ts';

/** What the new scoring says beside the report that counts: values, and each code with another score. */
export function ScoreChanges({ round, scored }: { readonly round: PublicRound; readonly scored: readonly Rescored[] }) {
  const { say, sayQuantity } = useWords();
  const changes = changesOf(round.measurands, scored);
  const shown = (line: ScoreChange['before']) =>
    line === undefined ? '–' : [line.score, say(`round.verdict.${line.verdict}`)].filter(Boolean).join(' · ');
  return (
    <div className="mt-3" data-changes={changes.length}>
      <h3 className="font-semibold">{say('round.case.scored')}</h3>
      <ul className="my-2 text-sm">
        {scored.map(({ measurand, assignedValue, sigmaUsed }) => {
          const { figures, unit } = round.measurands.find((one) => one.measurand === measurand) ?? {};
          const pairs = [
            [say('round.assigned'), figures?.assignedValue, assignedValue],
            [say('round.sigma-used'), figures?.sigmaUsed, sigmaUsed],
          ] as const;
          return (
            <li key={measurand} className="wrap-anywhere" data-scored={measurand}>
              <strong>{sayQuantity(measurand)}</strong>{' '}
              {pairs.map(([label, before, after]) =>
                after === undefined ? null : (
                  <span key={label} className="mr-3">
                    {label}: {before === undefined || before === after ? '' : `${before} → `}
                    {after} {unit}
                  </span>
                ),
              )}
            </li>
          );
        })}
      </ul>
      {changes.length === 0 ? (
        <p>{say('round.case.same')}</p>
      ) : (
        <DataTable
          caption={say('round.case.scored')}
          headings={[say('round.case.measurand'), say('round.code'), say('round.case.before'), say('round.case.after')]}
          rows={changes.map(({ measurand, code, before, after }) => ({
            key: `${measurand} ${code}`,
            cells: [measurand, code, shown(before), shown(after)],
          }))}
        />
      )}
    </div>
  );
}
