// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Folded, KeptFolded } from '../../components/folded.tsx';
import { formatInstant } from '../../components/format-instant.ts';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { StepFields } from '../issue-gate/step-fields.tsx';
import { NO_STEP } from '../issue-gate/worksheet.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { type CalibrationWork, NO_WORK, requestWork, takeBackWork, type TypedWork, writeWork } from './work.ts';

/** Where whoever calibrates writes down their own steps, and what was written down last. */
export function WorkSection() {
  const { say } = useWords();
  const { run, start } = useRun<undefined, readonly CalibrationWork[]>(requestWork);
  const [seen, setSeen] = useState<readonly CalibrationWork[]>();
  const changed = () => void start(undefined);
  const look = useEffectEvent(changed);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  return (
    <Section id="work" title={say('calibration-work.title')}>
      <p className="text-sm text-stone-600">{say('calibration-work.lead')}</p>
      <KeptFolded name="calibration-work" title={say('calibration-work.write')}>
        <WorkForm onWritten={changed} />
      </KeptFolded>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null}
      {seen?.length === 0 ? <p>{say('calibration-work.none')}</p> : null}
      {seen?.map((work) => (
        <WrittenWork key={work.stream} work={work} onChanged={changed} />
      ))}
    </Section>
  );
}

const HEAD = ['thing', 'manufacturer', 'model', 'serial', 'points'] as const;

function WorkForm({ onWritten }: { readonly onWritten: () => void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState(NO_WORK);
  const change = (more: Partial<TypedWork>) => setTyped({ ...typed, ...more });
  const { steps } = typed;
  return (
    <ActForm
      name="calibration-work"
      asked={() => typed}
      act={writeWork}
      onDone={() => {
        setTyped(NO_WORK);
        onWritten();
      }}
      submit={say('calibration-work.send')}
    >
      {HEAD.map((field) => (
        <TextInput
          key={field}
          name={`work-${field}`}
          label={say(`calibration-work.${field}`)}
          value={typed[field]}
          required={field === 'thing'}
          maxLength={field === 'points' ? 4_000 : 400}
          onValue={(value) => change({ [field]: value })}
        />
      ))}
      {steps.map((step, at) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names but their places
          key={at}
          number={at + 1}
          step={step}
          named={[]}
          onChange={(more) => change({ steps: steps.map((one, index) => (index === at ? { ...one, ...more } : one)) })}
          onRemove={steps.length === 1 ? undefined : () => change({ steps: steps.filter((_, index) => index !== at) })}
        />
      ))}
      <div className="sm:col-span-full">
        <Button onClick={() => change({ steps: [...steps, NO_STEP] })}>{say('calibration-work.add')}</Button>
      </div>
    </ActForm>
  );
}

function WrittenWork({ work, onChanged }: { readonly work: CalibrationWork; readonly onChanged: () => void }) {
  const { say } = useWords();
  const { stream, thing, isOwn, isTakenBack, usedIn } = work;
  const isCertified = usedIn.some(({ state }) => state === 'signed');
  return (
    <article data-work={stream} className="mt-3 border-t border-stone-300 pt-2 wrap-anywhere">
      <p className="font-semibold">{thing}</p>
      <WorkLines work={work} />
      {isTakenBack ? <p>{say('calibration-work.taken-back')}</p> : null}
      {usedIn.map(({ number, state }) => (
        <p key={`${number} ${state}`}>{say(`calibration-work.used.${state}`, { number })}</p>
      ))}
      {isOwn && !isTakenBack && !isCertified ? <TakeBack stream={stream} onDone={onChanged} /> : null}
    </article>
  );
}

/** Who wrote it down and when, for which points, and each step. */
export function WorkLines({ work: { person, recordedAt, points, steps } }: { readonly work: CalibrationWork }) {
  const { say } = useWords();
  return (
    <>
      <p className="text-sm">{say('calibration-work.by', { person, at: formatInstant(recordedAt) })}</p>
      {points.length === 0 ? null : <p className="text-sm">{points.join('; ')}</p>}
      <ul className="list-disc pl-5 text-sm">
        {steps.map(({ what, site, from, to }) => (
          <li key={`${what} ${from}`}>
            {what}, {site}: {formatInstant(from)} – {formatInstant(to)}
          </li>
        ))}
      </ul>
    </>
  );
}

function TakeBack({ stream, onDone }: { readonly stream: string; readonly onDone: () => void }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Folded name={`take-back-${stream}`} title={say('calibration-work.take-back')}>
      <ActForm
        name="take-back-work"
        asked={() => ({ stream, reason })}
        act={takeBackWork}
        onDone={onDone}
        submit={say('calibration-work.take-back')}
      >
        <TextInput
          name="take-back-reason"
          label={say('calibration-work.reason')}
          value={reason}
          required
          maxLength={4_000}
          onValue={setReason}
        />
      </ActForm>
    </Folded>
  );
}
