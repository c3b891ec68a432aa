// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { type KeptRecord, requestRecords, withdrawRecord } from './acts.ts';

interface RecordsProps {
  readonly stream: string;
  readonly canWithdraw: boolean;
  readonly onWithdrawn: () => void;
}

/** What was recorded of a person, withdrawn records too. */
export function FileRecords({ stream, canWithdraw, onWithdrawn }: RecordsProps) {
  const { say } = useWords();
  const { run, again } = useOnce((_, signal) => requestRecords(stream, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  if (run.answer.length === 0) return <p>{say('competence.records.none')}</p>;
  return (
    <ul className="space-y-3">
      {run.answer.map((one) => (
        <OneRecord
          key={one.record}
          kept={one}
          {...{ stream, canWithdraw }}
          onWithdrawn={() => {
            again();
            onWithdrawn();
          }}
        />
      ))}
    </ul>
  );
}

function OneRecord({ kept, stream, canWithdraw, onWithdrawn }: RecordsProps & { readonly kept: KeptRecord }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const { record, function: work, demand, on, until, outcome, by, details, withdrawn } = kept;
  return (
    <li data-record={demand} data-withdrawn={withdrawn} className="border-l-4 border-stone-300 pl-3 text-sm">
      <p className="flex flex-wrap items-center gap-2 wrap-anywhere">
        <span>
          {on}
          {until === undefined ? '' : ` – ${until}`} · {say(`competence.function.${work as 'sign'}`)} · {demand} ·{' '}
          {say(`competence.outcome.${outcome === 'met' ? 'met' : 'not-met'}`)}
        </span>
        {withdrawn ? <Badge tone="quiet">{say('competence.withdrawn')}</Badge> : null}
      </p>
      <p className="wrap-anywhere text-stone-600">
        {say('competence.by', { by })}
        {details === undefined ? '' : ` · ${details}`}
      </p>
      {withdrawn || !canWithdraw ? null : (
        <ActForm
          name="withdrawal"
          asked={() => ({ stream, record, reason })}
          act={withdrawRecord}
          onDone={onWithdrawn}
          submit={say('competence.withdraw')}
        >
          <TextInput label={say('competence.reason')} value={reason} required onValue={setReason} />
        </ActForm>
      )}
    </li>
  );
}
