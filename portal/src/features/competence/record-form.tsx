// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { Pick } from '../../components/pick.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
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
  const [stream, setStream] = useState(files[0]?.stream ?? '');
  const [asked, setAsked] = useState('');
  const [on, setOn] = useState<string>(today(new Date()));
  const [until, setUntil] = useState('');
  const [outcome, setOutcome] = useState<Recording['outcome']>('met');
  const [details, setDetails] = useState('');
  const options = demandsOf(files.find((file) => file.stream === stream));
  const picked = options.find(({ key }) => key === asked) ?? options[0];
  return (
    <Section id="record" title={say('competence.record')}>
      <ActForm
        name="record"
        asked={() =>
          picked === undefined
            ? undefined
            : { stream, function: picked.function, demand: picked.demand, on, until, outcome, details }
        }
        act={recordCompetence}
        onDone={onRecorded}
        submit={say('competence.save')}
      >
        <Pick
          label={say('competence.person')}
          value={stream}
          options={files.map((file) => file.stream)}
          nameOf={(each) => nameOf(files.find((file) => file.stream === each))}
          onPick={setStream}
        />
        <Pick
          label={say('competence.demand')}
          value={picked?.key ?? ''}
          options={options.map(({ key }) => key)}
          nameOf={(key) => {
            const one = options.find((option) => option.key === key);
            return `${say(`competence.function.${(one?.function ?? 'sign') as 'sign'}`)}: ${one?.demand ?? ''}`;
          }}
          onPick={setAsked}
        />
        <TextInput label={say('competence.day')} type="date" required value={on} onValue={setOn} />
        <Pick
          label={say('competence.outcome')}
          value={outcome}
          options={['met', 'not-met']}
          nameOf={(each) => say(`competence.outcome.${each}`)}
          onPick={setOutcome}
        />
        <TextInput label={say('competence.until')} type="date" value={until} onValue={setUntil} />
        <TextInput label={say('competence.details')} value={details} onValue={setDetails} />
      </ActForm>
    </Section>
  );
}

const nameOf = (file: CompetenceFile | undefined) => file?.name ?? file?.person ?? '';

/** What is asked of whatever a person does. */
function demandsOf(file: CompetenceFile | undefined) {
  return (file?.standings ?? []).flatMap(({ function: work, demands }) =>
    demands.map(({ demand }) => ({ key: `${work} ${demand}`, function: work, demand })),
  );
}
