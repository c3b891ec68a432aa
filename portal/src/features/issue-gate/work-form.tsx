// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { StepFields, Tick } from './step-fields.tsx';
import { REDUCTIONS, type TestWork } from './work.ts';
import { NO_STEP, namedFor, recordWork, type TypedStep, type TypedWork, typedFrom } from './worksheet.ts';

/** Whoever is signed in records their own steps of a result; nobody states another's. */
export function WorkForm({
  stream,
  work: { results, records },
  onRecorded,
}: {
  readonly stream: string;
  readonly work: TestWork;
  readonly onRecorded: () => void;
}) {
  const { say } = useWords();
  const begun = (result: string): TypedWork => {
    const own = records.find((one) => one.isOwn && one.result === result);
    return typedFrom(result, own, namedFor(results, result));
  };
  const [typed, setTyped] = useState(() => begun(results[0]?.result ?? ''));
  const change = (more: Partial<TypedWork>) => setTyped({ ...typed, ...more });
  const changeStep = (at: number, more: Partial<TypedStep>) =>
    change({ steps: typed.steps.map((one, index) => (index === at ? { ...one, ...more } : one)) });
  return (
    <ActForm
      name="work"
      asked={() => ({ stream, typed })}
      act={recordWork}
      onDone={onRecorded}
      submit={say(typed.steps.length === 0 ? 'gate.work.take-back' : 'gate.work.record')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('gate.work.lead')}</p>
      <Pick
        label={say('gate.work.result')}
        value={typed.result}
        options={results.map(({ result }) => result)}
        nameOf={(result) => `${result}: ${results.find((one) => one.result === result)?.substance ?? ''}`}
        onPick={(result) => setTyped(begun(result))}
      />
      {typed.steps.map((step, at) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names but their places
          key={at}
          number={at + 1}
          step={step}
          named={namedFor(results, typed.result)}
          onChange={(more) => changeStep(at, more)}
          onRemove={() => change({ steps: typed.steps.filter((_, index) => index !== at) })}
        />
      ))}
      <div className="border-b border-stone-300 pb-3 sm:col-span-full">
        <Button
          onClick={() => change({ steps: [...typed.steps, { ...NO_STEP, site: typed.steps.at(-1)?.site ?? '' }] })}
        >
          {say('gate.work.add')}
        </Button>
      </div>
      <TextInput
        label={say('gate.work.readings')}
        value={typed.readings}
        onValue={(readings) => change({ readings })}
      />
      <TextInput
        label={say('gate.work.unit')}
        value={typed.unit}
        required={typed.readings.trim() !== ''}
        maxLength={60}
        onValue={(unit) => change({ unit })}
      />
      <Pick
        label={say('gate.work.by')}
        value={typed.by}
        options={REDUCTIONS}
        nameOf={(by) => say(`gate.work.by.${by}`)}
        onPick={(by) => change({ by })}
      />
      <TextInput
        label={say('gate.work.least')}
        value={typed.leastMinutes}
        maxLength={6}
        onValue={(minutes) => change({ leastMinutes: minutes.replace(/\D/g, '') })}
      />
      <Tick label={say('gate.work.whole')} isOn={typed.whole} onTick={(whole) => change({ whole })} />
    </ActForm>
  );
}
