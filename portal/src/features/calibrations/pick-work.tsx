// SPDX-License-Identifier: Apache-2.0
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { Tick } from '../issue-gate/step-fields.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { type CalibrationWork, requestOpenWork } from './work.ts';
import { WorkLines } from './work-section.tsx';

/** The records of work on which a certificate is to rest: of its thing, and in no signed certificate yet. */
export function PickWork({
  thing,
  picked,
  onPicked,
}: {
  readonly thing: string;
  readonly picked: readonly string[];
  readonly onPicked: (picked: readonly string[]) => void;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, readonly CalibrationWork[]>(requestOpenWork);
  const found = run.state === 'answered' ? run.answer : [];
  return (
    <fieldset data-pick-work={thing} className="border-t border-stone-300 pt-3 sm:col-span-full">
      <legend className="font-semibold">{say('calibration-work.title')}</legend>
      <Button disabled={thing.trim() === ''} onClick={() => void start(thing.trim())}>
        {say('calibration-work.find')}
      </Button>
      {found.map((work) => (
        <div key={work.stream} className="mt-2">
          <Tick
            label={say('calibration-work.rests', { person: work.person })}
            isOn={picked.includes(work.stream)}
            onTick={(isOn) =>
              onPicked(isOn ? [...picked, work.stream] : picked.filter((stream) => stream !== work.stream))
            }
          />
          <WorkLines work={work} />
        </div>
      ))}
      <p role="status" className="text-sm text-stone-600">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' && found.length === 0 ? say('calibration-work.nothing') : null}
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </fieldset>
  );
}
