// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { useOnce } from '../../app/use-once.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { type DemandRow, FUNCTIONS, KINDS, requestDemands, setDemands } from './acts.ts';

const EMPTY: DemandRow = { function: 'test', demand: '', kind: 'training', says: undefined, renewMonths: '' };

/** What is asked of whoever does what: the edition of today, to be changed from a day on. */
export function DemandsForm({ onSet }: { readonly onSet: () => void }) {
  const { say } = useWords();
  const { run, again } = useOnce(requestDemands);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  return <Edition rows={run.answer.length === 0 ? [EMPTY] : run.answer} onSet={onSet} />;
}

function Edition({ rows: kept, onSet }: { readonly rows: readonly DemandRow[]; readonly onSet: () => void }) {
  const { say } = useWords();
  const [rows, setRows] = useState(kept.map((row, key) => ({ row, key })));
  const [from, setFrom] = useState<string>(today(new Date()));
  const change = (key: number, more: Partial<DemandRow>) =>
    setRows(rows.map((one) => (one.key === key ? { key, row: { ...one.row, ...more } } : one)));
  return (
    <ActForm
      name="demands"
      asked={() => ({ from, rows: rows.map(({ row }) => row) })}
      act={setDemands}
      onDone={onSet}
      submit={say('competence.demands.set')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('competence.demands.lead')}</p>
      {rows.map(({ row, key }) => (
        <fieldset
          key={key}
          data-row={row.demand}
          className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-5"
        >
          <Pick
            label={say('competence.function')}
            value={row.function}
            options={FUNCTIONS}
            nameOf={(work) => say(`competence.function.${work}`)}
            onPick={(work) => change(key, { function: work })}
          />
          <TextInput
            label={say('competence.demand.name')}
            value={row.demand}
            required
            maxLength={200}
            onValue={(demand) => change(key, { demand })}
          />
          <Pick
            label={say('competence.kind')}
            value={row.kind}
            options={KINDS}
            nameOf={(kind) => say(`competence.kind.${kind}`)}
            onPick={(kind) => change(key, { kind })}
          />
          <TextInput
            label={say('competence.renew')}
            value={row.renewMonths}
            maxLength={3}
            onValue={(renewMonths) => change(key, { renewMonths: renewMonths.replace(/\D/g, '') })}
          />
          <Button disabled={rows.length === 1} onClick={() => setRows(rows.filter((one) => one.key !== key))}>
            {say('competence.demands.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={() => setRows([...rows, { row: EMPTY, key: Math.max(...rows.map(({ key }) => key)) + 1 }])}>
        {say('competence.demands.add')}
      </Button>
      <TextInput label={say('competence.demands.from')} type="date" value={from} required onValue={setFrom} />
    </ActForm>
  );
}
