// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { scoreRound, TREATMENTS, type Treatment } from './round-case.ts';

type Row = Treatment & { readonly key: number };

/** Scores a round anew; what was decided about checks of the items that were not met stands there to begin with. */
export function ScoringForm({ round, onScored }: { readonly round: PublicRound; readonly onScored: () => void }) {
  const { say, sayQuantity } = useWords();
  const [rows, setRows] = useState<readonly Row[]>(() => treatmentsOf(round));
  const change = (key: number, more: Partial<Treatment>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...more } : row)));
  const add = () => {
    const measurand = round.measurands[0]?.measurand ?? '';
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    setRows([...rows, { measurand, treatment: TREATMENTS[0], because: '', key }]);
  };
  return (
    <ActForm
      name="scoring"
      asked={() => ({ stream: round.stream, treatments: rows.map(({ key: _, ...treatment }) => treatment) })}
      act={scoreRound}
      onDone={onScored}
      submit={say('round.case.score')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('round.case.score.lead')}</p>
      {rows.map(({ key, measurand, treatment, because }) => (
        <fieldset
          key={key}
          data-treatment={treatment}
          className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4"
        >
          <Pick
            label={say('round.case.measurand')}
            value={measurand}
            options={round.measurands.map((one) => one.measurand)}
            nameOf={sayQuantity}
            onPick={(name) => change(key, { measurand: name })}
          />
          <Pick
            label={say('round.case.treatment')}
            value={treatment}
            options={TREATMENTS}
            nameOf={(each) => say(`round.case.treatment.${each}`)}
            onPick={(each) => change(key, { treatment: each })}
          />
          <TextInput
            label={say('round.case.because')}
            value={because}
            required
            maxLength={2_000}
            onValue={(text) => change(key, { because: text })}
          />
          <Button onClick={() => setRows(rows.filter((row) => row.key !== key))}>
            {say('round.case.treatment.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={add}>{say('round.case.treatment.add')}</Button>
    </ActForm>
  );
}

function treatmentsOf({ treatments }: PublicRound): readonly Row[] {
  return treatments.flatMap(({ measurand, treatment, because }, key) => {
    const known = TREATMENTS.find((each) => each === treatment);
    return known === undefined ? [] : [{ measurand, treatment: known, because, key }];
  });
}
