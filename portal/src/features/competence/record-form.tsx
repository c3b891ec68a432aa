// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { today } from '../../app/today.ts';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type CompetenceFile, type Recording, recordCompetence } from './competence.ts';

/** Records what one person showed, or did not. */
export function RecordForm({
  files,
  onRecorded,
}: {
  readonly files: readonly CompetenceFile[];
  readonly onRecorded: () => void;
}) {
  const { say } = useWords();
  const { run, start } = useRun<Recording, true>(recordCompetence);
  const recorded = useEffectEvent(onRecorded);
  useEffect(() => {
    if (run.state === 'answered') recorded();
  }, [run.state]);
  const [stream, setStream] = useState(files[0]?.stream ?? '');
  const [asked, setAsked] = useState('');
  const [on, setOn] = useState<string>(today(new Date()));
  const [outcome, setOutcome] = useState<'met' | 'not-met'>('met');
  const [details, setDetails] = useState('');
  const options = demandsOf(files.find((file) => file.stream === stream));
  const picked = options.find(({ key }) => key === asked) ?? options[0];
  return (
    <Section id="record" title={say('competence.record')}>
      <form
        className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (picked === undefined) return;
          void start({ stream, function: picked.function, demand: picked.demand, on, outcome, details });
        }}
      >
        <Labelled label={say('competence.person')}>
          <select className={`${FIELD} w-full`} value={stream} onChange={({ target }) => setStream(target.value)}>
            {files.map((file) => (
              <option key={file.stream} value={file.stream}>
                {file.name ?? file.person}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={say('competence.demand')}>
          <select className={`${FIELD} w-full`} value={picked?.key} onChange={({ target }) => setAsked(target.value)}>
            {options.map(({ key, function: work, demand }) => (
              <option key={key} value={key}>
                {say(`competence.function.${work as 'sign'}`)}: {demand}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label={say('competence.day')}>
          <input
            className={`${FIELD} w-full`}
            type="date"
            required
            value={on}
            onChange={({ target }) => setOn(target.value)}
          />
        </Labelled>
        <Labelled label={say('competence.outcome')}>
          <select
            className={`${FIELD} w-full`}
            value={outcome}
            onChange={({ target }) => setOutcome(target.value === 'met' ? 'met' : 'not-met')}
          >
            <option value="met">{say('competence.outcome.met')}</option>
            <option value="not-met">{say('competence.outcome.not-met')}</option>
          </select>
        </Labelled>
        <Labelled label={say('competence.details')}>
          <input
            className={`${FIELD} w-full`}
            maxLength={4000}
            value={details}
            onChange={({ target }) => setDetails(target.value)}
          />
        </Labelled>
        <Button primary type="submit" disabled={run.state === 'running' || picked === undefined}>
          {say('competence.save')}
        </Button>
      </form>
      <p role="status" className="mt-2">
        {run.state === 'answered' ? say('competence.saved') : null}
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </Section>
  );
}

/** What is asked of whatever a person does. */
function demandsOf(file: CompetenceFile | undefined) {
  return (file?.standings ?? []).flatMap(({ function: work, demands }) =>
    demands.map(({ demand }) => ({ key: `${work} ${demand}`, function: work, demand })),
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="block min-w-0">
      <span className="block text-sm">{label}</span>
      {children}
    </label>
  );
}
