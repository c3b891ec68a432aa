// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { useOnce } from '../../app/use-once.ts';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { ACTS_ON, type PlannedChange, proposeChange, requestPlanned, type StandingStandard } from './standing.ts';

/** What is to become of a standard: suspended, restored, withdrawn from a day on, or a planned change taken back. */
export function ChangeForm({
  standard,
  onProposed,
}: {
  readonly standard: StandingStandard;
  readonly onProposed: () => void;
}) {
  const { say } = useWords();
  const { stream } = standard;
  const { run, again } = useOnce((_, signal) => requestPlanned({ stream, today: today(new Date()) }, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  return <Fields standard={standard} planned={run.answer} onProposed={onProposed} />;
}

function Fields({
  standard: { stream, status },
  planned,
  onProposed,
}: {
  readonly standard: StandingStandard;
  readonly planned: readonly PlannedChange[];
  readonly onProposed: () => void;
}) {
  const { say, sayOr } = useWords();
  const acts = [...ACTS_ON[status], ...(planned.length === 0 ? [] : (['cancel'] as const))];
  const [first] = acts;
  const [given, setGiven] = useState({ act: first, change: planned[0]?.id ?? '', reason: '', from: '' });
  const change = (more: Partial<typeof given>) => setGiven({ ...given, ...more });
  const { act } = given;
  if (act === undefined) return <p>{say('standards.change.none')}</p>;
  return (
    <ActForm
      name="standard-change"
      asked={() => ({ stream, ...given, act })}
      act={proposeChange}
      onDone={onProposed}
      submit={say('standards.change.send')}
    >
      <Pick
        label={say('standards.change.act')}
        value={act}
        options={acts}
        nameOf={(word) => say(`standards.change.${word}`)}
        onPick={(word) => change({ act: word })}
      />
      {act === 'cancel' ? (
        <Pick
          label={say('standards.change.planned')}
          value={given.change}
          options={planned.map(({ id }) => id)}
          nameOf={(id) => {
            const one = planned.find((each) => each.id === id);
            return one === undefined ? id : `${sayOr(`status.${one.status}`, one.status)}, ${one.from}`;
          }}
          onPick={(id) => change({ change: id })}
        />
      ) : (
        <TextInput
          name="from"
          type="date"
          label={say('standards.change.from')}
          value={given.from}
          onValue={(from) => change({ from })}
        />
      )}
      <TextInput
        name="reason"
        label={say('standards.change.reason')}
        value={given.reason}
        required
        onValue={(reason) => change({ reason })}
      />
    </ActForm>
  );
}
